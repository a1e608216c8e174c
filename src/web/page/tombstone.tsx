/** `/i/<code>` of an institution that is in the published list no more. No script: nothing on it can be out of date. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { groupCode } from '../../core/domain/institution-code.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { dayIn, spelledOut, words } from '../../core/words/index.ts';
import { Publisher, WaysOn } from './contact.tsx';
import pageCss from './page.css?inline';

const w = words.zh;

interface TombstonePageInput {
  readonly tombstone: Tombstone;
  readonly bureau: Bureau;
  /** `sha256-…` of `pageCss`. */
  readonly styleHash: string;
}

/** A complete document; the same bytes for the same input, so that `verify` renders it again. */
export function renderTombstonePage({ tombstone, bureau, styleHash }: TombstonePageInput): string {
  const policy = `default-src 'none';style-src '${styleHash}';img-src 'self';base-uri 'none';form-action 'none'`;
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${w.code.gone}·${bureau.name}`}</title>
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/icon.svg" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageCss }} />
      </head>
      <body>
        <div className="page">
          <Publisher bureau={bureau} />
          <main>
            <Gone tombstone={tombstone} bureau={bureau} />
            <WaysOn bureau={bureau} />
          </main>
        </div>
      </body>
    </html>,
  )}`;
}

function Gone({ tombstone, bureau }: Pick<TombstonePageInput, 'tombstone' | 'bureau'>): ReactNode {
  const { code, name, address, since } = tombstone;
  return (
    <section>
      <h1>{w.code.gone}</h1>
      {name !== null && <p>{w.code.goneWas({ inst: name })}</p>}
      {address !== null && <p>{w.code.goneAt({ address })}</p>}
      <p className="soft">
        {w.who.code}
        <span aria-hidden="true">{groupCode(code)}</span>
        <span className="vh">{spelledOut(code)}</span>
      </p>
      <div className="state">
        <p>
          {since === null
            ? w.code.goneUnknown({ bureau: bureau.name })
            : w.code.goneSince({ bureau: bureau.name, date: dayIn('zh')(since) })}
        </p>
        <p>{w.code.goneDo}</p>
        <p className="soft" lang="en">
          {words.en.code.gone} {words.en.code.goneDo}
        </p>
      </div>
    </section>
  );
}
