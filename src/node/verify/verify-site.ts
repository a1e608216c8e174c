/** Everything that anyone can check of a published site, from a root fingerprint down to each page. */
import { createHash } from 'node:crypto';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { type Bytes, toHex, utf8 } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { leafHash, merkleRoot } from '../../core/domain/merkle.ts';
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { openingsMatch } from '../../core/snapshot/opening.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import { recordText } from '../../core/snapshot/record.ts';
import type { InspectorKey } from '../../core/snapshot/staff-file.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { logFaults } from './amended.ts';
import { bundleProblems } from './bundle-problems.ts';
import { checkDraw } from './draw.ts';
import { checkIntakeFiles } from './intake-files.ts';
import { lapsedFiles } from './lapsed.ts';
import { openDataFault } from './open-data.ts';
import { proofOfPage } from './page-block.ts';
import { pageFault } from './page-fault.ts';
import { type ReadRelease, readRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';
import { checkStaffFiles } from './staff-files.ts';
import { stageProblems } from './stage-problems.ts';
import { strayFiles } from './strays.ts';

export interface SiteVerification {
  readonly ok: boolean;
  readonly problems: readonly SiteProblem[];
  /** Null when the metadata or data files do not verify. */
  readonly release: ReadRelease | null;
  /** Institution pages found, of both languages. */
  readonly pages: number;
  readonly fingerprint: string;
}

/** An unsigned text of the site by its path (`i/<code>.html`, `en/i/<code>.html`), or null when there is none. */
export type SiteText = (path: string) => Promise<string | null>;

const sha256 = (bytes: Bytes): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest());

/**
 * Checks roles, files, log, every record against the root, every page against its record. Collects all problems. With the
 * inspector key the encrypted staff lists are checked too, not only their first line.
 * @param inFolder the site is read from its folder: where pages are rendered on request, none has to lie there
 */
export async function verifySite(
  fetcher: Fetcher,
  text: SiteText,
  pin: string,
  now: Date,
  inspector: InspectorKey | null = null,
  inFolder = false,
): Promise<SiteVerification> {
  const read = await readRelease(fetcher, pin, now);
  if (!read.ok) return { ok: false, problems: read.fault, release: null, pages: 0, fingerprint: pin };
  const release = read.value;
  const problems: SiteProblem[] = [
    ...release.expired.map(({ role, since }) => ({ code: 'expired' as const, file: `${role}.json`, detail: since })),
    ...(await bundleProblems(fetcher, release, now)),
    ...strayFiles(release),
    ...(await checkRoot(release)),
    ...stageProblems(release),
    ...logFaults(release.log, release.records).map((detail) => ({ code: 'data' as const, file: 'log.json', detail })),
    ...checkOpenings(release, await foreignOpenings(release)),
    ...lapsedFiles(release, chinaDay(now)),
    ...(await checkIntakeFiles(fetcher, release)).map((fault) => ({ code: 'intake' as const, ...fault })),
    ...(await checkDraw(fetcher, release)),
    ...(await checkStaffFiles(fetcher, release, inspector)),
  ];
  let pages = 0;
  const day = chinaDay(now);
  const missing = inFolder && pagesOnRequest(release.bureau) ? null : 'missing';
  for (const [index, record] of release.records.entries()) {
    for (const lang of PAGE_LANGS) {
      const file = pageFile(record.code, lang);
      const html = await text(file);
      if (html !== null) pages++;
      const detail = html === null ? missing : await pageFault(html, record, release, day);
      if (detail !== null) problems.push({ code: 'page', file, detail });
    }
    const data = openDataPath(record.code);
    const json = await text(data);
    const fault = json === null ? missing : await openDataFault(json, record, index, release, day);
    if (fault !== null) problems.push({ code: 'page', file: data, detail: fault });
  }
  problems.push(...(await checkTombstones(text, release, missing)));
  return { ok: problems.length === 0, problems, release, pages, fingerprint: pin };
}

/**
 * A tombstone's pages must be there, and its code must not be a published one's. They carry no proof of their own: their
 * bytes are compared with the signed list where the build is at hand, like all looks (`compareWithBuild`).
 */
async function checkTombstones(text: SiteText, release: ReadRelease, missing: string | null): Promise<SiteProblem[]> {
  const codes = new Set<string>(release.records.map(({ code }) => code));
  const problems: SiteProblem[] = [];
  for (const { code } of release.tombstones) {
    if (codes.has(code)) {
      problems.push({ code: 'data', file: 'tombstones.json', detail: `record ${code}` });
      continue;
    }
    for (const lang of PAGE_LANGS) {
      const file = pageFile(code, lang);
      const html = await text(file);
      const detail = html === null ? missing : proofOfPage(html) === null ? null : 'a page of a code that is gone';
      if (detail !== null) problems.push({ code: 'page', file, detail });
    }
  }
  // Grades are logged for ever: whoever was in the list and has left without a tombstone was dropped in silence.
  const known = new Set<string>([...codes, ...release.tombstones.map(({ code }) => code)]);
  const logged = new Set(release.log.flatMap(({ changes }) => changes.map(({ code }) => code)));
  for (const code of logged) {
    if (!known.has(code)) problems.push({ code: 'data', file: 'tombstones.json', detail: `${code} is missing` });
  }
  return problems;
}

async function checkRoot(release: ReadRelease): Promise<SiteProblem[]> {
  const newest = release.releases.at(-1);
  const leaves: Bytes[] = [];
  for (const record of release.records) leaves.push(await leafHash(utf8(recordText(record)), sha256));
  const root = toHex(await merkleRoot(leaves, sha256));
  if (newest?.root === root && newest.count === leaves.length) return [];
  return [{ code: 'record-root', file: 'records.json', detail: `rebuilt ${root}, named ${newest?.root ?? 'none'}` }];
}

async function foreignOpenings(release: ReadRelease): Promise<string[]> {
  const byCode = new Map<string, readonly string[]>(release.records.map(({ code, sealed }) => [code, sealed]));
  const wrong: string[] = [];
  for (const [code, openings] of release.openings) {
    if (!(await openingsMatch(byCode.get(code) ?? [], openings))) wrong.push(code);
  }
  return wrong;
}

function checkOpenings(release: ReadRelease, wrong: readonly string[]): SiteProblem[] {
  const file = `${release.directory}/penalties`;
  return wrong.map((code) => ({ code: 'data', file, detail: `record ${code}` }));
}
