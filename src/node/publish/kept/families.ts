/** Which families a publication must read, and which rows were not accepted. */
import type { SheetKey } from '../workspace/columns.ts';
import type { WorkspaceCounts } from '../workspace/load.ts';
import type { CheckProblem } from '../workspace/problem.ts';
import type { Inputs } from './inputs.ts';
import type { KeptRound } from './round.ts';
import { changedFamilies, type Families, familiesIn, RUN, type Runs, runsOf } from './runs.ts';
import { type Laid, laidOut } from './tables.ts';

export interface Read {
  readonly table: Laid;
  readonly runs: Runs;
}

/** All tables as runs, those of the kept round where their bytes are the same. Null where one cannot be taken apart. */
export function readRuns(inputs: Inputs, families: Families, kept: KeptRound | null): readonly Read[] | null {
  const read: Read[] = [];
  for (const table of inputs.tables) {
    const laid = laidOut(table, inputs.config, inputs.policy);
    if (laid === null) return null;
    const same = kept?.tables.find(({ sheet, sha256 }) => sheet === table.sheet && sha256 === table.sha256);
    read.push({ table: laid, runs: same?.runs ?? runsOf(laid.csv, laid, families, inputs.secret) });
  }
  return read;
}

/**
 * Families to be read: those with another row than then, with one that was not accepted, and with one among the headings. Null where
 * a table is there no more, or its headings are others.
 */
export function familiesToRead(kept: KeptRound, read: readonly Read[], families: Families): Set<number> | null {
  if (kept.tables.some(({ sheet }) => !read.some(({ table }) => table.sheet === sheet))) return null;
  const wanted = new Set([...kept.again, families.number('')]);
  for (const { table, runs } of read) {
    const before = kept.tables.find(({ sheet }) => sheet === table.sheet);
    if (before && before.headings !== table.headings) return null;
    for (const family of [...(before?.head ?? []), ...headOf(table, families)]) wanted.add(family);
    if (before?.sha256 === table.sha256) continue;
    for (const family of changedFamilies(before?.runs ?? NO_RUNS, runs)) wanted.add(family);
  }
  return wanted;
}

/** Families that the rows of a table's head name. */
export function headOf({ ids }: Pick<Laid, 'ids'>, families: Families): readonly number[] {
  return ids.map((id) => families.number(id));
}

/** Of a sheet that was not there. */
const NO_RUNS: Runs = { places: new Uint32Array(), digests: new Uint8Array() };

/** Families in the order of 机构. */
export function orderOf(read: readonly Read[], families: Families): ReadonlySet<number> {
  const institutions = read.find(({ table }) => table.sheet === 'institutions');
  const order = new Set((institutions?.table.ids ?? []).map((id) => families.number(id)));
  for (const family of institutions === undefined ? [] : familiesIn(institutions.runs)) order.add(family);
  return order;
}

/** Rows of every sheet where only these families were read: those of the others are as many as then, and accepted. */
export function countsWith(
  counts: WorkspaceCounts,
  read: readonly Read[],
  families: ReadonlySet<number>,
): WorkspaceCounts {
  const others = new Map<SheetKey, number>();
  for (const { table, runs } of read) {
    let rows = 0;
    for (let at = 0; at < runs.places.length; at += RUN) {
      if (!families.has(runs.places[at] ?? 0)) rows += runs.places[at + 2] ?? 0;
    }
    others.set(table.sheet, rows);
  }
  const added = Object.entries(counts).map(([sheet, { read: rows, accepted, quarantined }]) => {
    const more = others.get(sheet as SheetKey) ?? 0;
    return [sheet, { read: rows + more, accepted: accepted + more, quarantined }];
  });
  return Object.fromEntries(added) as WorkspaceCounts;
}

/** Families with a row that was not accepted. Null where an error is none of a row: then a table is read otherwise than row by row. */
export function refusedFamilies(problems: readonly CheckProblem[], read: readonly Read[]): readonly number[] | null {
  const refused = new Set<number>();
  for (const { code, severity, sheet, row } of problems) {
    // A column that is never read is the same for every reading.
    if (severity !== 'error' || code === 'column-forbidden') continue;
    const table = read.find((one) => one.table.title === sheet);
    if (table === undefined || row === null || row <= table.table.top) return null;
    const family = row <= table.table.head ? undefined : familyOf(table.runs, row);
    if (family !== undefined) refused.add(family);
  }
  return [...refused];
}

function familyOf({ places }: Runs, row: number): number | undefined {
  let [from, to] = [0, places.length / RUN];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((places[middle * RUN + 1] ?? 0) <= row) from = middle;
    else to = middle;
  }
  return places[from * RUN];
}
