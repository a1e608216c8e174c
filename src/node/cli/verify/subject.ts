/** What somebody gave to verify, told by what it is and not by its name. */
import { rmSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { VerifyingWords } from '../../../core/words/verifying.ts';
import { readSaved, type SavedFault, type SavedFile } from '../../verify/saved-file.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';
import { UnpackError, unpack } from '../../verify/unpack.ts';
import { rootOf, type Source, siteAt, siteIn } from './source.ts';

export type Subject =
  | { readonly kind: 'address' | 'folder' | 'archive'; readonly source: Source }
  /** `source`: the site whose page it is, where it came from an address. */
  | { readonly kind: 'page' | 'record'; readonly saved: SavedFile; readonly source: Source | null };

/** Why there is nothing to verify, in words; `wrong-usage` where it was mistyped. */
export interface NoSubject {
  readonly code: 'wrong-usage' | 'cannot';
  /** Of a file that cannot be checked: why, for programs. */
  readonly reason?: SavedFault;
  readonly say: (words: VerifyingWords) => string;
}

/** A page that carries a proof which cannot be read: altered or damaged. */
export interface DamagedPage {
  readonly code: 'damaged';
  readonly problem: SiteProblem;
}

export type Found = DamagedPage | { readonly subject: Subject; readonly dispose: () => Promise<void> } | NoSubject;

const NOTHING = async () => undefined;
/** No page and no record has a tenth of it. */
const SAVED_LIMIT = 1024 * 1024;
/** Without what stands behind `?` or `#`. */
const INSTITUTION = /^(https?:\/\/.*?)\/((?:en\/)?i\/)([0-9A-Za-z]{10})(?:\.(html|json))?\/?$/;
/** What else is typed of a site when a page of it is open. */
const OTHER_PAGE = /\/(?:index\.html|en\/?|(?:en\/)?(?:standard|lists)(?:\.html|\/)?)$/;

export async function subjectOf(where: string, cwd: string): Promise<Found> {
  if (/^https?:\/\//.test(where)) return atAddress(where);
  const path = resolve(cwd, where);
  const found = await stat(path).catch(() => null);
  if (found === null) return { code: 'wrong-usage', say: ({ usage }) => usage.noPath({ path: where }) };
  if (found.isDirectory()) {
    const source = await siteIn(path);
    if (source !== null) return { subject: { kind: 'folder', source }, dispose: NOTHING };
    return { code: 'cannot', say: ({ cannot }) => cannot.noSite({ where }) };
  }
  if (await isGzip(path)) return inArchive(path, where);
  if (found.size > SAVED_LIMIT) return tooLarge(where);
  return savedAs(await readFile(path), where, null);
}

async function atAddress(where: string): Promise<Found> {
  const address = where.replace(/[?#].*$/, '');
  const [, base, folder, code, type] = INSTITUTION.exec(address) ?? [];
  if (base === undefined || code === undefined) {
    // A bureau's folder in a province may have the name of a page.
    const page = OTHER_PAGE.test(address) && (await rootOf(siteAt(address))) === null;
    const source = siteAt(page ? address.replace(OTHER_PAGE, '/') : address);
    return { subject: { kind: 'address', source }, dispose: NOTHING };
  }
  const source = siteAt(base);
  const bytes = await source.site.file(`${folder}${code.toUpperCase()}.${type ?? 'html'}`).catch(() => null);
  if (bytes !== null) return savedAs(bytes, where, source);
  if ((await rootOf(source)) === null) return { code: 'cannot', say: ({ cannot }) => cannot.noAnswer({ where }) };
  return { code: 'cannot', say: ({ cannot }) => cannot.noPage({ code, site: base }) };
}

function tooLarge(where: string): NoSubject {
  return { code: 'cannot', reason: 'unknown', say: ({ cannot }) => cannot.unknown({ file: where }) };
}

function savedAs(bytes: Uint8Array, where: string, source: Source | null): Found {
  if (bytes.length > SAVED_LIMIT) return tooLarge(where);
  const saved = readSaved(bytes);
  if (saved === 'bad-proof') {
    return { code: 'damaged', problem: { code: 'page', file: where, detail: 'proof unreadable' } };
  }
  if (typeof saved === 'string') {
    return { code: 'cannot', reason: saved, say: ({ cannot }) => cannot[saved]({ file: where }) };
  }
  return { subject: { kind: saved.kind, saved, source }, dispose: NOTHING };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function inArchive(path: string, where: string): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), 'yixinma-verify-'));
  // Whoever stops it in the middle leaves nothing behind.
  const stopped = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', stopped);
  const dispose = async () => {
    process.off('SIGINT', stopped);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await unpack(path, folder);
    const source = await siteIn(folder);
    if (source !== null) return { subject: { kind: 'archive', source }, dispose };
  } catch (fault) {
    await dispose();
    if (!(fault instanceof UnpackError)) throw fault;
  }
  await dispose();
  return { code: 'cannot', say: ({ cannot }) => cannot.archive({ file: where }) };
}
