/** What the daily refresh takes out of the unsigned files: penalties whose last day is over, from page and JSON. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { openDataPath, publicOpenings } from '../../core/snapshot/open-data.ts';
import { type Opening, openingsMatch } from '../../core/snapshot/opening.ts';
import { PAGE_LANGS, type PageLang, pageFile } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import { type InstitutionRecord, recordText } from '../../core/snapshot/record.ts';
import { openDataOf } from '../verify/open-data.ts';
import { proofOfPage } from '../verify/page-block.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { openOn } from './openings.ts';
import { styleHash } from './pages.ts';
import { type Build, scriptOf } from './renderer.ts';
import { exists, replaceFile } from './site.ts';
import { recordTree } from './tree.ts';

export interface Withdrawal {
  /** Codes from whose pages and JSON something was taken out. */
  readonly withdrawn: readonly string[];
  /** Codes of which a page still holds a lapsed penalty: it was written by another build, or was altered. */
  readonly left: readonly string[];
}

/** Codes of which a page or the JSON still holds a signed opening past its last day, told by its salt. */
export async function codesWithLapsed(
  folder: string,
  signed: ReadonlyMap<string, readonly Opening[]>,
  today: IsoDate,
): Promise<Set<string>> {
  const codes = new Set<string>();
  for (const [code, openings] of signed) {
    const current = publicOpenings(openings, today);
    const lapsed = openings.filter((opening) => !current.includes(opening));
    if (lapsed.length === 0) continue;
    const paths = [...PAGE_LANGS.map((lang) => pageFile(code, lang)), openDataPath(code)];
    const texts = await Promise.all(paths.map((path) => textOf(folder, path)));
    if (lapsed.some(({ salt }) => texts.some((text) => text.includes(salt)))) codes.add(code);
  }
  return codes;
}

/**
 * Renders pages and JSON of these codes anew, without what lapsed. Nothing of it is signed: the record keeps its
 * commitment. `build` is null where none is at hand; pages are then left, JSON needs none.
 */
export async function withdrawLapsed(
  folder: string,
  codes: ReadonlySet<string>,
  release: ReadRelease,
  build: Build | null,
  today: IsoDate,
): Promise<Withdrawal> {
  const same = build !== null && (await exists(join(folder, build.pageScript)));
  const tree = await recordTree(release.records);
  const withdrawn: string[] = [];
  const left: string[] = [];
  for (const [index, record] of release.records.entries()) {
    if (!codes.has(record.code)) continue;
    const json = dataOn(today, index, tree.path(index), record, release);
    await replaceFile(folder, openDataPath(record.code), json);
    const done = same && (await renderAnew(folder, record, release, build, today));
    (done ? withdrawn : left).push(record.code);
  }
  return { withdrawn, left };
}

/** Each language by the proof of its own page; whether all of them could be rendered. */
async function renderAnew(
  folder: string,
  record: InstitutionRecord,
  release: ReadRelease,
  build: Build,
  today: IsoDate,
): Promise<boolean> {
  let all = true;
  for (const lang of PAGE_LANGS) {
    const file = pageFile(record.code, lang);
    const proof = proofOfPage(await textOf(folder, file));
    if (proof !== null && (await isOwn(proof, record))) {
      await replaceFile(folder, file, pageOn(today, lang, proof, record, release, build));
    } else all = false;
  }
  return all;
}

/** Empty when there is no such file. */
function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '';
    throw fault;
  });
}

function pageOn(
  day: IsoDate,
  lang: PageLang,
  proof: PageProof,
  record: InstitutionRecord,
  release: ReadRelease,
  build: Build,
): string {
  const openings = openOn(proof.openings, day);
  return build.renderer.renderInstitutionPage({
    proof: { ...proof, openings },
    view: publicNow(record, openings, day),
    terms: release.terms,
    bureau: release.bureau,
    scriptUrl: scriptOf(build, lang),
    styleHash: styleHash(build.renderer.pageStyle(release.terms)),
    lang,
  });
}

function dataOn(
  day: IsoDate,
  index: number,
  path: readonly string[],
  record: InstitutionRecord,
  release: ReadRelease,
): string {
  const newest = release.releases.at(-1);
  if (newest === undefined) throw new Error('records.json lists no release');
  const { version, time, count, root } = newest;
  return openDataOf(
    {
      record,
      index,
      path,
      release: { version, time, count, root },
      directory: release.directory,
      fingerprint: release.fingerprint,
      openings: publicOpenings(release.openings.get(record.code) ?? [], day),
    },
    release.bureau,
  );
}

/** Nothing of an altered page is written again. */
async function isOwn(proof: PageProof, record: InstitutionRecord): Promise<boolean> {
  return recordText(proof.record) === recordText(record) && (await openingsMatch(record.sealed, proof.openings));
}
