/** What pages on request are rendered from: a release's signed files, verified whole, in little room. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import type { InspectorKey } from '../../../core/snapshot/staff-file.ts';
import type { Tombstone } from '../../../core/snapshot/tombstone.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { fingerprint, type ReadRelease, readRelease } from '../../verify/read-release.ts';
import { areSealed } from '../../verify/sealed.ts';
import { readStaffLists } from '../../verify/staff-files.ts';
import type { PagesOfDay } from '../lists.ts';
import type { PageContext, Placed } from '../pages.ts';
import { recordTree } from '../tree.ts';
import { keptTexts } from './kept-texts.ts';
import { keptLists } from './lists.ts';

/** One release; what it says is verified. */
export interface PageSource {
  readonly about: Omit<PageContext, 'today' | 'pin'>;
  /** Of the first root file, hex. */
  readonly fingerprint: string;
  readonly count: number;
  /** With all its openings in the order in which they were sealed; null for a code that is not in the list. */
  institution(code: string): Placed | null;
  tombstone(code: string): Tombstone | null;
  readonly lists: PagesOfDay;
}

/** A file and what is wrong with it. */
export type SourceFault = string;

/**
 * Reads the release in `folder`, which is the release's own folder and no link: all of it is of one publication. Verified are the
 * roles, every signed file, the record tree, and that every opening is one that its record commits to.
 * @param pin SHA-256 of the founding root, hex; null takes the release's own
 * @param keys inspector keys, of which one opens the staff lists
 */
export async function loadPageSource(
  folder: string,
  pin: string | null,
  keys: readonly InspectorKey[],
  now: Date,
): Promise<Result<PageSource, readonly SourceFault[]>> {
  const fetcher = directoryFetcher(join(folder, 'd'));
  const root = pin ?? fingerprint(await readFile(join(folder, 'd/metadata/1.root.json')));
  const read = await readRelease(fetcher, root, now);
  if (!read.ok) return fail(read.fault.map(({ code, file }) => `${file || 'd'}: ${code}`));
  const release = read.value;
  const newest = release.releases.at(-1);
  const tree = await recordTree(release.records);
  if (newest === undefined || newest.root !== tree.root || newest.count !== tree.count)
    return fail([`${release.directory}/records.json: record-root`]);
  const openings = await signedOpenings(fetcher, release, keys);
  if (!openings.ok) return openings;
  const texts = keptTexts();
  const places = new Map<string, number>();
  for (const [place, record] of release.records.entries()) {
    const kept: Kept = { record, openings: openings.value(record.code) };
    texts.add(JSON.stringify(kept));
    places.set(record.code, place);
  }
  const tombstones = new Map<string, Tombstone>(release.tombstones.map((one) => [one.code, one]));
  const { bureau, terms, directory } = release;
  return ok({
    about: { bureau, terms, directory, release: newest },
    fingerprint: root,
    count: tree.count,
    institution(code) {
      const index = places.get(code);
      if (index === undefined) return null;
      const kept = JSON.parse(texts.at(index)) as Kept;
      return { ...kept, index, path: tree.path(index) };
    },
    tombstone: (code) => tombstones.get(code) ?? null,
    lists: keptLists(terms, release.records),
  });
}

type Kept = Pick<Placed, 'record' | 'openings'>;

/**
 * All openings of a code, in the order in which they were sealed: penalties, entries and reasons, the staff list last. Each is
 * one that its record commits to.
 */
export async function signedOpenings(
  fetcher: Fetcher,
  release: ReadRelease,
  keys: readonly InspectorKey[],
): Promise<Result<(code: string) => readonly Opening[], readonly SourceFault[]>> {
  const staff = await staffOf(fetcher, release, keys);
  if (!staff.ok) return staff;
  const of = (code: string): readonly Opening[] => {
    const list = staff.value.get(code);
    return [...(release.openings.get(code) ?? []), ...(list === undefined ? [] : [list])];
  };
  const foreign: SourceFault[] = [];
  for (const { code, sealed } of release.records) {
    // Staff lists were compared as they were read.
    if (!areSealed(sealed, release.openings.get(code) ?? [])) foreign.push(`${release.directory}: openings ${code}`);
  }
  return foreign.length > 0 ? fail(foreign) : ok(of);
}

/** Staff lists by code: what no other signed file has. None where no institution has staff. */
async function staffOf(
  fetcher: Fetcher,
  release: ReadRelease,
  keys: readonly InspectorKey[],
): Promise<Result<ReadonlyMap<string, Opening>, readonly SourceFault[]>> {
  if (release.records.every(({ staff }) => staff === null)) return ok(new Map());
  const said: string[] = keys.length === 0 ? ['keys/inspector.json: missing'] : [];
  for (const key of keys) {
    const { lists, faults } = await readStaffLists(fetcher, release, key);
    if (faults.length === 0) return ok(lists);
    if (said.length === 0) said.push(...faults.map(({ file, detail }) => `${file}: ${detail}`));
  }
  return fail(said);
}
