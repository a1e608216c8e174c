/** A publication that lacks nothing but its signatures. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { type Changed, changedSince } from './changed.ts';
import { claimsTarget } from './claims.ts';
import type { CodeTable } from './codes.ts';
import { drawTargets } from './draw/targets.ts';
import { type Edition, nextEdition } from './edition.ts';
import { evidencePeriod } from './evidence.ts';
import { intakeTargets, ratingsTarget } from './intake-targets.ts';
import type { KnownBefore } from './matching/institutions-file.ts';
import type { Named } from './objection-codes.ts';
import type { Prepared, PublishInput } from './publication.ts';
import type { Publishable } from './records.ts';
import { staffTargets, targetsOf } from './release-files.ts';
import type { Review } from './review/review.ts';
import { nextTombstones, tombstonesTarget } from './tombstones.ts';
import { type RecordTree, recordTree } from './tree.ts';

/** Plain data but for the tree, which is made of the records. */
export interface Ready {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  /** `<bureau>/<year>`, of the grades in force. */
  readonly directory: string;
  readonly made: readonly Pick<Publishable, 'record' | 'openings'>[];
  readonly tree: RecordTree;
  readonly edition: Edition;
  readonly tombstones: readonly Tombstone[];
  /** Exact bytes by signed path. */
  readonly targets: ReadonlyMap<string, Bytes>;
  /** Those whose text travels in the bundle. */
  readonly bundled: readonly string[];
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly review: Review;
  readonly changed: readonly Changed[] | null;
  readonly codes: {
    readonly table: CodeTable;
    /** Numbers that get their code by this publication. */
    readonly added: readonly string[];
    readonly next: readonly KnownBefore[];
  };
  /** Who gets a letter with an objection code, and for which year. */
  readonly letters: { readonly year: number; readonly to: readonly Named[] };
  /** What is as it was written: `codes`, `letters` are then not looked at. */
  readonly stands: { readonly names: boolean; readonly letters: boolean };
  readonly today: IsoDate;
}

/**
 * Makes all that is signed. `passphrase` seals keys that this publication makes, and opens those for complaints where they are
 * taken online: it is asked for where that is so. Throws SigningError.
 */
export async function makeReady(
  input: Omit<PublishInput, 'passphrase'>,
  prepared: Prepared,
  passphrase: () => Promise<string>,
): Promise<Ready> {
  const { dir } = input;
  const { workspace, last, mark, context, made, codes, today, yearInForce: year, review, former } = prepared;
  const { bureau } = workspace;
  const records = made.map(({ record }) => record);
  const tree = prepared.asPublished?.tree ?? (await recordTree(records));
  const edition = await nextEdition(last, records, tree, { ...input, published: mark?.release ?? 0 });
  const directory = `${bureau.id}/${year}`;
  const names = prepared.asPublished?.names ?? false;
  const tombstones = names ? (last?.tombstones ?? []) : nextTombstones(last, codes, records, today);
  const claims = await claimsTarget(dir, context, last, passphrase);
  const keys = new Map([...(await intakeTargets(dir, bureau, passphrase)), ...claims]);
  const before = {
    parts: last?.parts ?? [],
    logFiles: last?.logFiles ?? new Map<string, Bytes>(),
    former,
    limit: input.partLimit,
  };
  const targets = new Map([
    ...targetsOf(directory, made, { ...context, year, period: evidencePeriod(year) }, edition, before),
    ...keys,
    ...ratingsTarget(directory, workspace.ratings, records),
    ...tombstonesTarget(directory, tombstones),
    ...(prepared.asPublished?.staff ?? (await staffTargets(dir, directory, made, { bureau, year, today }))),
    ...(await drawTargets(dir, directory, last, today)),
  ]);
  const changed = changedSince(last, { targets, bureau, year, unchanged: edition.unchanged });
  const bundled = [`${directory}/records.json`, ...keys.keys()];
  const { terms } = context;
  return {
    ...{ bureau, terms, directory, made, tree, edition, tombstones, targets, bundled, review, changed, today },
    pictures: workspace.pictures,
    codes: { table: codes.table, added: codes.added, next: [...codes.next.values()] },
    letters: { year: context.year, to: prepared.named },
    stands: { names, letters: prepared.asPublished?.letters ?? false },
  };
}
