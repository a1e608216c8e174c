/**
 * Another program's table under our headings: which of its columns is which of ours. What is found here is kept in
 * `bureau.json`, so that the same list is read next year without a word.
 */

import type { Column } from './columns/column.ts';
import {
  columnByHeading,
  columnsOf,
  findColumn,
  headingForm,
  isForbiddenHeading,
  isRunningNumber,
  offeredColumns,
  type SheetKey,
} from './columns.ts';
import type { TableSource } from './config.ts';
import type { Policy } from './policy.ts';
import { holdsIdentityNumber, holdsMobileNumber } from './privacy.ts';
import type { RawRow, RawTable } from './table.ts';

/** What the clerk said of the table; our columns by heading, alias or key. */
export interface MappingWishes {
  /** Ours → theirs. */
  readonly columns: readonly (readonly [ours: string, theirs: string])[];
  /** Ours → what stands in it where they have nothing. */
  readonly fixed: readonly (readonly [ours: string, value: string])[];
  /** Ours → their value → ours. */
  readonly values: readonly (readonly [ours: string, theirs: string, value: string])[];
}

/** `no-headings`: nothing to map; `unknown-column`, `unknown-heading`: a wish names what is not there; `forbidden`: see columns.ts. */
export type MappingFault =
  | { readonly kind: 'no-headings' }
  | { readonly kind: 'unknown-column'; readonly name: string }
  | { readonly kind: 'unknown-heading'; readonly name: string }
  | { readonly kind: 'forbidden'; readonly name: string };

export interface MappedColumn {
  readonly column: Column;
  /** Their heading; null: there is none, and `fixed` stands in it, if that is not null too. */
  readonly heading: string | null;
  readonly fixed: string | null;
  /** Their first value, as a check by eye. */
  readonly sample: string;
}

export interface Mapping {
  readonly source: TableSource;
  /** In our order, those that neither have a heading nor a fixed value left out. */
  readonly columns: readonly MappedColumn[];
  /** Their headings that nothing is read from, each with its first value. */
  readonly unused: readonly { readonly heading: string; readonly sample: string }[];
  /** Columns that nothing was found for, with headings among `unused` that sound like them: for the clerk to say. */
  readonly open: readonly { readonly column: Column; readonly maybe: readonly string[] }[];
  /** Columns that we need and nothing was found for. */
  readonly missing: readonly Column[];
  readonly faults: readonly MappingFault[];
}

/** A title may stand above the headings. */
const HEADING_ROWS = 5;

/**
 * `before` is what `bureau.json` says of the table now: it stands where no wish replaces it. Headings that we know by
 * themselves are mapped unasked. `faults` is empty when `source` may be kept; `missing` is for the clerk to fill.
 */
export function mapTable(
  sheet: SheetKey,
  table: RawTable,
  wishes: MappingWishes,
  { before, place, policy }: { before: TableSource | undefined; place: TableSource; policy: Policy | null },
): Mapping {
  const { columns: wished, fixed, values, faults } = resolved(sheet, wishes, policy);
  const asked = new Map([...Object.entries(before?.columns ?? {}), ...wished]);
  const defaults = new Map([...Object.entries(before?.defaults ?? {}), ...fixed]);
  const rows = table.rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  const top = headingsOf(sheet, rows, [...asked.values()], policy);
  const headings = (top?.cells ?? []).map(({ text }) => text);
  const body = top === undefined ? [] : rows.slice(rows.indexOf(top) + 1);
  const found = columnsOf(sheet, policy).map((column): MappedColumn => {
    const at = indexOf(headings, asked.get(column.key) ?? known(headings, sheet, column, policy));
    return {
      column,
      heading: headings[at] ?? null,
      fixed: defaults.get(column.key) ?? null,
      sample: sampleOf(body, at),
    };
  });
  const columns = found.filter(({ heading, fixed: value }) => heading !== null || value !== null);
  const read = new Set(columns.map(({ heading }) => heading));
  const unused = headings.flatMap((heading, at) =>
    heading === '' || read.has(heading) ? [] : [{ heading, sample: sampleOf(body, at) }],
  );
  const offered = new Set(offeredColumns(sheet, policy));
  const theirs = { ...before?.values };
  for (const [key, one] of values) theirs[key] = { ...theirs[key], ...one };
  return {
    source: {
      ...place,
      columns: Object.fromEntries(columns.flatMap(({ column, heading }) => keyed(column.key, heading))),
      ...(defaults.size > 0 && { defaults: Object.fromEntries(defaults) }),
      ...(Object.keys(theirs).length > 0 && { values: theirs }),
    },
    columns,
    unused,
    open: found
      .filter((one) => !columns.includes(one) && offered.has(one.column))
      .map(({ column }) => ({ column, maybe: soundingLike(column, unused) })),
    missing: found.filter((one) => one.column.required && !columns.includes(one)).map(({ column }) => column),
    faults: [...faults, ...headingFaults(headings, wished)],
  };
}

