/** Search as one types: a linear scan of one joined text, which beats an inverted index here by far (experience, Inspector). */
import { parseInstitutionCode } from '../domain/institution-code.ts';
import type { IndexEntry } from './tables.ts';

export interface SearchIndex<Row = IndexEntry> {
  readonly entries: readonly Row[];
  /** Every row's searchable text, each after a line feed. */
  readonly text: string;
  /** Where each row starts in `text`. */
  readonly starts: Int32Array;
}

/** Results stop here: nobody reads further, and the scan's time stays bounded. */
export const SEARCH_LIMIT = 50;

/** Between fields; folding drops blanks, so it never stands inside one. */
const FIELD = '\t';
const DROPPED = /[\s()（）〔〕[\]【】“”"'·,，.。\-—_/]/g;

/** What is compared: compatibility forms folded, lower case, without blanks, brackets and punctuation. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(DROPPED, '');
}

export function buildSearchIndex(entries: readonly IndexEntry[]): SearchIndex {
  return indexRows(entries, (entry) => [entry.name, ...entry.otherNames, ...entry.initials, entry.town, entry.code]);
}

/** An index over any rows, by the texts that each is found by. */
export function indexRows<Row>(entries: readonly Row[], fieldsOf: (row: Row) => readonly string[]): SearchIndex<Row> {
  const starts = new Int32Array(entries.length);
  const parts: string[] = [];
  let at = 0;
  entries.forEach((entry, row) => {
    starts[row] = at;
    const part = `\n${FIELD}${fieldsOf(entry).map(foldForSearch).join(FIELD)}`;
    parts.push(part);
    at += part.length;
  });
  return { entries, text: parts.join(''), starts };
}

function rowAt(starts: Int32Array, position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows whose text holds `needle` (from `needle`'s first occurrence on) and every other term, at most `SEARCH_LIMIT`. */
function scan(index: SearchIndex<unknown>, needle: string, others: readonly string[], found: Set<number>): void {
  let at = index.text.indexOf(needle);
  while (at >= 0 && found.size < SEARCH_LIMIT) {
    const row = rowAt(index.starts, at);
    const end = index.starts[row + 1] ?? index.text.length;
    const text = index.text.slice(index.starts[row], end);
    if (others.every((term) => text.includes(term))) found.add(row);
    at = index.text.indexOf(needle, end);
  }
}

/**
 * Institutions for what was typed: a name, a second name, pinyin initials, a town, a code, or several of them with
 * blanks between. Those whose field begins with the first term come first. Empty input finds nothing.
 */
export function searchInstitutions(index: SearchIndex, typed: string): readonly IndexEntry[] {
  const code = parseInstitutionCode(typed);
  return searchRows(index, typed, code === null ? [] : [code.toLowerCase()]);
}

/** Rows for what was typed, those first of which a field begins with one of `first`, then with the first term. */
export function searchRows<Row>(index: SearchIndex<Row>, typed: string, first: readonly string[] = []): readonly Row[] {
  const terms = typed
    .split(/[\s，,]+/)
    .map(foldForSearch)
    .filter((term) => term !== '');
  const [leading, ...others] = terms;
  if (leading === undefined) return [];
  const found = new Set<number>();
  for (const text of first) scan(index, FIELD + text, [], found);
  scan(index, FIELD + leading, others, found);
  scan(index, leading, others, found);
  return [...found].flatMap((row) => index.entries[row] ?? []);
}
