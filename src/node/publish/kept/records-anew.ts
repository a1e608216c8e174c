/** The records of a publication of which only some institutions were read: theirs are made, those of all others are the signed ones. */
import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../core/domain/bytes.ts';
import { leafHash } from '../../../core/domain/merkle.ts';
import { type InstitutionRecord, recordBytes, recordText } from '../../../core/snapshot/record.ts';
import { sha256 } from '../../verify/sha256.ts';
import { forThisRound, type NamedRound } from '../evidence.ts';
import type { LastRelease } from '../last-release.ts';
import type { Recognised } from '../matching/known.ts';
import { makeRecords, type Publishable, type ReleaseContext } from '../records.ts';
import type { RecordTree } from '../tree.ts';
import type { LoadedWorkspace } from '../workspace/load.ts';
import { evaluationDigest, keptFacts, staffDigest } from './gist.ts';
import { placesOf } from './regrade.ts';
import { HASH, type KeptFacts, type KeptRound } from './round.ts';
import { DIGEST, type Families } from './runs.ts';

interface Parts {
  /** Of the families that were read whole. */
  readonly workspace: LoadedWorkspace;
  readonly anew: ReadonlySet<number>;
  readonly round: NamedRound;
  readonly context: ReleaseContext;
  readonly last: LastRelease;
  readonly kept: KeptRound;
  readonly families: Families;
  readonly tree: RecordTree;
}

/** One record, and what is kept of it. */
interface One {
  readonly made: Publishable;
  readonly family: number;
  readonly facts: KeptFacts | null;
  readonly evaluation: Uint8Array;
  readonly staff: Uint8Array;
  readonly leaf: Bytes;
}

export interface Anew {
  readonly made: readonly Publishable[];
  readonly leaves: readonly Bytes[];
  /** Whether every list of staff is in the files in which it was. */
  readonly sameStaff: boolean;
  readonly kept: Pick<KeptRound, 'members' | 'facts' | 'evaluations' | 'staff' | 'leaves'>;
}

/** Null where an institution that was not read would have another code, or another name before. */
export async function madeAnew(parts: Parts): Promise<Anew | null> {
  const { last, kept, anew, context, families } = parts;
  const places = placesOf(kept);
  const staying = last.records.flatMap((_, at): readonly One[] => {
    return anew.has(kept.members[at] ?? -1) ? [] : [asBefore(parts, at)];
  });
  for (const { made, family } of staying) {
    const { code, formerName = null } = made.record;
    if (context.codes.get(families.ids[family] ?? '') !== code) return null;
    if ((context.formerNames.get(code) ?? null) !== formerName) return null;
  }
  const fresh = await freshOnes(parts, places);
  const all = [...staying, ...fresh].sort((a, b) => (a.made.record.code < b.made.record.code ? -1 : 1));
  const read = new Set(fresh.map(({ family }) => family));
  const gone = [...places].some(([family, at]) => anew.has(family) && !read.has(family) && hasStaff(kept, at));
  return {
    made: all.map(({ made }) => made),
    leaves: all.map(({ leaf }) => leaf),
    sameStaff: !gone && fresh.every((one) => isSameStaff(one, places.get(one.family), parts)),
    kept: {
      members: Uint32Array.from(all, ({ family }) => family),
      facts: all.map(({ facts }) => facts),
      evaluations: joined(all, DIGEST, ({ evaluation }) => evaluation),
      staff: joined(all, HASH, ({ staff }) => staff),
      leaves: joined(all, HASH, ({ leaf }) => leaf),
    },
  };
}

function asBefore({ last, kept, tree }: Parts, at: number): One {
  const record = last.records[at];
  const leaf = tree.leaves[at];
  if (record === undefined || leaf === undefined) throw new RangeError(`no record ${at}`);
  return {
    made: { record, openings: last.openings.get(record.code) ?? [] },
    family: kept.members[at] ?? -1,
    facts: kept.facts[at] ?? null,
    evaluation: kept.evaluations.subarray(at * DIGEST, (at + 1) * DIGEST),
    staff: kept.staff.subarray(at * HASH, (at + 1) * HASH),
    leaf,
  };
}

/** A record that says the same is the signed one. */
async function freshOnes(parts: Parts, places: ReadonlyMap<number, number>): Promise<readonly One[]> {
  const { workspace, round, context, families } = parts;
  const { incompleteFacts: incomplete } = workspace;
  const entries = workspace.entries.map((entry) => ({ ...entry, facts: forThisRound(entry, context.period) }));
  const made = makeRecords({ entries, evaluations: round.evaluations, incomplete }, context);
  const byCode = new Map(workspace.entries.map((entry) => [context.codes.get(entry.institution.id), entry]));
  return Promise.all(
    made.map(async (one) => {
      const entry = byCode.get(one.record.code);
      const evaluation = round.evaluations.get(entry?.institution.id ?? '');
      if (!entry || !evaluation) throw new RangeError(`no row for ${one.record.code}`);
      const { id } = entry.institution;
      const at = places.get(families.number(id));
      const before = at === undefined ? null : asBefore(parts, at);
      const same = before !== null && recordText(before.made.record) === recordText(one.record);
      return {
        made: same ? { record: before.made.record, openings: one.openings } : one,
        family: families.number(id),
        facts: keptFacts(entry, incomplete.has(id)),
        evaluation: evaluationDigest(evaluation),
        staff: staffDigest(one.staffSealed ?? null),
        leaf: same ? before.leaf : await leafHash(recordBytes(one.record), sha256),
      };
    }),
  );
}

function hasStaff({ staff }: KeptRound, at: number): boolean {
  return staff.subarray(at * HASH, (at + 1) * HASH).some((byte) => byte !== 0);
}

/** Files of staff lists are made by town. */
function isSameStaff({ made, staff }: One, at: number | undefined, { kept, last }: Parts): boolean {
  const none = staff.every((byte) => byte === 0);
  if (at === undefined || none) return none && (at === undefined || !hasStaff(kept, at));
  const old: InstitutionRecord | undefined = last.records[at];
  const before = kept.staff.subarray(at * HASH, (at + 1) * HASH);
  return old?.code === made.record.code && old.town === made.record.town && Buffer.compare(before, staff) === 0;
}

function joined(all: readonly One[], size: number, bytesOf: (one: One) => Uint8Array): Uint8Array {
  const bytes = new Uint8Array(all.length * size);
  for (const [at, one] of all.entries()) bytes.set(bytesOf(one), at * size);
  return bytes;
}

/** Whether every institution that was read is recognised by what it was recognised by, and nobody came or left. */
export function sameNames(
  { entries }: Pick<LoadedWorkspace, 'entries'>,
  anew: ReadonlySet<number>,
  { last, kept, families }: Pick<Parts, 'last' | 'kept' | 'families'>,
): boolean {
  const places = placesOf(kept);
  const before = [...places.keys()].filter((family) => anew.has(family)).length;
  return (
    before === entries.length &&
    entries.every(({ institution }) => {
      const old = last.records[places.get(families.number(institution.id)) ?? -1];
      return old !== undefined && isDeepStrictEqual(traits(institution), traits(old));
    })
  );
}

function traits({ name, otherNames, address, creditCode, licence }: Omit<Recognised, 'id'>) {
  return [name, otherNames, address, creditCode, licence.number];
}
