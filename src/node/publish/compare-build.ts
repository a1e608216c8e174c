/** What signatures do not cover – the look of pages, the app's own files – compared with what this build would write. */
import type { ReadRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { compareLists } from './compare-lists.ts';
import { pictureFault, picturePaths } from './pictures.ts';
import type { Build } from './renderer.ts';
import { shellFiles } from './shell.ts';
import type { SiteReader } from './site-reader.ts';
import { renderStandard, STANDARD_FILES } from './standard.ts';
import { renderTombstones } from './tombstones.ts';

export interface BuildComparison {
  readonly problems: readonly SiteProblem[];
  /** Paths of all that this build writes beside what is signed and the institutions' pages. */
  readonly files: ReadonlySet<string>;
}

/**
 * Problems of app files and of the pages around those of institutions, all of them; null when the site was written by another
 * build, which cannot be compared. Pages of institutions are compared one by one: `pageLooks`.
 */
export async function compareWithBuild(
  build: Build,
  release: ReadRelease,
  site: SiteReader,
  now: Date,
): Promise<BuildComparison | null> {
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
  const lists = await compareLists(build, release, site, now);
  problems.push(...lists.problems);
  for (const path of picturePaths(release.bureau)) {
    const found = await site.file(path);
    const fault = found && pictureFault(path, found);
    if (fault) problems.push({ code: 'app', file: path, detail: fault });
  }
  const around = [...STANDARD_FILES, ...lists.files, ...picturePaths(release.bureau)];
  return { problems, files: new Set([...shell.keys(), ...around]) };
}
