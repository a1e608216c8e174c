/** Columnar JSON with dictionaries: the shape of `index.bin` and `profile.bin` before gzip. */
import { canonicalJson, type Json } from './canonical.ts';

/** Every value in order, or a dictionary `d` with one index a row `i` where values repeat. */
export type Column = { readonly v: readonly Json[] } | { readonly d: readonly Json[]; readonly i: readonly number[] };

export interface Table {
  readonly count: number;
  readonly columns: { readonly [name: string]: Column };
}

/** Packs a column; values that repeat enough go through a dictionary in order of first appearance. */
export function packColumn(values: readonly Json[]): Column {
  const position = new Map<string, number>();
  const dictionary: Json[] = [];
  const indexes = values.map((value) => {
    const key = canonicalJson(value);
    const known = position.get(key);
    if (known !== undefined) return known;
    position.set(key, dictionary.length);
    dictionary.push(value);
    return dictionary.length - 1;
  });
  return dictionary.length * 2 < values.length ? { d: dictionary, i: indexes } : { v: values };
}

/** Packs rows that all have the named fields. */
export function packTable(names: readonly string[], rows: readonly { readonly [name: string]: Json }[]): Table {
  const columns: Record<string, Column> = {};
  for (const name of names) columns[name] = packColumn(rows.map((row) => row[name] ?? null));
  return { count: rows.length, columns };
}

/**
 * One cell. Throws RangeError when the column is missing or shorter than the table says: verified bytes hold what
 * the publisher wrote, so that is a fault of ours, not bad input.
 */
export function cell(table: Table, name: string, row: number): Json {
  const column = table.columns[name];
  const value = column && ('v' in column ? column.v[row] : column.d[column.i[row] ?? -1]);
  if (value === undefined) throw new RangeError(`column ${name} has no row ${row}`);
  return value;
}
