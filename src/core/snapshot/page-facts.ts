/**
 * The facts of a record as they stand in the page: each in an element marked `data-f` with its key, holding exactly this
 * text. Components write them from here; the page's script and `verify` read them back, so that a page whose visible text
 * was altered beside an intact data block is noticed too. Sentences of the catalogue and of the rulebook are not among them:
 * the record does not hold them, and the page cannot prove them.
 *
 * Every byte here travels with each page's script: facts are the record's own values, flattened by their path, and
 * sentences are put around them by the components.
 */
import type { StaffMember } from '../domain/institution.ts';
import type { PageLang } from './page-path.ts';
import type { PublicView } from './public-now.ts';

/** Text by key: the path of the value, `penalties.0.cause`. What is empty is no fact. */
export type PageFacts = ReadonlyMap<string, string>;

/** Members shown before the fold of the rest. */
export const FIRST_STAFF = 10;

/**
 * Every fact that a page of this view shows.
 * @param day words a day, and leaves every other text as it is
 */
export function pageFacts(view: PublicView, lang: PageLang, day: (text: string) => string): PageFacts {
  const { record, penalties, staff, proposal } = view;
  const members = staff && record.staff ? staff.members.map((member) => staffParts(member).join(' ')) : [];
  const facts = new Map<string, string>();
  const put = (value: unknown, key: string): void => {
    if (typeof value === 'object') {
      for (const [part, inner] of Object.entries(value ?? {})) put(inner, `${key}.${part}`);
    } else if (value !== undefined && value !== '') {
      // An HTML parser makes one line feed of every line end.
      facts.set(key.slice(1), day(String(value)).replace(/\r\n?/g, '\n'));
    }
  };
  put(
    {
      ...record,
      // Not shown as they are, or shown with the state.
      ...{ v: '', bureau: '', year: '', period: '', town: '', sealed: '', outcome: '', subject: '' },
      licence: { ...record.licence, type: '' },
      state: stateFacts(view, lang),
      proposal: proposal && {
        year: proposal.year,
        mark: proposal.mark[lang],
        until: proposal.until,
        corrected: proposal.corrected,
      },
      penalties: penalties.map((shown) => ({ ...shown, type: '', list: '' })),
      count: penalties.length,
      first: members.slice(0, FIRST_STAFF).join(''),
      rest: members.slice(FIRST_STAFF).join(''),
    },
    '',
  );
  return facts;
}

/** What stands in the grade's place: the mark with its year, or the day of an end. */
function stateFacts({ state, record: { year, period } }: PublicView, lang: PageLang): object {
  if (state.kind === 'lapsed' || state.kind === 'awaiting') return { year };
  if (state.kind !== 'graded') return 'on' in state ? { on: state.on } : {};
  const { mark, word, validUntil } = state.grade;
  const change = state.change && { on: state.change.on, documentNo: state.change.documentNo };
  return { year, ...period, mark: mark[lang], word: word?.[lang], validUntil, ...change };
}

/** Name, then category, title and scope; a title that repeats the category is left out. */
export function staffParts({ name, category, title, scope }: StaffMember): readonly [name: string, detail: string] {
  return [name, [category, title === category ? '' : title, scope].filter(Boolean).join('，')];
}
