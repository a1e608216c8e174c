/** Staff lists of a release without pages: they lie in its signed files alone, sealed for inspectors. */
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Bytes, fromUtf8 } from '../../../core/domain/bytes.ts';
import { isStaffFile } from '../../../core/domain/opening-file.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import { importInspectorKey, openStaff, parseStaffHeader, parseStaffText } from '../../../core/snapshot/staff-file.ts';
import { trustedPaths } from '../../../core/trust/trusted.ts';
import { fetchTarget } from '../../../core/trust/updater.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import type { LastRelease } from '../last-release.ts';
import type { Publishable } from '../records.ts';
import { loadInspectorKey } from '../signing/inspector-key.ts';
import { currentRelease } from '../site.ts';

export interface StaffFiles {
  /** By signed path. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Opens them; null where one does not open. */
  lists(): Promise<ReadonlyMap<string, Opening> | null>;
}

/** Null where they are sealed for another key than today's. */
export async function staffFiles(dir: string, { trusted }: LastRelease): Promise<StaffFiles | null> {
  const [held, folder] = [await loadInspectorKey(join(dir, 'keys')), await currentRelease(dir)];
  if (held === null || folder === null) return null;
  const key = await importInspectorKey(held.code);
  const fetcher = directoryFetcher(join(folder, 'd'));
  const files = new Map<string, Bytes>();
  for (const path of trustedPaths(trusted).filter(isStaffFile)) {
    const file = await fetchTarget(trusted, path, fetcher);
    if (!file.ok || parseStaffHeader(file.value)?.keyId !== key.id) return null;
    files.set(path, file.value);
  }
  const lists = async () => {
    const all = new Map<string, Opening>();
    for (const file of files.values()) {
      const packed = await openStaff(key, file);
      if (packed === null) return null;
      for (const [code, list] of parseStaffText(fromUtf8(gunzipSync(packed)))) all.set(code, list);
    }
    return all;
  };
  return { files, lists };
}

/** Each with its list of staff: those that were not read with the signed one. Null where one is not there. */
export async function withLists(
  made: readonly Publishable[],
  unread: ReadonlySet<string>,
  staff: StaffFiles,
): Promise<readonly Publishable[] | null> {
  const lists = await staff.lists();
  if (lists === null) return null;
  const whole: Publishable[] = [];
  for (const one of made) {
    const { record, openings } = one;
    if (!unread.has(record.code) || record.staff === null) {
      whole.push(one);
      continue;
    }
    const list = lists.get(record.code);
    if (list === undefined) return null;
    whole.push({ ...one, openings: [...openings, list] });
  }
  return whole;
}
