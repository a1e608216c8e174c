/** Which row of the workbook is which institution of before. In doubt the clerk is asked: nothing is guessed. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { type Known, type Row, type Said, traitText } from './known.ts';
import { type Pair, pairsOf } from './pairs.ts';

/** `two-rows`: several rows fit one institution; `two-institutions`: one row fits several; `perhaps`: too little fits. */
export interface Doubt {
  readonly kind: 'two-rows' | 'two-institutions' | 'perhaps';
  readonly row: Row;
  readonly candidates: readonly Known[];
}

export interface Matched {
  /** Row id → code of the institution that it is. */
  readonly codes: ReadonlyMap<string, InstitutionCode>;
  /** Ids of rows that are institutions of their own, without a code yet. */
  readonly fresh: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** Rows have different ids. The result does not depend on the order of either list, but for the order of what it lists. */
export function matchRows(
  rows: readonly Row[],
  known: readonly Known[],
  said: ReadonlyMap<string, Said> = new Map(),
): Matched {
  const open = { rows: new Set(rows), known: new Set(known) };
  const codes = new Map<string, InstitutionCode>();
  const settle = (row: Row, one: Known) => {
    codes.set(row.id, one.code);
    open.rows.delete(row);
    open.known.delete(one);
  };
  settleAnswered(rows, known, said, settle);
  settleUnchanged(open, said, settle);
  let pairs = pairsOf([...open.rows], [...open.known], { said, owners: ownersOf(rows, known) });
  let sure = surePairs(pairs);
  while (sure.length > 0) {
    for (const { row, known: one } of sure) settle(row, one);
    pairs = pairs.filter((pair) => open.rows.has(pair.row) && open.known.has(pair.known));
    sure = surePairs(pairs);
  }
  const doubts = doubtsOf([...open.rows], pairs);
  const asked = new Set(doubts.map(({ row }) => row));
  return { codes, doubts, fresh: [...open.rows].filter((row) => !asked.has(row)).map(({ id }) => id) };
}

/** Credit codes that several institutions share, before or now. */
function ownersOf(rows: readonly Row[], known: readonly Known[]): ReadonlySet<string> {
  const shared = (list: readonly (Row | Known)[]) =>
    [...groupedBy(list, ({ creditCode }) => creditCode ?? '')].flatMap(([code, { length }]) =>
      length > 1 && code !== '' ? [code] : [],
    );
  return new Set([...shared(rows), ...shared(known)]);
}

type Settle = (row: Row, one: Known) => void;

/** Two rows that were both said to be one institution stay open, and are asked about again. */
function settleAnswered(
  rows: readonly Row[],
  known: readonly Known[],
  said: ReadonlyMap<string, Said>,
  settle: Settle,
): void {
  const byCode = new Map(known.map((one) => [one.code, one]));
  const named = rows.flatMap((row) => said.get(row.id)?.same ?? []);
  for (const row of rows) {
    const code = said.get(row.id)?.same ?? null;
    const one = code === null ? undefined : byCode.get(code);
    if (one && named.filter((other) => other === code).length === 1) settle(row, one);
  }
}

/**
 * Rows on which nothing changed, in one pass: whatever fits another fits these at least as well, so that they are sure by
 * the rule of `surePairs` too. First those with their number, then those that only the number changed.
 */
function settleUnchanged(
  open: { readonly rows: ReadonlySet<Row>; readonly known: ReadonlySet<Known> },
  said: ReadonlyMap<string, Said>,
  settle: Settle,
): void {
  const withId = (one: Row | Known) => JSON.stringify([one.id, traitText(one)]);
  for (const text of [withId, traitText]) {
    // Once published, a row that was said to be new is itself.
    const free = (row: Row) => text === withId || !said.has(row.id);
    const rows = groupedBy([...open.rows], text);
    for (const [key, group] of groupedBy([...open.known], text)) {
      const [one, other] = group;
      const [row, second] = rows.get(key) ?? [];
      if (row && one && !second && !other && free(row)) settle(row, one);
    }
  }
}

function groupedBy<T>(items: readonly T[], text: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = text(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Pairs that fit by themselves, and better than every other pair of the same row or the same institution. */
function surePairs(pairs: readonly Pair[]): readonly Pair[] {
  const byRow = groupedBy(pairs, ({ row }) => row.id);
  const byCode = groupedBy(pairs, ({ known }) => known.code);
  return pairs.filter((pair) => {
    const rivals = [...(byRow.get(pair.row.id) ?? []), ...(byCode.get(pair.known.code) ?? [])];
    return pair.key && rivals.every((rival) => rival === pair || !speaks(rival) || outweighs(pair, rival));
  });
}

/** A licence number or credit code of somebody else is always worth a question, whatever speaks against it. */
function speaks({ key, evidence }: Pair): boolean {
  return key || evidence.agree.has('licence') || evidence.agree.has('creditCode');
}

/** All that speaks for the rival speaks for this pair too, and more; the number alone decides between equals. */
function outweighs({ evidence: ours }: Pair, { evidence: theirs }: Pair): boolean {
  const rest = [...theirs.agree].filter((trait) => trait !== 'id');
  const own = [...ours.agree].filter((trait) => trait !== 'id');
  if (!rest.every((trait) => ours.agree.has(trait))) return false;
  return own.length > rest.length || (ours.agree.has('id') && !theirs.agree.has('id'));
}

/** One for every row that may be somebody: by pairs that fit by themselves, or, where there is none, by weak ones. */
function doubtsOf(rows: readonly Row[], pairs: readonly Pair[]): Doubt[] {
  const byRow = groupedBy(pairs, ({ row }) => row.id);
  return rows.flatMap((row): readonly Doubt[] => {
    const all = byRow.get(row.id) ?? [];
    if (all.length === 0) return [];
    const strong = all.filter(speaks);
    const candidates = (strong.length > 0 ? strong : all).map(({ known }) => known);
    candidates.sort((a, b) => (a.code < b.code ? -1 : 1));
    if (strong.length > 1) return [{ kind: 'two-institutions', row, candidates }];
    return [{ kind: strong[0]?.key ? 'two-rows' : 'perhaps', row, candidates }];
  });
}