/** Headings that have one of the column's own names in them: 机构经营地址 for 地址. */
function soundingLike(column: Column, unused: Mapping['unused']): readonly string[] {
  const names = [column.heading, ...column.aliases, column.key].map(headingForm).filter((name) => name.length > 1);
  // Two Latin letters stand in any word.
  const telling = names.filter((name) => !/^[A-Z]{1,3}$/.test(name));
  return unused.flatMap(({ heading }) => {
    if (isForbiddenHeading(heading) || isRunningNumber(heading)) return [];
    return telling.some((name) => headingForm(heading).includes(name)) ? [heading] : [];
  });
}

/** Its first value; none of a column that holds numbers of persons. */
function sampleOf(body: readonly RawRow[], at: number): string {
  const text = body.map(({ cells }) => cells[at]?.text ?? '').find((one) => one !== '') ?? '';
  return holdsIdentityNumber(text) || holdsMobileNumber(text) ? '' : text;
}

/** The wishes by our keys. */
function resolved(sheet: SheetKey, wishes: MappingWishes, policy: Policy | null) {
  const faults: MappingFault[] = [];
  const keyOf = (name: string) => {
    const column = columnByHeading(sheet, name, policy) ?? findColumn(sheet, name);
    if (column === undefined) faults.push({ kind: 'unknown-column', name });
    return column?.key;
  };
  const pairs = (list: MappingWishes['columns']) => new Map(list.flatMap(([name, text]) => keyed(keyOf(name), text)));
  const values = new Map<string, Record<string, string>>();
  for (const [name, theirs, value] of wishes.values) {
    const key = keyOf(name);
    if (key !== undefined) values.set(key, { ...values.get(key), [theirs]: value });
  }
  return { columns: pairs(wishes.columns), fixed: pairs(wishes.fixed), values, faults };
}

function headingFaults(headings: readonly string[], wished: ReadonlyMap<string, string>): readonly MappingFault[] {
  if (headings.length === 0) return [{ kind: 'no-headings' }];
  return [...wished.values()].flatMap((name): readonly MappingFault[] => {
    if (isForbiddenHeading(name)) return [{ kind: 'forbidden', name }];
    return indexOf(headings, name) < 0 ? [{ kind: 'unknown-heading', name }] : [];
  });
}

function keyed<T>(key: string | undefined, value: T | null): [string, T][] {
  return key === undefined || value === null ? [] : [[key, value]];
}

function indexOf(headings: readonly string[], heading: string | null): number {
  const form = heading === null ? '' : headingForm(heading);
  return form === '' ? -1 : headings.findIndex((one) => headingForm(one) === form);
}

function known(headings: readonly string[], sheet: SheetKey, column: Column, policy: Policy | null): string | null {
  return headings.find((one) => columnByHeading(sheet, one, policy)?.key === column.key) ?? null;
}

/** The row with most headings that we or the clerk know; where there is none, the first that has more than a title. */
function headingsOf(
  sheet: SheetKey,
  rows: readonly RawRow[],
  asked: readonly string[],
  policy: Policy | null,
): RawRow | undefined {
  const theirs = new Set(asked.map(headingForm));
  const score = ({ cells }: RawRow) =>
    cells.filter(({ text }) => theirs.has(headingForm(text)) || columnByHeading(sheet, text, policy) !== undefined)
      .length;
  const first = rows.slice(0, HEADING_ROWS);
  const best = Math.max(0, ...first.map(score));
  if (best > 0) return first.find((row) => score(row) === best);
  return first.find(({ cells }) => cells.filter(({ text }) => text !== '').length > 1);
}
