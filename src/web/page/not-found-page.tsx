/**
 * What stands at an address that is not there: a code that was never given or was mistyped, or any other. Static hosts
 * answer all of them with one file, `404.html`; where script runs, the app takes its place and offers near codes.
 */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { words } from '../../core/words/index.ts';
import { NoScriptContact, Publisher, WaysOn } from './contact.tsx';

const w = words.zh;

function NotFound({ bureau }: { readonly bureau: Bureau }): ReactNode {
  return (
    <div className="page">
      <Publisher bureau={bureau} />
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
        <WaysOn bureau={bureau} />
      </main>
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
