/** The rows of a workbook with the codes that they have had, before a publication and for `check`. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { assignCodes, type CodeTable, loadCodeLines, loadCodes } from '../codes.ts';
import { type Answer, holding, loadAnswers, saidOf } from './answers.ts';
import { type KnownBefore, loadKnownBefore } from './institutions-file.ts';
import { type Known, plain, type Recognised, type Row, rowOf } from './known.ts';
import { type Doubt, matchRows } from './match.ts';

export interface MatchedRound extends Codes {
  /** Everybody who was known before, by code. */
  readonly known: ReadonlyMap<InstitutionCode, Known>;
}

/** What a publication goes on with. */
export interface Codes {
  readonly doubts: readonly Doubt[];
  /** Row id → code, the codes of fresh rows included; those of doubtful rows are not there. */
  readonly table: CodeTable;
  /** Every code ever given, those of fresh rows included. */
  readonly given: ReadonlySet<InstitutionCode>;
  /** Ids that get their code now. */
  readonly added: readonly string[];
  readonly collisions: number;
  /** What `institutions.json` says after this round. */
  readonly next: ReadonlyMap<InstitutionCode, KnownBefore>;
}

type Last = Pick<ReadRelease, 'records' | 'tombstones'> | null;

/** Reads `codes.csv`, `institutions.json` and `matches.json`; writes nothing. */
export async function matchRound(
  dir: string,
  bureau: string,
  entries: readonly { readonly institution: Recognised }[],
  last: Last,
): Promise<MatchedRound> {
  const before = await loadKnownBefore(dir);
  const known = await loadKnown(dir, before, last);
  const rows = entries.map(({ institution }) => rowOf(institution));
  const answers = holding(await loadAnswers(dir), rows);
  const said = new Map([...answers].map(([id, own]) => [id, saidOf(own)]));
  const { codes, doubts, fresh } = matchRows(rows, [...known.values()], said);
  const given = new Set((await loadCodeLines(dir)).map(({ code }) => code));
  const owned = new Set(codes.values());
  const rowIds = new Set(rows.map(({ id }) => id));
  const others = [...(await loadCodes(dir, before))].filter(([id, code]) => !owned.has(code) && !rowIds.has(id));
  const assigned = assignCodes(new Map([...others, ...codes]), bureau, fresh, [...given, ...known.keys()]);
  for (const code of assigned.table.values()) given.add(code);
  const next = nextKnown(rows, assigned.table, { before, known, answers, doubts });
  return { doubts, ...assigned, given, next, known };
}

/** The same without who was known before: nothing holds them while records are made. */
export async function matchCodes(...of: Parameters<typeof matchRound>): Promise<Codes> {
  const { known: _, ...codes } = await matchRound(...of);
  return codes;
}

/** Everybody who ever had a code: from the workspace's own file, else from the last release, else the number alone. */
async function loadKnown(
  dir: string,
  before: ReadonlyMap<InstitutionCode, KnownBefore>,
  last: Last,
): Promise<ReadonlyMap<InstitutionCode, Known>> {
  const ids = new Map([...(await loadCodes(dir, before))].map(([id, code]) => [code, id]));
  const records = new Map(last?.records.map((record) => [record.code, record]));
  const tombstones = new Map(last?.tombstones.map((one) => [one.code, one]));
  const codes = new Set([...(await loadCodeLines(dir)).map(({ code }) => code), ...before.keys(), ...records.keys()]);
  const known = [...codes].map((code): Known => {
    const id = ids.get(code) ?? null;
    const gone = last !== null && !records.has(code);
    const own = before.get(code);
    if (own) return { ...own, id, gone };
    const record = records.get(code);
    const bare = { code, id, gone, otherNames: [], licence: null, creditCode: null };
    if (record === undefined) {
      const { name, address } = tombstones.get(code) ?? { name: null, address: null };
      return { ...bare, name: name ?? '', address: address ?? '' };
    }
    const { name, otherNames, address, licence, creditCode } = record;
    return { ...bare, name, otherNames, address, creditCode, licence: licence.number };
  });
  return new Map(known.map((one) => [one.code, one]));
}

function nextKnown(
  rows: readonly Row[],
  table: CodeTable,
  about: {
    readonly before: ReadonlyMap<InstitutionCode, KnownBefore>;
    readonly known: ReadonlyMap<InstitutionCode, Known>;
    readonly answers: ReadonlyMap<string, readonly Answer[]>;
    readonly doubts: readonly Doubt[];
  },
): ReadonlyMap<InstitutionCode, KnownBefore> {
  const { before, known, answers } = about;
  const next = new Map<InstitutionCode, KnownBefore>();
  const rowIds = new Set(rows.map(({ id }) => id));
  for (const { gone: _, ...one } of known.values()) {
    // A number that is another's by now is no longer its own.
    const id = one.id !== null && rowIds.has(one.id) ? null : one.id;
    const { formerName = null, successor = null } = before.get(one.code) ?? {};
    next.set(one.code, { ...one, id, formerName, successor });
  }
  const asked = new Set(about.doubts.map(({ row }) => row.id));
  for (const row of rows) {
    const code = table.get(row.id);
    if (code === undefined || asked.has(row.id)) continue;
    const old = next.get(code);
    const formerName = formerNameOf(row, old, answers.get(row.id) ?? []);
    next.set(code, { ...row, code, formerName, successor: old?.successor ?? null });
  }
  for (const [id, own] of answers) {
    const code = table.get(id) ?? null;
    for (const { answer, code: of } of own) {
      const old = of === null ? undefined : next.get(of);
      if (answer === 'after' && old && code !== null && code !== of) next.set(old.code, { ...old, successor: code });
    }
  }
  return next;
}

function formerNameOf(row: Row, old: KnownBefore | undefined, answers: readonly Answer[]): string | null {
  if (old === undefined || answers.some(({ answer }) => answer === 'corrected')) return null;
  const carried = [row.name, ...row.otherNames].some((name) => plain(name) === plain(old.name));
  return carried || old.name === '' ? old.formerName : old.name;
}
