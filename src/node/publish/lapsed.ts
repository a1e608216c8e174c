/** What the daily refresh takes out of the unsigned files: penalties whose last day is over, from page and JSON. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { openDataPath, publicOpenings } from '../../core/snapshot/open-data.ts';
import { type Opening, openingsMatch } from '../../core/snapshot/opening.ts';
import { PAGE_LANGS, type PageLang, pageFile } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { Release } from '../../core/trust/releases.ts';
import { openDataOf } from '../verify/open-data.ts';
import { proofOfPage } from '../verify/page-block.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { exists } from './durable.ts';
import { type Placed as Institution, styleHash } from './pages.ts';
import { type Build, scriptOf } from './renderer.ts';
import { replaceFile } from './site.ts';
import { recordTree } from './tree.ts';

type Placed = Pick<Institution, 'record' | 'index' | 'path'>;

export interface Withdrawal {
  /** Codes from whose pages and JSON something was taken out. */
  readonly withdrawn: readonly string[];
  /** Codes of which a page still holds a lapsed penalty: the build that wrote the site is not at hand, or no page has the staff list. */
  readonly left: readonly string[];
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
    const placed = { record, index, path: tree.path(index) };
    await replaceFile(folder, openDataPath(record.code), dataOn(today, placed, release));
    const done = same && (await renderAnew(folder, placed, release, build, today));
    (done ? withdrawn : left).push(record.code);
  }
  return { withdrawn, left };
}

/** Each language; whether all of them could be rendered. */
async function renderAnew(
  folder: string,
  placed: Placed,
  release: ReadRelease,
  build: Build,
  today: IsoDate,
): Promise<boolean> {
  const { record } = placed;
  const files = PAGE_LANGS.map((lang) => [lang, pageFile(record.code, lang)] as const);
  const proofs = await Promise.all(files.map(async ([, file]) => proofOfPage(await textOf(folder, file))));
  const staff = await staffAmong(proofs, record);
  // Without the list, which no other file has in the clear, the page would say less than what was published.
  if (record.staff !== null && staff === null) return false;
  const signed = publicOpenings(release.openings.get(record.code) ?? [], today);
  const proof = proofFor(placed, release, staff === null ? signed : [...signed, staff], build);
  for (const [lang, file] of files) await replaceFile(folder, file, pageOn(today, lang, proof, release, build));
  return true;
}

/** The staff list, from a page of either language, as the record commits to it: nothing else of a page is believed. */
export async function staffAmong(
  proofs: readonly (Pick<PageProof, 'openings'> | null)[],
  record: InstitutionRecord,
): Promise<Opening | null> {
  for (const opening of proofs.flatMap((proof) => proof?.openings ?? [])) {
    const genuine = opening.body.type === 'staff' && (await openingsMatch(record.sealed, [opening]).catch(() => false));
    if (genuine) return opening;
  }
  return null;
}

/** Empty when there is no such file. */
function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '';
    throw fault;
  });
}

/** As publishing wrote it, by what is signed. */
function proofFor(
  { record, index, path }: Placed,
  release: ReadRelease,
  openings: readonly Opening[],
  build: Build,
): PageProof {
  const { version, time, count, root } = newestOf(release);
  return {
    v: 1,
    record,
    index,
    path,
    release: { version, time, count, root },
    openings,
    directory: release.directory,
    pin: { rootSha256: release.fingerprint, minimumVersion: 1, builtAt: build.builtAt },
  };
}

function pageOn(day: IsoDate, lang: PageLang, proof: PageProof, release: ReadRelease, build: Build): string {
  return build.renderer.renderInstitutionPage({
    proof,
    view: publicNow(proof.record, proof.openings, day),
    terms: release.terms,
    bureau: release.bureau,
    scriptUrl: scriptOf(build, release.bureau, lang),
    styleHash: styleHash(build.renderer.pageStyle(release.terms)),
    lang,
  });
}

function dataOn(day: IsoDate, { record, index, path }: Placed, release: ReadRelease): string {
  const { version, time, count, root } = newestOf(release);
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

function newestOf({ releases }: ReadRelease): Release {
  const newest = releases.at(-1);
  if (newest === undefined) throw new Error('records.json lists no release');
  return newest;
}
