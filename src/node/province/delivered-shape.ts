/** What a delivered folder may be made of, told by names and sizes alone: before anything in it is opened. */
import { lstat, opendir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mapAt } from '../../core/trust/json.ts';
import { parseMetadata } from '../../core/trust/metadata.ts';
import type { SiteProblem } from '../verify/site-problem.ts';

/** A million institutions have three files each, and those that left two. */
const MOST_FILES = 5_000_000;
/** All that is read before a signature is checked; a county's grow by a few kilobytes a week. */
const MOST_SIGNED_BYTES = 64 * 1024 * 1024;

/** Data files of a list, all together: ten times the 33 MB that 100,000 institutions were measured to have. */
const MOST_DATA_BYTES = 330_000_000;

const METADATA = 'd/metadata';

/** Whether what is read first is of plain files, and no more than can be held: a pipe would never end. Null: it is. */
export async function signedFilesFault(folder: string): Promise<SiteProblem | null> {
  const metadata = await lstat(join(folder, METADATA)).catch(() => null);
  if (metadata !== null && !metadata.isDirectory()) return notPlain(METADATA);
  const names = metadata === null ? [] : await readdir(join(folder, METADATA));
  let bytes = 0;
  for (const path of ['d/bundle.json', ...names.map((name) => `${METADATA}/${name}`)]) {
    const found = await lstat(join(folder, path)).catch(() => null);
    if (found === null) continue;
    if (!found.isFile()) return notPlain(path);
    bytes += found.size;
    if (bytes > MOST_SIGNED_BYTES) {
      return { code: 'format', file: path, detail: '签名文件合计超过64 MB / more than 64 MB of signed files' };
    }
  }
  return null;
}

/** The same of the whole delivery: plain files in plain folders, of a number that a site may have. Null: it is. */
export async function treeFault(folder: string, most = MOST_FILES): Promise<SiteProblem | null> {
  let left = most;
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for await (const entry of await opendir(join(folder, at), { bufferSize: 512 })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      left -= 1;
      if (left < 0) return { code: 'format', file: path, detail: `文件超过${most}个 / more than ${most} files` };
      if (entry.isDirectory()) waiting.push(path);
      else if (!entry.isFile()) return notPlain(path);
    }
  }
  return null;
}

/** The same of what a list of files says that they hold: each is read whole. Null: it is within the bound, or no list. */
export function dataFault(targets: string, most = MOST_DATA_BYTES): SiteProblem | null {
  const bytes = lengthsIn(targets).reduce((sum, length) => sum + length, 0);
  if (bytes <= most) return null;
  const detail = `数据文件合计${megabytes(bytes)} MB，超过${megabytes(most)} MB / ${megabytes(bytes)} MB of data, more than ${megabytes(most)}`;
  return { code: 'format', file: 'd/targets', detail };
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);

/** None where it is no list: what is wrong with it is told by those who verify it. */
function lengthsIn(targets: string): readonly number[] {
  try {
    const listed = mapAt(parseMetadata(targets, 'targets').body, 'targets');
    return [...listed.keys()].map((path) => Number(mapAt(listed, path).get('length'))).filter(Number.isFinite);
  } catch {
    return [];
  }
}

function notPlain(file: string): SiteProblem {
  return { code: 'format', file, detail: '应为普通文件、文件夹，不能是链接 / a link or device, and no plain file' };
}
