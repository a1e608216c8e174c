/**
 * The parts of a release's data. A large release lies in parts by town; what little changed since then is one more part,
 * of version 2, so that a phone fetches that part alone: its rows take the place of those that bear the same code.
 */
import type { PartHeader } from './tables.ts';

/** `''` of an undivided release, `'-1'`, `'-2'` … of a divided one, in the order in which parts are read. */
export function partSuffixes(names: Iterable<string>): string[] {
  const suffixes: string[] = [];
  for (const name of names) {
    const found = /^index(-\d+)?\.bin$/.exec(name);
    if (found) suffixes.push(found[1] ?? '');
  }
  return suffixes.sort((a, b) => Number(b) - Number(a));
}

/** The suffix of a part, counted from 0, of so many. */
export function partSuffix(at: number, parts: number): string {
  return parts === 1 ? '' : `-${at + 1}`;
}

/**
 * What stands for each code, in the order of first appearance. Throws SyntaxError where a code comes twice without a part
 * of late changes.
 * @param parts in the order of `partSuffixes`
 */
export function currentRows<Row extends { readonly code: string }>(
  parts: readonly { readonly header: Pick<PartHeader, 'v'>; readonly rows: readonly Row[] }[],
): Map<string, Row> {
  const current = new Map<string, Row>();
  for (const { header, rows } of parts) {
    for (const row of rows) {
      if (header.v === 1 && current.has(row.code)) throw new SyntaxError(`two rows of ${row.code}`);
      current.set(row.code, row);
    }
  }
  return current;
}
