/**
 * The staff lists of a release, opened with this device's key. What is decrypted lives here, in the memory of the open page,
 * and nowhere else.
 */
import type { Bytes } from '../../../core/domain/bytes.ts';
import { isStaffFile } from '../../../core/domain/opening-file.ts';
import { type Opening, openingsMatch } from '../../../core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import type { SearchIndex } from '../../../core/snapshot/search.ts';
import { type InspectorKey, openStaff, parseStaffHeader, parseStaffText } from '../../../core/snapshot/staff-file.ts';
import { buildStaffIndex, type StaffRow } from '../../../core/snapshot/staff-search.ts';
import { type InspectorKeyStore, openInspectorKeys } from '../../store/inspector-key.ts';
import type { VerifiedRelease } from '../../sync/check.ts';
import { staffPaths } from '../../sync/release-files.ts';
import { inflateText } from '../data/inflate.ts';

export interface StaffBook {
  readonly index: SearchIndex<StaffRow>;
  /** The list of a record, once it is found to be the one that the record commits to; null when it is another or none. */
  genuine(record: InstitutionRecord): Promise<Opening | null>;
}

export type Opened =
  | { readonly kind: 'open'; readonly book: StaffBook }
  /** `no-file`: the bureau publishes none. `not-downloaded`: it does, and this device has not got it yet. */
  | { readonly kind: 'no-key' | 'no-file' | 'not-downloaded' | 'wrong-key' | 'damaged' };

let keys: { readonly bureau: string; readonly store: InspectorKeyStore } | null = null;

/** One connection a page. */
export function keysOf(bureau: string): InspectorKeyStore {
  if (keys?.bureau !== bureau) keys = { bureau, store: openInspectorKeys(bureau) };
  return keys.store;
}

let last: { readonly name: string; readonly opened: Promise<Opened> } | null = null;

/** Opens the lists of what is shown; the same files under the same key only once. */
export async function openBook(bureau: string, release: VerifiedRelease): Promise<Opened> {
  if (staffPaths(release.trusted, release.plan.directory).length === 0) return { kind: 'no-file' };
  const key = await keysOf(bureau).load();
  return key === null ? { kind: 'no-key' } : openWith(key, release);
}

/** The same with a key that is not kept yet. */
export function openWith(key: InspectorKey, release: VerifiedRelease): Promise<Opened> {
  const files = release.plan.files.filter(({ path }) => isStaffFile(path));
  const name = [key.id, release.plan.key, ...files.map(({ sha256 }) => sha256)].join(' ');
  if (last?.name !== name) last = { name, opened: read(key, release) };
  return last.opened;
}

/** The book of the release that was shown is dropped. */
export function closeBook(): void {
  last = null;
}

async function read(key: InspectorKey, { trusted, plan, files }: VerifiedRelease): Promise<Opened> {
  const paths = staffPaths(trusted, plan.directory);
  if (paths.length === 0) return { kind: 'no-file' };
  const parts = paths.map((path) => files.get(path));
  if (parts.includes(undefined)) return { kind: 'not-downloaded' };
  const lists = new Map<string, Opening>();
  for (const bytes of parts.filter((part): part is Bytes => part !== undefined)) {
    if (parseStaffHeader(bytes)?.keyId !== key.id) return { kind: 'wrong-key' };
    const packed = await openStaff(key, bytes);
    if (packed === null) return { kind: 'damaged' };
    for (const [code, opening] of parseStaffText(await inflateText(packed))) lists.set(code, opening);
  }
  return { kind: 'open', book: bookOf(lists) };
}

function bookOf(lists: ReadonlyMap<string, Opening>): StaffBook {
  const checked = new Map<string, Promise<Opening | null>>();
  return {
    index: buildStaffIndex(lists),
    genuine: (record) => {
      const known = checked.get(record.code) ?? genuineOf(record, lists.get(record.code));
      checked.set(record.code, known);
      return known;
    },
  };
}

async function genuineOf(record: InstitutionRecord, opening: Opening | undefined): Promise<Opening | null> {
  if (opening?.body.type !== 'staff') return null;
  return (await openingsMatch(record.sealed, [opening])) ? opening : null;
}
