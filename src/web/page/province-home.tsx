/**
 * Home of a city's or province's platform: the bureaus that publish there. It stands in the app's shell; where script runs, the
 * app takes its place.
 */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { provinceWords } from '../../core/words/province.ts';
import { Publisher, SiteFoot, WaysOn } from './contact.tsx';

interface ProvinceHomeInput {
  /** The province in the shape of a publisher; `county` names its area. */
  readonly province: Bureau;
  /** In the order of the list; `there`: its folder has a release. */
  readonly bureaus: readonly (ListedBureau & { readonly there: boolean })[];
  /** Of the province's first root, hex. */
  readonly fingerprint: string;
}

const { zh, en } = provinceWords;

/** The content of the home page; publishing puts it into the app's shell. */
export function renderProvinceHome({ province, bureaus, fingerprint }: ProvinceHomeInput): string {
  return renderToStaticMarkup(
    <div className="page">
      <Publisher bureau={province} lang="zh" />
      <main>
        <section>
          <h1>{zh.title({ area: province.county })}</h1>
          <p className="soft">{zh.own({ province: province.name })}</p>
          <p className="soft" lang="en">
            {en.own({ province: province.nameEn })}
          </p>
        </section>
        <section>
          <h2>{zh.choose}</h2>
          {bureaus.length === 0 && <p>{zh.none}</p>}
          <ul>
            {bureaus.map((bureau) => (
              <Row key={bureau.id} bureau={bureau} province={province} />
            ))}
          </ul>
        </section>
        <WaysOn bureau={province} lang="zh">
          <p className="soft">{zh.fingerprint({ root: fingerprint })}</p>
        </WaysOn>
      </main>
      <SiteFoot bureau={province} lang="zh">
        {null}
      </SiteFoot>
    </div>,
  );
}

interface RowProps {
  readonly bureau: ProvinceHomeInput['bureaus'][number];
  readonly province: Bureau;
}

function Row({ bureau, province }: RowProps): ReactNode {
  const { id, county, countyEn, name, there } = bureau;
  return (
    <li>
      {there ? <a href={sitePath(province, `/${id}/`)}>{county}</a> : county}{' '}
      <span className="soft">
        {name}
        {there ? '' : `（${zh.waiting}）`} <span lang="en">{countyEn}</span>
      </span>
    </li>
  );
}
