/** The records of a publication of which only some institutions were read: theirs are made, those of all others are the signed ones. */
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { Evaluation } from '../../../core/domain/evaluation.ts';
import { leafHash } from '../../../core/domain/merkle.ts';
import { type InstitutionRecord, recordBytes, recordText } from '../../../core/snapshot/record.ts';
import { sha256 } from '../../verify/sha256.ts';
import { forThisRound } from '../evidence.ts';
import type { LastRelease } from '../last-release.ts';
import type { Recognised } from '../matching/known.ts';
import { makeRecords, type Publishable, type ReleaseContext } from '../records.ts';
import { Sayings } from '../review/sayings.ts';
import type { LoadedWorkspace } from '../workspace/load.ts';
import { keptFacts, staffDigest } from './gist.ts';
import { HASH, type KeptRound, type Places, placesOf } from './round.ts';
import { DIGEST, type Families } from './runs.ts';

interface Parts {
  /** Of the families that were read whole. */
  readonly workspace: LoadedWorkspace;
  readonly anew: ReadonlySet<number>;
  /** Of those that were read. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  readonly context: ReleaseContext;
  readonly last: LastRelease;
  readonly kept: KeptRound;
  readonly families: Families;
}

/** One that was read, and what is kept of it. */
interface Fresh {
  readonly made: Publishable;
  readonly family: number;
  readonly facts: string;
  readonly evaluation: Uint8Array;
  readonly staff: Uint8Array;
  readonly leaf: Bytes;
}

/** One that was not: the signed record, of which is kept what was kept in its place. */
interface Staying {
  readonly made: Publishable;
  readonly at: number;
}

export interface Anew {
  readonly made: readonly Publishable[];
  /** Whether every list of staff is in the files in which it was. */
  readonly sameStaff: boolean;
  readonly kept: Pick<KeptRound, 'members' | 'facts' | 'evaluations' | 'staff' | 'leaves'>;
}

/** Null where an institution that was not read would have another code, or another name before. */
export async function madeAnew(parts: Parts): Promise<Anew | null> {
  const { last, kept, anew, context, families } = parts;
  const places = placesOf(kept);
  const staying = last.records.flatMap((_, at): readonly Staying[] => {
    return anew.has(kept.members[at] ?? -1) ? [] : [asBefore(parts, at)];
  });
  for (const { made, at } of staying) {
    const { code, formerName = null } = made.record;
    if (context.codes.get(families.ids[kept.members[at] ?? -1] ?? '') !== code) return null;
    if ((context.formerNames.get(code) ?? null) !== formerName) return null;
  }
  const fresh = await freshOnes(parts, places);
  const read = new Set(fresh.map(({ family }) => family));
  const gone = kept.members.some((family, at) => anew.has(family) && !read.has(family) && hasStaff(kept, at));
  const all = [...staying, ...fresh].sort((a, b) => (a.made.record.code < b.made.record.code ? -1 : 1));
  return {
    made: all.map(({ made }) => made),
    sameStaff: !gone && fresh.every((one) => isSameStaff(one, places(one.family), parts)),
    kept: keptOf(all, kept),
  };
}

function asBefore({ last }: Parts, at: number): Staying {
  const record = last.records[at];
  if (record === undefined) throw new RangeError(`no record ${at}`);
  return { made: { record, openings: last.openings.get(record.code) ?? NONE }, at };
}

const NONE: Publishable['openings'] = [];

function keptOf(all: readonly (Fresh | Staying)[], kept: KeptRound): Anew['kept'] {
  const joined = (size: number, before: Uint8Array, own: (one: Fresh) => Uint8Array): Bytes => {
    const bytes = new Uint8Array(all.length * size);
    for (const [place, one] of all.entries()) {
      bytes.set('at' in one ? before.subarray(one.at * size, (one.at + 1) * size) : own(one), place * size);
    }
    return bytes;
  };
  return {
    members: Uint32Array.from(all, (one) => ('at' in one ? (kept.members[one.at] ?? 0) : one.family)),
    facts: all.map((one) => ('at' in one ? (kept.facts[one.at] ?? '') : one.facts)),
    evaluations: joined(DIGEST, kept.evaluations, ({ evaluation }) => evaluation),
    staff: joined(HASH, kept.staff, ({ staff }) => staff),
    leaves: joined(HASH, kept.leaves, ({ leaf }) => leaf),
  };
}

/** A record that says the same is the signed one. */
async function freshOnes(parts: Parts, places: Places): Promise<readonly Fresh[]> {
  const { workspace, evaluations, context, families, kept } = parts;
  const { incompleteFacts: incomplete } = workspace;
  const entries = workspace.entries.map((entry) => ({ ...entry, facts: forThisRound(entry, context.period) }));
  const made = makeRecords({ entries, evaluations, incomplete }, context);
  const byCode = new Map(workspace.entries.map((entry) => [context.codes.get(entry.institution.id), entry]));
  const sayings = new Sayings();
  return Promise.all(
    made.map(async (one) => {
      const entry = byCode.get(one.record.code);
      const evaluation = evaluations.get(entry?.institution.id ?? '');
      if (!entry || !evaluation) throw new RangeError(`no row for ${one.record.code}`);
      const { id } = entry.institution;
      const at = places(families.number(id));
      const before = at === undefined ? null : asBefore(parts, at);
      const same = before !== null && recordText(before.made.record) === recordText(one.record);
      return {
        made: same ? { record: before.made.record, openings: one.openings } : one,
        family: families.number(id),
        facts: keptFacts(entry, incomplete.has(id)),
        evaluation: sayings.count(evaluation).digest.subarray(0, DIGEST),
        staff: staffDigest(one.staffSealed ?? null),
        leaf:
          same && at !== undefined
            ? kept.leaves.slice(at * HASH, (at + 1) * HASH)
            : await leafHash(recordBytes(one.record), sha256),
      };
    }),
  );
}

function hasStaff({ staff }: KeptRound, at: number): boolean {
  return staff.subarray(at * HASH, (at + 1) * HASH).some((byte) => byte !== 0);
}

/** Files of staff lists are made by town. */
function isSameStaff({ made, staff }: Fresh, at: number | undefined, { kept, last }: Parts): boolean {
  const none = staff.every((byte) => byte === 0);
  if (at === undefined || none) return none && (at === undefined || !hasStaff(kept, at));
  const old: InstitutionRecord | undefined = last.records[at];
  const before = kept.staff.subarray(at * HASH, (at + 1) * HASH);
  return old?.code === made.record.code && old.town === made.record.town && Buffer.compare(before, staff) === 0;
}

/** Whether every institution that was read is recognised by what it was recognised by, and nobody came or left. */
export function sameNames(
  { entries }: Pick<LoadedWorkspace, 'entries'>,
  anew: ReadonlySet<number>,
  { last, kept, families }: Pick<Parts, 'last' | 'kept' | 'families'>,
): boolean {
  const places = placesOf(kept);
  const before = kept.members.filter((family) => anew.has(family)).length;
  return (
    before === entries.length &&
    entries.every(({ institution }) => {
      const old = last.records[places(families.number(institution.id)) ?? -1];
      return old !== undefined && isDeepStrictEqual(traits(institution), traits(old));
    })
  );
}

function traits({ name, otherNames, address, creditCode, licence }: Omit<Recognised, 'id'>) {
  return [name, otherNames, address, creditCode, licence.number];
}
