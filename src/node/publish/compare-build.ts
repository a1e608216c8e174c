/** What signatures do not cover – the look of pages, the app's own files – compared with what this build would write. */
import { chinaDay, parseIsoDate } from '../../core/domain/iso-date.ts';
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { PAGE_LANGS, type PageLang, pageFile } from '../../core/snapshot/page-path.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { targetFile, trustedPaths } from '../../core/trust/trusted.ts';
import { proofOfPage } from '../verify/page-block.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { dayOfLists, listsFiles, renderLists, sameLists } from './lists.ts';
import { styleHash } from './pages.ts';
import { pictureFault, picturePaths } from './pictures.ts';
import { type Build, scriptOf } from './renderer.ts';
import { shellFiles } from './shell.ts';
import { renderStandard, STANDARD_FILES } from './standard.ts';
import { renderTombstones } from './tombstones.ts';

/** A site's files by path, wherever they lie; null when a file is not there. */
export interface SiteReader {
  readonly file: (path: string) => Promise<Uint8Array | null>;
  /** All paths, where they can be listed. */
  readonly list: (() => Promise<readonly string[]>) | null;
}

/**
 * Problems of pages and app files, all of them; null when the site was written by another build, which cannot be
 * compared (pages then rest on their data blocks alone).
 */
export async function compareWithBuild(
  build: Build,
  release: ReadRelease,
  site: SiteReader,
  now: Date,
): Promise<readonly SiteProblem[] | null> {
  if ((await site.file(build.pageScript.slice(1))) === null) return null;
  const pin = { rootSha256: release.fingerprint, minimumVersion: 1, builtAt: build.builtAt };
  const shell = await shellFiles(build, { pin, bureau: release.bureau });
  const problems: SiteProblem[] = [];
  for (const [path, content] of shell) {
    const found = await site.file(path);
    if (found === null) problems.push({ code: 'app', file: path, detail: 'missing' });
    else if (Buffer.compare(found, Buffer.from(content)) !== 0) {
      problems.push({ code: 'app', file: path, detail: 'differs from the build' });
    }
  }
  for (const record of release.records) {
    for (const lang of PAGE_LANGS) {
      const path = pageFile(record.code, lang);
      const found = await site.file(path);
      const html = found === null ? null : Buffer.from(found).toString('utf8');
      if (html !== null && !isRendered(html, lang, record, build, release, now)) {
        problems.push({ code: 'page', file: path, detail: 'differs from its own data, rendered again' });
      }
    }
  }
  for (const [path, html] of renderTombstones(build, release.bureau, release.tombstones)) {
    const found = await site.file(path);
    if (found !== null && Buffer.compare(found, Buffer.from(html)) !== 0) {
      problems.push({ code: 'page', file: path, detail: 'differs from the signed tombstone' });
    }
  }
  for (const [path, html] of renderStandard(build, release.bureau, release.terms)) {
    const found = await site.file(path);
    if (found === null || Buffer.compare(found, Buffer.from(html)) !== 0) {
      problems.push({ code: 'page', file: path, detail: found ? 'differs from the signed rulebook' : 'missing' });
    }
  }
  problems.push(...(await compareLists(build, release, site, now)));
  for (const path of picturePaths(release.bureau)) {
    const found = await site.file(path);
    const fault = found && pictureFault(path, found);
    if (fault) problems.push({ code: 'app', file: path, detail: fault });
  }
  return [
    ...problems,
    ...(await strangers([...shell.keys(), ...STANDARD_FILES, ...listsFiles(release.terms)], release, site)),
  ];
}

/** Whether the page is, byte for byte, what the renderer makes of its data block on the day of publication or today. */
function isRendered(
  html: string,
  lang: PageLang,
  record: InstitutionRecord,
  build: Build,
  release: ReadRelease,
  now: Date,
): boolean {
  const proof = proofOfPage(html);
  if (proof === null) return false;
  const days = [now, new Date(release.trusted.publishedAt), new Date(proof.release.time)].map(chinaDay);
  // A refresh in between: the page says on which day it was rendered.
  const said = parseIsoDate(/ data-day="([^"]*)"/.exec(html)?.[1] ?? '');
  const [today, published] = days;
  if (said !== null && today && published && said >= published && said <= today) days.push(said);
  return days.some(
    (day) =>
      html ===
      build.renderer.renderInstitutionPage({
        proof,
        view: publicNow(record, proof.openings, day),
        terms: release.terms,
        bureau: release.bureau,
        scriptUrl: scriptOf(build, release.bureau, lang),
        styleHash: styleHash(build.renderer.pageStyle(release.terms)),
        lang,
      }),
  );
}

/** Each page must be what its own day makes of the signed records, and name whom today's would name. */
async function compareLists(build: Build, release: ReadRelease, site: SiteReader, now: Date): Promise<SiteProblem[]> {
  const problems: SiteProblem[] = [];
  const [published, today] = [chinaDay(new Date(release.trusted.publishedAt)), chinaDay(now)];
  for (const path of listsFiles(release.terms)) {
    const found = await site.file(path);
    const html = found === null ? '' : Buffer.from(found).toString('utf8');
    const day = dayOfLists(html);
    const own = day !== null && day >= published && day <= today && html === renderLists(build, release, day).get(path);
    if (!own) {
      problems.push({ code: 'page', file: path, detail: found ? 'differs from the signed records' : 'missing' });
    } else if (!sameLists(release, day, today)) {
      problems.push({ code: 'page', file: path, detail: 'names institutions that have left the list: run refresh' });
    }
  }
  return problems;
}

/** Files that nobody published. Metadata of earlier versions may stay. */
async function strangers(always: readonly string[], release: ReadRelease, site: SiteReader): Promise<SiteProblem[]> {
  if (site.list === null) return [];
  const known = new Set<string>([...always, ...picturePaths(release.bureau), 'd/bundle.json']);
  for (const { code } of release.records) {
    for (const lang of PAGE_LANGS) known.add(pageFile(code, lang));
    known.add(openDataPath(code));
  }
  for (const { code } of release.tombstones) {
    for (const lang of PAGE_LANGS) known.add(pageFile(code, lang));
  }
  for (const path of trustedPaths(release.trusted)) {
    const target = release.trusted.target(path);
    if (target !== null) known.add(`d/${targetFile(path, target.sha256)}`);
  }
  return (await site.list())
    .filter((path) => !known.has(path) && !path.startsWith('d/metadata/'))
    .map((file) => ({ code: 'app', file, detail: 'nobody published this file' }));
}
