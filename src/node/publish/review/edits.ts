/** What the next publication says otherwise of an institution, and of the bureau, than the last: beyond the grade. */
import { isDeepStrictEqual } from 'node:util';
import type { Bureau } from '../../../core/domain/bureau.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { publicOpenings } from '../../../core/snapshot/open-data.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { differingShown } from '../differing.ts';
import { commitmentsOf } from '../openings.ts';
import type { Publishable } from '../records.ts';

export type EditedField = Exclude<keyof InstitutionRecord, 'v' | 'bureau' | 'code' | 'year' | 'period' | 'sealed'>;

export interface Edit {
  readonly code: InstitutionCode;
  readonly name: string;
  /** Fields of the record that differ; `outcome`: the grade, or what it rests on. */
  readonly fields: readonly EditedField[];
  /** Penalties and entries of a register in their term that come, and that leave before their last day. */
  readonly added: number;
  readonly removed: number;
  /** Whether the list of names differs. */
  readonly names: boolean;
}

const SAME: ReadonlySet<string> = new Set(['v', 'bureau', 'code', 'year', 'period', 'sealed']);

/** By code, of those that are in both; none for the first publication. Who came or left is a move. */
export function editsSince(
  last: Pick<ReadRelease, 'records' | 'openings'> | null,
  made: readonly Publishable[],
  today: IsoDate,
): readonly Edit[] {
  const found: Edit[] = [];
  for (const { before, now } of differingShown(last, made)) {
    const [{ record: old, openings: signed }, { record, openings }] = [before, now];
    // A record that did not change is the same object (`makeRecords`): nothing in it needs to be looked at.
    const same = old === record;
    const fields = same ? [] : fieldsOf(old, record);
    const shown = shownIn(signed, today);
    const next = shownIn(openings, today);
    const edit: Edit = {
      code: record.code,
      name: record.name,
      fields,
      added: [...next].filter((one) => !shown.has(one)).length,
      removed: [...shown].filter((one) => !next.has(one)).length,
      names: !same && otherNames(old, openings),
    };
    if (fields.length > 0 || edit.added > 0 || edit.removed > 0 || edit.names) found.push(edit);
  }
  return found;
}

/** Settings of `bureau.json` that differ. */
export function bureauEdits(last: Bureau | null, next: Bureau): readonly string[] {
  if (last === null) return [];
  const [old, now] = [new Map(Object.entries(last)), new Map(Object.entries(next))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)));
}

function fieldsOf(old: InstitutionRecord, record: InstitutionRecord): readonly EditedField[] {
  const [a, b] = [new Map(Object.entries(old)), new Map(Object.entries(record))];
  const names = [...new Set([...a.keys(), ...b.keys()])].filter((key): key is EditedField => !SAME.has(key));
  return names.filter((key) => !isDeepStrictEqual(a.get(key), b.get(key)));
}

/** Penalties and register entries of that day, as texts to be compared. */
function shownIn(openings: readonly Opening[], day: IsoDate): ReadonlySet<string> {
  const bodies = publicOpenings(openings, day).map(({ body }) => body);
  return new Set(
    bodies.filter(({ type }) => type !== 'reason').map((body) => JSON.stringify(Object.entries(body).sort())),
  );
}

/** A list of names that is the same has the same commitment: its salt is made from the bureau's secret and its place. */
function otherNames(old: InstitutionRecord, openings: readonly Opening[]): boolean {
  const staff = openings.filter(({ body }) => body.type === 'staff');
  return commitmentsOf(staff).some((own) => !old.sealed.includes(own));
}
