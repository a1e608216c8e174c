/** `staff.bin`: its first line for anyone; with the inspector key every list against its record's commitment. */
import { gunzipSync } from 'node:zlib';
import type { Bytes } from '../../core/domain/bytes.ts';
import { isStaffFile } from '../../core/domain/opening-file.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { type InspectorKey, openStaff, parseStaffHeader, parseStaffText } from '../../core/snapshot/staff-file.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget } from '../../core/trust/updater.ts';
import type { ReadRelease } from './read-release.ts';
import { areSealed } from './sealed.ts';

export interface StaffFault {
  readonly code: 'staff';
  readonly file: string;
  readonly detail: string;
}

/** More than any file of lists inflates to: one is at most 1 MiB packed, or a single institution's. */
const INFLATE_LIMIT = 64 * 1024 * 1024;

/** Faults of the staff files; with a key also where there is none of them. Length and hash are the signed ones already. */
export async function checkStaffFiles(
  fetcher: Fetcher,
  release: ReadRelease,
  key: InspectorKey | null,
): Promise<readonly StaffFault[]> {
  return (await readStaffLists(fetcher, release, key)).faults;
}

export interface StaffLists {
  /** None without a key, or where anything is wrong. */
  readonly lists: ReadonlyMap<string, Opening>;
  readonly faults: readonly StaffFault[];
}

/** The lists by code, each compared with its record's commitment. */
export async function readStaffLists(
  fetcher: Fetcher,
  release: ReadRelease,
  key: InspectorKey | null,
): Promise<StaffLists> {
  const paths = trustedPaths(release.trusted).filter(isStaffFile);
  const faults: StaffFault[] = [];
  const say = (file: string, detail: string) => faults.push({ code: 'staff', file, detail });
  const files = new Map<string, Bytes>();
  for (const path of paths) {
    const bytes = await fetchTarget(release.trusted, path, fetcher);
    if (bytes.ok) files.set(path, bytes.value);
    else say(path, bytes.fault.code);
  }
  for (const [path, bytes] of files) {
    const fault = headerFault(bytes, paths, path, release);
    if (fault !== null) say(path, fault);
  }
  if (faults.length > 0 || key === null) return { lists: new Map(), faults };
  if (paths.length === 0) say(`${release.directory}/staff.bin`, 'missing');
  const lists = await openAll(files, key, say);
  if (faults.length === 0) for (const [file, detail] of listFaults(lists, release)) say(file, detail);
  return { lists: new Map(faults.length > 0 ? [] : lists.map(([, code, list]) => [code, list])), faults };
}

function headerFault(
  bytes: Bytes,
  paths: readonly string[],
  path: string,
  { bureau, directory }: ReadRelease,
): string | null {
  const header = parseStaffHeader(bytes);
  if (header === null) return 'unreadable';
  if (`${header.bureau}/${header.year}` !== directory || header.bureau !== bureau.id) return 'another bureau or year';
  const name = header.parts === 1 ? 'staff.bin' : `staff-${header.part}.bin`;
  return header.parts === paths.length && path === `${directory}/${name}` ? null : 'another part';
}

type Lists = readonly (readonly [file: string, code: string, opening: Opening])[];

async function openAll(
  files: ReadonlyMap<string, Bytes>,
  key: InspectorKey,
  say: (file: string, detail: string) => void,
): Promise<Lists> {
  const lists: [string, string, Opening][] = [];
  for (const [path, bytes] of files) {
    const packed = await openStaff(key, bytes);
    if (packed === null) say(path, 'not opened by this key');
    else {
      const inside = listsIn(packed);
      if (inside === null) say(path, 'unreadable');
      else for (const [code, opening] of inside) lists.push([path, code, opening]);
    }
  }
  return lists;
}

/** Null for what inflates too far and for what is no text of lists: whoever has the keys may sign anything. */
function listsIn(packed: Bytes): ReadonlyMap<string, Opening> | null {
  try {
    return parseStaffText(gunzipSync(packed, { maxOutputLength: INFLATE_LIMIT }).toString('utf8'));
  } catch {
    return null;
  }
}

/** Every list is its record's, and no record that has one lacks it here. */
function listFaults(lists: Lists, { records, directory }: ReadRelease): readonly [file: string, detail: string][] {
  const byCode = new Map<string, InstitutionRecord>(records.map((record) => [record.code, record]));
  const faults: [string, string][] = [];
  const seen = new Set<string>();
  for (const [file, code, opening] of lists) {
    if (seen.has(code) || !isGenuine(opening, byCode.get(code))) faults.push([file, `record ${code}`]);
    seen.add(code);
  }
  for (const { code, staff } of records) {
    if (staff !== null && !seen.has(code)) faults.push([`${directory}/staff.bin`, `record ${code} is missing`]);
  }
  return faults;
}

/** Whether the record commits to this list; what has not the shape of one, it does not. */
function isGenuine(opening: Opening, record: InstitutionRecord | undefined): boolean {
  try {
    return opening.body.type === 'staff' && areSealed(record?.sealed ?? [], [opening]);
  } catch {
    return false;
  }
}
