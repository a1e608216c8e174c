/** What of a site must have left by a day and still lies there – whether nobody took it down, or a backup put it back. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { hasLeft, isOpeningFile, isStaffFile, lastDayOf } from '../../core/domain/opening-file.ts';
import { cell } from '../../core/snapshot/columns.ts';
import { openDataPath, publicOpenings } from '../../core/snapshot/open-data.ts';
import { joinOpenings } from '../../core/snapshot/opening-files.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import { parseDataFile } from '../../core/snapshot/tables.ts';
import { mapAt, textAt } from '../../core/trust/json.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { exists } from './durable.ts';
import type { Previous } from './signing/previous.ts';
import { readOwn } from './signing/roles.ts';

export interface Overdue {
  /** Codes of which a page or the file for programs holds something past its last day. */
  readonly codes: ReadonlySet<string>;
  /** Data files to delete, relative to the site's folder: past their last day, or of another release. */
  readonly files: readonly string[];
  /** The release has all openings in one file, from which nothing can be taken without the offline keys (decision 029). */
  readonly oldLayout: boolean;
}

/**
 * Looks through what lies on disk, verified or not: it only says where to look closer. Cheap enough for every hour: pages
 * are read only of institutions with more commitments than openings in their term. Throws where a data file is unreadable.
 */
export async function findOverdue(folder: string, previous: Previous, today: IsoDate): Promise<Overdue> {
  const listed = await listedFiles(folder, previous);
  const lapsed = [...listed].filter(([path]) => hasLeft(path, today)).map(([, file]) => file);
  return {
    codes: await codesOverdue(folder, listed, today),
    files: [...lapsed, ...(await strayFiles(folder, new Set(listed.values())))],
    oldLayout: [...listed.keys()].some(isOldLayout),
  };
}

/** Signed path → file below the site, of those that are there. */
async function listedFiles(folder: string, { targets }: Previous): Promise<ReadonlyMap<string, string>> {
  const listed = mapAt(readOwn(targets, 'targets').body, 'targets');
  const files = new Map<string, string>();
  for (const path of listed.keys()) {
    const file = join('d', targetFile(path, textAt(mapAt(mapAt(listed, path), 'hashes'), 'sha256')));
    if (await exists(join(folder, file))) files.set(path, file);
  }
  return files;
}

function isOldLayout(path: string): boolean {
  return isOpeningFile(path) && lastDayOf(path) === null;
}

/** Files of openings and of staff that the release does not list: of an older one, put back from a backup. */
async function strayFiles(folder: string, listed: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(join(folder, 'd/targets'), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && leaves(basename(entry.name).replace(/^[0-9a-f]{64}\./, '')))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((file) => !listed.has(file));
}

function leaves(name: string): boolean {
  return isOpeningFile(name) || isStaffFile(name);
}

async function codesOverdue(folder: string, listed: ReadonlyMap<string, string>, today: IsoDate): Promise<Set<string>> {
  const running = await runningOpenings(folder, listed, today);
  const codes = new Set<string>();
  for (const [path, file] of listed) {
    if (!/\/profile(-\d+)?\.bin$/.test(path)) continue;
    const { table } = parseDataFile(await unpacked(folder, file));
    for (let row = 0; row < table.count; row++) {
      const code = String(cell(table, 'code', row));
      const staff = cell(table, 'staff', row) === null ? 0 : 1;
      const sealed = cell(table, 'sealed', row);
      const known = (running.get(code) ?? 0) + staff;
      if (Array.isArray(sealed) && sealed.length > known && (await holdsLapsed(folder, code, today))) codes.add(code);
    }
  }
  return codes;
}

/** How many openings of a code are signed and in their term. */
async function runningOpenings(
  folder: string,
  listed: ReadonlyMap<string, string>,
  today: IsoDate,
): Promise<ReadonlyMap<string, number>> {
  const texts = new Map<string, string>();
  for (const [path, file] of listed) {
    if (isOpeningFile(path) && !hasLeft(path, today)) texts.set(path, await unpacked(folder, file));
  }
  return new Map([...joinOpenings(texts)].map(([code, openings]) => [code, publicOpenings(openings, today).length]));
}

/** Every opening says its last day, in canonical JSON. */
const LAST_DAYS = /"shownUntil":"(\d{4}-\d\d-\d\d)"/g;

async function holdsLapsed(folder: string, code: string, today: IsoDate): Promise<boolean> {
  for (const path of [...PAGE_LANGS.map((lang) => pageFile(code, lang)), openDataPath(code)]) {
    const text = await readFile(join(folder, path), 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return '';
      throw fault;
    });
    for (const [, day = today] of text.matchAll(LAST_DAYS)) if (day < today) return true;
  }
  return false;
}

async function unpacked(folder: string, file: string): Promise<string> {
  return gunzipSync(await readFile(join(folder, file))).toString('utf8');
}
