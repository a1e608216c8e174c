/** Everything that anyone can check of a published site, from a root fingerprint down to each page. */

import { createHash } from 'node:crypto';
import { type Bytes, fromBase64Url, toHex, utf8 } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { leafHash, merkleRoot } from '../../core/domain/merkle.ts';
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { type Opening, openingsMatch } from '../../core/snapshot/opening.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { type InstitutionRecord, recordBytes, recordText } from '../../core/snapshot/record.ts';
import { BUNDLE_FILE, BUNDLE_LIMIT, bundleFetcher, parseBundle } from '../../core/trust/bundle.ts';
import { ed25519 } from '../../core/trust/ed25519.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { p256, signatureCheck } from '../../core/trust/keys.ts';
import { verifyRecord } from '../../core/trust/record-proof.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget, refreshTrust } from '../../core/trust/updater.ts';
import { unexplained } from './amended.ts';
import { checkDraw } from './draw.ts';
import { checkIntakeFiles } from './intake-files.ts';
import { openDataFault } from './open-data.ts';
import { dayOfPage, proofOfPage } from './page-block.ts';
import { EARLIEST, type ReadProblem, type ReadRelease, readRelease } from './read-release.ts';

export type SiteProblem =
  | ReadProblem
  /** The tree over the rebuilt records has another root than the release names. */
  | { readonly code: 'record-root'; readonly file: string; readonly detail: string }
  /** Signed keys for complaints, or ratings, that no phone can use. */
  | { readonly code: 'intake'; readonly file: string; readonly detail: string }
  /** A draw that was revealed is not the one that was sealed. */
  | { readonly code: 'draw'; readonly file: string; readonly detail: string }
  /** Record, proof, pin or openings of a page, or of its file for programs, are not what was published. */
  | { readonly code: 'page'; readonly file: string; readonly detail: string }
  /** A file of the app, or one that nobody published; named only where the site was compared with its build. */
  | { readonly code: 'app'; readonly file: string; readonly detail: string }
  /** Genuine, but not confirmed for too long: a frozen copy, or a publisher who fell silent. */
  | { readonly code: 'expired'; readonly file: string; readonly detail: string }
  /** `bundle.json`, which phones read first, is not there or says something else than the single files. */
  | { readonly code: 'bundle'; readonly file: string; readonly detail: string };

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

/** Checks roles, files, log, every record against the root, every page against its record. Collects all problems. */
export async function verifySite(fetcher: Fetcher, text: SiteText, pin: string, now: Date): Promise<SiteVerification> {
  const read = await readRelease(fetcher, pin, now);
  if (!read.ok) return { ok: false, problems: read.fault, release: null, pages: 0, fingerprint: pin };
  const release = read.value;
  const problems: SiteProblem[] = [
    ...release.expired.map(({ role, since }) => ({ code: 'expired' as const, file: `${role}.json`, detail: since })),
    ...(await checkBundle(fetcher, release, now)),
    ...(await checkRoot(release)),
    ...stageProblems(release),
    ...unexplained(release.log, release.records).map(({ code }) => {
      return { code: 'data' as const, file: 'log.json', detail: `${code}: no amendment` };
    }),
    ...checkOpenings(release, await foreignOpenings(release)),
    ...(await checkIntakeFiles(fetcher, release)).map((fault) => ({ code: 'intake' as const, ...fault })),
    ...(await checkDraw(fetcher, release)),
  ];
  let pages = 0;
  const day = chinaDay(now);
  for (const [index, record] of release.records.entries()) {
    for (const lang of PAGE_LANGS) {
      const file = pageFile(record.code, lang);
      const html = await text(file);
      if (html !== null) pages++;
      const detail = html === null ? 'missing' : await pageFault(html, record, release, day);
      if (detail !== null) problems.push({ code: 'page', file, detail });
    }
    const data = openDataPath(record.code);
    const json = await text(data);
    const fault = json === null ? 'missing' : await openDataFault(json, record, index, release, day);
    if (fault !== null) problems.push({ code: 'page', file: data, detail: fault });
  }
  problems.push(...(await checkTombstones(text, release)));
  return { ok: problems.length === 0, problems, release, pages, fingerprint: pin };
}

/**
 * A tombstone's pages must be there, and its code must not be a published one's. They carry no proof of their own: their
 * bytes are compared with the signed list where the build is at hand, like all looks (`compareWithBuild`).
 */
