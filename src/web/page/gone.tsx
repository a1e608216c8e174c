/** What is said of a code whose institution is in the published list no more: on its static page, and in the app. */

import type { ReactNode } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import { groupCode } from '../../core/domain/institution-code.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import { pagePath } from '../../core/snapshot/page-path.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { dayIn, type Lang, spelledOut, words } from '../../core/words/index.ts';
import { languageOf } from './model.tsx';

interface GoneProps {
  readonly tombstone: Tombstone;
  readonly bureau: Bureau;
  readonly lang: Lang;
}

export function Gone({ tombstone, bureau, lang }: GoneProps): ReactNode {
  const { code, name, address, since, successor } = tombstone;
  const w = words[lang];
  const publisher = lang === 'zh' ? bureau.name : bureau.nameEn;
  return (
    <section>
      <h1>{w.code.gone}</h1>
      {name !== null && (
        <p>
          {w.code.goneWas}
          <span lang={languageOf({ lang }, name)}>{name}</span>
        </p>
      )}
      {address !== null && (
        <p>
          {w.code.goneAt}
          <span lang={languageOf({ lang }, address)}>{address}</span>
        </p>
      )}
      <p className="soft">
        {w.who.code}
        <span aria-hidden="true">{groupCode(code)}</span>
        <span className="vh">{spelledOut(code)}</span>
      </p>
      {successor && (
        <p>
          <a href={sitePath(bureau, pagePath(successor.code, lang))}>
            {w.code.goneSuccessor({ name: successor.name })}
          </a>
        </p>
      )}
      <div className="state">
        <p>
          {since === null
            ? w.code.goneUnknown({ bureau: publisher })
            : w.code.goneSince({ bureau: publisher, date: dayIn(lang)(since) })}
        </p>
        <p>{w.code.goneDo}</p>
      </div>
    </section>
  );
}
