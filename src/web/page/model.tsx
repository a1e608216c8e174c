/** What all parts of the page share: the props, the words of the language, the facts. */

import { createElement, Fragment, type ReactNode } from 'react';
import type { WithdrawalCause } from '../../core/domain/facts.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import { type PageFacts, pageFacts } from '../../core/snapshot/page-facts.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import { dayIn, type Words, words } from '../../core/words/index.ts';
import { hoursIn, type Lang } from '../../core/words/lang.ts';
import type { InstitutionPageProps } from './types.ts';

export interface Page extends InstitutionPageProps {
  readonly w: Words;
  readonly facts: PageFacts;
  readonly day: (date: IsoDate) => string;
  /** The bureau's name in the page's language. */
  readonly publisher: string;
  /** The policy's title in book title marks. */
  readonly policy: string;
}

export interface PartProps {
  readonly page: Page;
}

export function pageModel(props: InstitutionPageProps): Page {
  const { lang, view, terms } = props;
  const w = words[lang];
  const title = terms.title[lang];
  const day = dayIn(lang);
  return {
    ...props,
    w,
    facts: factsOf(view, lang),
    day,
    publisher: lang === 'zh' ? props.bureau.name : props.bureau.nameEn,
    policy: lang === 'zh' ? `《${title}》` : title,
  };
}

/** The title, the description and the body of a page ask for the same facts. */
const known: Readonly<Record<Lang, WeakMap<PublicView, PageFacts>>> = { zh: new WeakMap(), en: new WeakMap() };

function factsOf(view: PublicView, lang: Lang): PageFacts {
  const facts = known[lang].get(view) ?? pageFacts(view, lang, dayIn(lang));
  known[lang].set(view, facts);
  return facts;
}

/** Revoked, cancelled or closed: then nothing may read as in force. A label withdrawn otherwise ends no licence. */
export function ended({ view: { state } }: Page): Exclude<WithdrawalCause, 'other'> | null {
  return state.kind === 'withdrawn' && state.cause !== 'other' ? state.cause : null;
}

/** One fact of the record, marked for the script. Asking for a fact that the view does not have is a fault of the page. */
export function Fact({ page, k }: PartProps & { readonly k: string }): ReactNode {
  const text = page.facts.get(k);
  if (text === undefined) throw new Error(`the view has no fact ${k}`);
  return (
    <span data-f={k} lang={languageOf(page, text)}>
      {unbroken(text)}
    </span>
  );
}

/** On an English page, what the bureau wrote in Chinese is marked as Chinese, or a screen reader spells it in English. */
export function languageOf({ lang }: Pick<Page, 'lang'>, text: string): 'zh-CN' | undefined {
  return lang === 'en' && /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined;
}

/** Telephone numbers in a text stay on one line: browsers break after the hyphen. */
export function unbroken(text: string): ReactNode {
  const parts = text.split(/(\d{3,4}-\d{7,8})/);
  if (parts.length === 1) return text;
  return createElement(
    Fragment,
    null,
    ...parts.map((part, i) =>
      i % 2 === 1 ? (
        <span key={part} className="tel">
          {part}
        </span>
      ) : (
        part
      ),
    ),
  );
}

/** A sentence with the bureau's hours, which are the bureau's own text: marked where the page is in another language. */
export function withHours(page: Page, sentence: string): ReactNode {
  const hours = hoursIn(page.lang, page.bureau);
  const marked = languageOf(page, hours);
  if (!marked) return unbroken(sentence);
  const [before = '', after = ''] = sentence.split(hours);
  return (
    <>
      {unbroken(before)}
      <span lang={marked}>{hours}</span>
      {after}
    </>
  );
}

const MARK = '\uE000';

/** Stands for a fact inside a sentence until `say` puts its element there. */
export function slot(key: string): string {
  return `${MARK}${key}${MARK}`;
}

/** A sentence whose slots become facts. */
export function say(page: Page, sentence: string): ReactNode {
  // A parent of its own for the parts, so that equal texts around two facts are no equal keys.
  return createElement(
    Fragment,
    null,
    ...sentence.split(MARK).map((part, i) => (i % 2 === 1 ? <Fact key={part} page={page} k={part} /> : unbroken(part))),
  );
}

/** `tel:` with the digits alone; the first number where a cell holds several. */
export function telephone(phone: string): string {
  return `tel:${(/\+?\d[\d\s-]*/.exec(phone)?.[0] ?? phone).replace(/[\s-]/g, '')}`;
}

/** The form for this institution: a route of the app, which a plain link opens too. */
export function reportPath({ view, lang, bureau }: Page, kind?: 'rating' | 'board' | 'objection'): string {
  const query = [kind === undefined ? '' : `kind=${kind}`, lang === 'zh' ? '' : `lang=${lang}`];
  return sitePath(bureau, `/report/${view.record.code}?${query.filter(Boolean).join('&')}`.replace(/\?$/, ''));
}