async function checkTombstones(text: SiteText, release: ReadRelease): Promise<SiteProblem[]> {
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
      if (html === null) problems.push({ code: 'page', file, detail: 'missing' });
      else if (proofOfPage(html) !== null)
        problems.push({ code: 'page', file, detail: 'a page of a code that is gone' });
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

/**
 * What a release says goes with its stage: a final one has grades of its own year and proposes nothing; a proposed one
 * proposes for its year, and puts no grade in force.
 */
export function stageProblems({
  releases,
  records,
  log,
}: Pick<ReadRelease, 'releases' | 'records' | 'log'>): SiteProblem[] {
  const newest = releases.at(-1);
  const wrong = records.filter(({ year, proposal, certificate }) =>
    newest?.stage === 'proposed'
      ? proposal && proposal.year !== newest.year
      : proposal || (year !== newest?.year && !certificate),
  );
  // A period that was announced holds whatever was published within it (decision 014).
  const early = releases.filter(
    ({ stage, time }, at) =>
      stage === 'final' &&
      releases.slice(0, at).some(({ until }) => until !== undefined && chinaDay(new Date(time)) <= until),
  );
  const otherDay = records.filter(
    ({ proposal }) => proposal && newest?.until !== undefined && proposal.until !== newest.until,
  );
  const data = (detail: string) => ({ code: 'data' as const, file: 'records.json', detail });
  const graded = log.filter(({ stage, changes }) => stage === 'proposed' && changes.some(({ to }) => to !== null));
  return [
    ...wrong.map(({ code }) => data(`stage of record ${code}`)),
    ...early.map(({ version }) => data(`final ${version} within a period`)),
    ...otherDay.map(({ code }) => data(`period of record ${code}`)),
    ...graded.map(({ version }) => ({
      code: 'log' as const,
      file: 'log.json',
      detail: `proposed grades in ${version}`,
    })),
  ];
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

/** What is wrong with a page; null when its data block is the published record with openings of its own. */
async function pageFault(
  html: string,
  record: InstitutionRecord,
  release: ReadRelease,
  day: IsoDate,
): Promise<string | null> {
  const proof = proofOfPage(html);
  if (proof === null) return 'no proof';
  if (recordText(proof.record) !== recordText(record)) return 'another record';
  const said = otherHead(proof, release);
  if (said !== null) return said;
  const path = proof.path.map(fromBase64Url);
  if (!Array.isArray(proof.path) || path.includes(null)) return 'proof unreadable';
  const verdict = await verifyRecord(
    {
      record: recordBytes(record),
      index: proof.index,
      count: proof.release.count,
      proof: path.filter((hash) => hash !== null),
      release: proof.release.version,
    },
    release.releases,
  );
  if (verdict !== 'current') return verdict;
  const dayFault = faultOfDay(dayOfPage(html), proof.release.time, day);
  if (dayFault !== null) return dayFault;
  if (!(await openingsMatch(record.sealed, proof.openings))) return 'opening without commitment';
  return leftOut(proof, release.openings.get(record.code) ?? [], day) ? 'a penalty in its term is left out' : null;
}

/** What the page says of its release and its pin, where it is not so. */
function otherHead(proof: PageProof, release: ReadRelease): string | null {
  const newest = release.releases.at(-1);
  const { version, time, count, root } = proof.release;
  if (proof.pin.rootSha256 !== release.fingerprint) return 'another pin';
  if (proof.directory !== release.directory) return 'another directory';
  const same = version === newest?.version && time === newest.time && count === newest.count && root === newest.root;
  return same ? null : 'another release';
}

/** What is odd about the day on which a page says it was rendered. A phone calls a page without one, or of one to come, false. */
function faultOfDay(rendered: IsoDate | null, published: string, today: IsoDate): string | null {
  if (rendered === null) return 'no day of rendering';
  if (rendered > today) return 'rendered on a day to come';
  return rendered < chinaDay(new Date(published)) ? 'rendered before it was published' : null;
}

/** Whether a signed opening whose term still runs is not on the page: commitments alone cannot tell. */
function leftOut(proof: PageProof, signed: readonly Opening[], day: IsoDate): boolean {
  const shown = new Set(proof.openings.map(({ salt }) => salt));
  return signed.some(({ salt, body }) => (body.type === 'staff' || body.shownUntil >= day) && !shown.has(salt));
}

/** Reads `bundle.json` as a phone does on its first visit. */
async function checkBundle(fetcher: Fetcher, release: ReadRelease, now: Date): Promise<SiteProblem[]> {
  const wrong = (detail: string): SiteProblem[] => [{ code: 'bundle', file: BUNDLE_FILE, detail }];
  const bytes = await fetcher.fetch(BUNDLE_FILE, BUNDLE_LIMIT).catch(() => null);
  if (bytes === null) return wrong('missing');
  const text = new TextDecoder().decode(bytes);
  const bundle = parseBundle(text);
  const source = bundleFetcher(text);
  if (!bundle.ok || !source.ok) return wrong('unreadable');
  const state = await refreshTrust({
    fetcher: source.value,
    store: { load: async () => null, save: async () => undefined },
    pin: { rootSha256: release.fingerprint, minimumVersion: 1, builtAt: EARLIEST },
    now,
    signedEnough: signatureCheck(p256, ed25519),
  });
  if (state.status === 'refused' || state.status === 'kept') return wrong(state.problem.code);
  if (bundle.value.timestamp !== release.metadata.timestamp) return wrong('another timestamp');
  const faults: SiteProblem[] = [];
  for (const path of trustedPaths(release.trusted)) {
    if (/\/keys\/[^/]+\.json$/.test(path) && !bundle.value.files.has(path)) faults.push(...wrong(`${path}: missing`));
  }
  for (const path of bundle.value.files.keys()) {
    const file = await fetchTarget(state.trusted, path, source.value);
    if (!file.ok) faults.push(...wrong(`${path}: ${file.fault.code}`));
  }
  return faults;
}
