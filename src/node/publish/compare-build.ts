/** What signatures do not cover – the look of pages, the app's own files – compared with what this build would write. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { targetFile, trustedPaths } from '../../core/trust/trusted.ts';
import { proofOfPage } from '../verify/page-block.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/verify-site.ts';
import { styleHash } from './pages.ts';
import type { Build } from './renderer.ts';
import { shellFiles } from './shell.ts';

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
  const shell = await shellFiles(build, { pin, bureau: release.bureau.id });
  const problems: SiteProblem[] = [];
  for (const [path, content] of shell) {
    const found = await site.file(path);
    if (found === null) problems.push({ code: 'app', file: path, detail: 'missing' });
    else if (Buffer.compare(found, Buffer.from(content)) !== 0) {
      problems.push({ code: 'app', file: path, detail: 'differs from the build' });
    }
  }
  for (const record of release.records) {
    const path = `i/${record.code}.html`;
    const found = await site.file(path);
    const html = found === null ? null : Buffer.from(found).toString('utf8');
    if (html !== null && !isRendered(html, record, build, release, now)) {
      problems.push({ code: 'page', file: path, detail: 'differs from its own data, rendered again' });
    }
  }
  return [...problems, ...(await strangers(shell, release, site))];
}

/** Whether the page is, byte for byte, what the renderer makes of its data block on the day of publication or today. */
function isRendered(html: string, record: InstitutionRecord, build: Build, release: ReadRelease, now: Date): boolean {
  const proof = proofOfPage(html);
  if (proof === null) return false;
  const days = [now, new Date(release.trusted.publishedAt), new Date(proof.release.time)].map(chinaDay);
  return days.some(
    (day) =>
      html ===
      build.renderer.renderInstitutionPage({
        proof,
        view: publicNow(record, proof.openings, day),
        terms: release.terms,
        bureau: release.bureau,
        scriptUrl: build.pageScript,
        styleHash: styleHash(build.renderer.pageCss),
        lang: 'zh',
      }),
  );
}

/** Files that nobody published. Metadata of earlier versions may stay. */
async function strangers(
  shell: ReadonlyMap<string, unknown>,
  release: ReadRelease,
  site: SiteReader,
): Promise<SiteProblem[]> {
  if (site.list === null) return [];
  const known = new Set<string>([...shell.keys(), 'd/bundle.json']);
  for (const { code } of release.records) known.add(`i/${code}.html`);
  for (const path of trustedPaths(release.trusted)) {
    const target = release.trusted.target(path);
    if (target !== null) known.add(`d/${targetFile(path, target.sha256)}`);
  }
  return (await site.list())
    .filter((path) => !known.has(path) && !path.startsWith('d/metadata/'))
    .map((file) => ({ code: 'app', file, detail: 'nobody published this file' }));
}
