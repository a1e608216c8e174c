/** Everything that anyone can check of a published site, from a root fingerprint down to each page. */
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { toBase64Url } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import type { MerkleTree } from '../../core/domain/merkle.ts';
import { openDataPath } from '../../core/snapshot/open-data.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { InspectorKey } from '../../core/snapshot/staff-file.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { TrustError } from '../../core/trust/problem.ts';
import { bundleProblems } from './bundle-problems.ts';
import { contentProblems, isNamedRoot, treeOf } from './content-problems.ts';
import { checkDraw } from './draw.ts';
import { checkIntakeFiles } from './intake-files.ts';
import { lapsedFiles } from './lapsed.ts';
import { openDataFault } from './open-data.ts';
import { type PageContext, type PageLooks, verifyPage } from './page-fault.ts';
import { type ReadRelease, readRelease } from './read-release.ts';
import type { PlacedRecord } from './record-fault.ts';
import { sideBySide } from './side-by-side.ts';
import type { SiteProblem } from './site-problem.ts';
import { checkStaffFiles } from './staff-files.ts';
import { strayFiles } from './strays.ts';
import { checkTombstones, type TombstoneLooks } from './tombstone-pages.ts';

export interface SiteVerification {
  readonly ok: boolean;
  readonly problems: readonly SiteProblem[];
  /** Null when the metadata or data files do not verify. */
  readonly release: ReadRelease | null;
  /** Institution pages found, of both languages. */
  readonly pages: number;
  /** Those of them that are, byte for byte, what this program writes. */
  readonly compared: number;
  /** Those that another program wrote, and whose facts are the signed ones. */
  readonly byFacts: number;
  /** Pages of those who left, of which nothing was compared: another program wrote them. */
  readonly uncompared: readonly string[];
  readonly fingerprint: string;
}

/** An unsigned text of the site by its path (`i/<code>.html`, `en/i/<code>.html`), or null when there is none. */
export type SiteText = (path: string) => Promise<string | null>;

export interface SiteOptions {
  /** In a province's repository: whose part this is. */
  readonly bureau?: string | undefined;
  /** The site is read from its folder: where pages are rendered on request, none has to lie there. */
  readonly inFolder?: boolean;
  /** With it the encrypted staff lists are checked too, not only their first line. */
  readonly inspector?: InspectorKey | null;
  /** How this program writes pages; without it their facts alone are compared. */
  readonly looks?: PageLooks | null;
  /** The same of pages that say who has left. */
  readonly gone?: TombstoneLooks | null;
  /** Told the release before its pages are read. */
  readonly begun?: (release: ReadRelease) => Promise<void>;
  /** Told every unsigned text in which nothing was found. */
  readonly keep?: (path: string, text: string) => Promise<void>;
  /** Told how many institutions are done. */
  readonly told?: (done: number, of: number) => void;
}

/** Of a site whose data do not verify. */
export const NO_PAGES = { pages: 0, compared: 0, byFacts: 0, uncompared: [] } as const;

/** Institutions of which the files are read at the same time. */
const WIDTH = 8;

/** Checks roles, files, log, every record against the root, every page against its record. Collects all problems. */
export async function verifySite(
  fetcher: Fetcher,
  text: SiteText,
  pin: string,
  now: Date,
  options: SiteOptions = {},
): Promise<SiteVerification> {
  const read = await readRelease(fetcher, pin, now, options.bureau);
  if (!read.ok) return { ok: false, problems: read.fault, release: null, ...NO_PAGES, fingerprint: pin };
  const release = read.value;
  await options.begun?.(release);
  const tree = await treeOf(release);
  const data = await dataProblems(fetcher, release, tree, now, options.inspector ?? null);
  const { problems, ...counts } = await checkPages(text, release, tree, now, options);
  const gone = await checkTombstones(release, {
    text: (path) => text(path).catch(unknown),
    looks: options.gone ?? null,
    oneBuild: counts.compared > 0 && counts.byFacts === 0,
    mayLack: mayLack(release, options.inFolder ?? false),
    keep: options.keep,
  });
  const { uncompared } = gone;
  const all = [...data, ...problems, ...gone.problems];
  return { ok: all.length === 0, problems: all, release, ...counts, uncompared, fingerprint: pin };
}

async function dataProblems(
  fetcher: Fetcher,
  release: ReadRelease,
  tree: MerkleTree,
  now: Date,
  inspector: InspectorKey | null,
): Promise<SiteProblem[]> {
  return [
    ...release.expired.map(({ role, since }) => ({ code: 'expired' as const, file: `${role}.json`, detail: since })),
    ...(await bundleProblems(fetcher, release, now)),
    ...strayFiles(release),
    ...(await contentProblems(release, tree)),
    ...lapsedFiles(release, chinaDay(now)),
    ...(await checkIntakeFiles(fetcher, release)).map((fault) => ({ code: 'intake' as const, ...fault })),
    ...(await checkDraw(fetcher, release)),
    ...(await checkStaffFiles(fetcher, release, inspector)),
  ];
}

/** Whether pages need not be there: they are rendered on request, and this is the folder behind it. */
export function mayLack({ bureau }: ReadRelease, inFolder: boolean): boolean {
  return inFolder && pagesOnRequest(bureau);
}

/** Whether it is there cannot be known. */
function unknown(fault: unknown): undefined {
  if (!(fault instanceof TrustError)) throw fault;
}

/** Every institution's pages in both languages, and its file for programs. */
async function checkPages(
  text: SiteText,
  release: ReadRelease,
  tree: MerkleTree,
  now: Date,
  { looks = null, keep, told, inFolder = false }: SiteOptions,
): Promise<Pick<SiteVerification, 'pages' | 'compared' | 'byFacts' | 'problems'>> {
  let [pages, compared, byFacts, done] = [0, 0, 0, 0];
  const context: PageContext = { release, now, looks };
  const placed = isNamedRoot(release, tree) ? (index: number) => tree.proof(index).map(toBase64Url) : () => null;
  const missing = mayLack(release, inFolder) ? null : { detail: 'missing' };
  const check = async (file: string, verdict: (content: string) => Promise<{ readonly detail: string } | null>) => {
    const content = await text(file).catch(unknown);
    if (content === undefined) return [{ code: 'network' as const, file }];
    const fault = content === null ? missing : await verdict(content);
    if (fault !== null) return [{ code: 'page' as const, file, ...fault }];
    if (content !== null) await keep?.(file, content);
    return [];
  };
  const problems = await sideBySide(release.records, WIDTH, async (record, index) => {
    const own: PlacedRecord = { record, index, path: placed(index) };
    const found: SiteProblem[] = [];
    for (const lang of PAGE_LANGS) {
      const faults = await check(pageFile(record.code, lang), async (html) => {
        const verdict = await verifyPage(html, own, lang, context);
        pages++;
        if (verdict.agrees === 'whole') compared++;
        if (verdict.agrees === 'facts') byFacts++;
        return verdict.fault;
      });
      found.push(...faults);
    }
    const data = openDataPath(record.code);
    found.push(...(await check(data, (json) => openDataFault(json, own, release, chinaDay(now)))));
    told?.(++done, release.records.length);
    return found;
  });
  return { pages, compared, byFacts, problems: problems.flat() };
}
