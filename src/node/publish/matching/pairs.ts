/** Which row may be which institution, and whether that which speaks for it is enough by itself. */
import { compare, type Evidence, type Known, plain, type Row, type Said } from './known.ts';

export interface Pair {
  readonly row: Row;
  readonly known: Known;
  readonly evidence: Evidence;
  /** Enough to take the row for the institution when nothing else fits as well. */
  readonly key: boolean;
}

/** Every pair that agrees on something, but for what the clerk ruled out. `owners`: credit codes of several institutions. */
export function pairsOf(
  rows: readonly Row[],
  known: readonly Known[],
  { said, owners }: { readonly said: ReadonlyMap<string, Said>; readonly owners: ReadonlySet<string> },
): readonly Pair[] {
  const find = candidatesBy(known);
  const ids = new Set(known.map(({ id }) => id));
  return rows
    .filter((row) => said.get(row.id)?.isNew !== true)
    .flatMap((row) =>
      [...find(row)].flatMap((one): readonly Pair[] => {
        if (said.get(row.id)?.not.includes(one.code)) return [];
        const evidence = compare(row, one);
        const about = { numberKnown: ids.has(row.id), owner: owners.has(one.creditCode ?? '') };
        const key = isKey(evidence, about, one) && (!one.gone || returns(evidence, one));
        return key || mayBe(evidence, one) ? [{ row, known: one, evidence, key }] : [];
      }),
    );
}

interface About {
  /** The row's own number is one of the numbers of before. */
  readonly numberKnown: boolean;
  /** Several institutions share the credit code: it tells who owns them, not which it is. */
  readonly owner: boolean;
}

/**
 * Licence number, then credit code, then name with address; the bureau's own number with one of the two. Not by itself
 * enough is what another number, or another owner, speaks against.
 */
function isKey({ agree, differ }: Evidence, { numberKnown, owner }: About, known: Known): boolean {
  const has = (trait: Parameters<typeof agree.has>[0]) => agree.has(trait);
  const other = (trait: Parameters<typeof agree.has>[0]) => differ.has(trait);
  const placed = has('name') || has('address') || has('id');
  // Its number is that of somebody else who is known.
  const renumbered = numberKnown && !has('id');
  if (has('licence') && (placed || has('creditCode') || !(other('creditCode') || renumbered))) return true;
  // An owner may hold several licences, also at one address.
  if (has('creditCode') && (has('name') || has('id'))) return true;
  if (has('creditCode') && !owner && !other('licence') && (placed || !renumbered)) return true;
  if (has('name') && has('address')) return has('id') || !(renumbered || (other('licence') && other('creditCode')));
  if (!has('id')) return false;
  return isBare(known) || has('name') || (has('address') && !other('licence') && !other('creditCode'));
}

/** A code of which no publication is known: there is nothing but the number. */
function isBare({ name, licence, creditCode }: Known): boolean {
  return name === '' && licence === null && creditCode === null;
}

/** Who was gone comes back under its own name: owners and addresses pass to others meanwhile. */
function returns({ agree }: Evidence, known: Known): boolean {
  return isBare(known) || (agree.has('name') && agree.size > 1);
}

/** Whether too little to go by is enough to ask. That a name or an address of who is gone is used again is not. */
function mayBe({ agree, differ }: Evidence, { gone }: Known): boolean {
  if (!gone || agree.has('id') || agree.has('licence')) return true;
  return agree.has('creditCode') && !differ.has('licence');
}

function candidatesBy(known: readonly Known[]): (row: Row) => ReadonlySet<Known> {
  const index = new Map<string, Known[]>();
  const add = (key: string, one: Known) => {
    const list = index.get(key);
    if (list) list.push(one);
    else index.set(key, [one]);
  };
  for (const one of known) for (const key of keysOf(one)) add(key, one);
  return (row) => new Set(keysOf(row).flatMap((key) => index.get(key) ?? []));
}

function keysOf(one: Row | Known): readonly string[] {
  const keys = [one.name, ...one.otherNames].map((name) => `n${plain(name)}`);
  return [
    ...new Set(keys),
    `a${plain(one.address)}`,
    `l${one.licence ?? ''}`,
    `c${one.creditCode ?? ''}`,
    `i${one.id ?? ''}`,
  ].filter((key) => key.length > 1);
}
