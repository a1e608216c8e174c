/**
 * What stands at an address that is not there: a code that was never given or was mistyped, or any other. Static hosts
 * answer all of them with one file, `404.html`; where script runs, the app takes its place, repeats the code and offers
 * near ones, the search and 长辈版. Without it nothing is offered that would not work, and the letters are large anyway.
 */

import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import { words } from '../../core/words/index.ts';
import { NoScriptContact, Publisher, SiteFoot, WaysOn } from './contact.tsx';

const w = words.zh;

function NotFound({ bureau }: { readonly bureau: Bureau }): ReactNode {
  return (
    <div className="page">
      <Publisher bureau={bureau} lang="zh" />
      <main>
        <section>
          <h1>{w.code.nowhere}</h1>
          <p>{w.code.nowhereDo}</p>
          <p className="soft" lang="en">
            {words.en.code.nowhere} {words.en.code.nowhereDo}
          </p>
          <noscript>
            <p className="state">{w.code.noScript}</p>
          </noscript>
        </section>
        <WaysOn bureau={bureau} lang="zh">
          <a className="btn" href={sitePath(bureau, '/')}>
            {w.code.home}
          </a>
        </WaysOn>
      </main>
      <SiteFoot bureau={bureau} lang="zh">
        <a href={sitePath(bureau, '/?lang=en')} lang="en">
          {w.nav.english}
        </a>
      </SiteFoot>
    </div>
  );
}

/** The content of `404.html`; publishing puts it into the app's shell. */
export function renderNotFound(bureau: Bureau): string {
  return renderToStaticMarkup(<NotFound bureau={bureau} />);
}

/** The content of the shell's `<noscript>`. */
export function renderNoScriptContact(bureau: Bureau): string {
  return renderToStaticMarkup(<NoScriptContact bureau={bureau} />);
}
