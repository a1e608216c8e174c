/** What a bureau hands over: its own published site. Of it nothing is believed but what its keys signed and its records commit to. */
import { join } from 'node:path';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { type Bytes, fromUtf8 } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { hasLeft } from '../../core/domain/opening-file.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { TrustError } from '../../core/trust/problem.ts';
import { targetFile, trustedPaths } from '../../core/trust/trusted.ts';
import { staffAmong } from '../publish/lapsed.ts';
import { pictureFault, picturePaths } from '../publish/pictures.ts';
import type { Publishable } from '../publish/records.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { PAST } from '../verify/lapsed.ts';
import { proofOfPage } from '../verify/page-block.ts';
import { type ReadRelease, readRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { type SiteText, verifySite } from '../verify/verify-site.ts';

/** A bureau's release, verified whole, as it is held from here on: nothing is read from the delivered folder again. */
export interface HandOver {
  readonly release: ReadRelease;
  /** Signed files that were there, by their names under `d/`. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Texts among them that travel in the bundle, by signed path. */
  readonly bundled: ReadonlyMap<string, string>;
  /** Records with what pages may show, the staff list of the delivered pages too. */
  readonly made: readonly Publishable[];
  /** The two small pictures of the footer, by path. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

export type HandOverFault =
  | { readonly code: 'not-genuine'; readonly problems: readonly SiteProblem[] }
  /** No page was delivered, and no staff list: these are signed only as inspectors read them, under the bureau's key. */
  | { readonly code: 'pages-on-request' };

/** A usual page has 9 kB, that of a hospital with 5,000 staff 0.7 MB. */
const TEXT_LIMIT = 1024 * 1024;
const TOO_LARGE = '大于1 MB / larger than 1 MB';

/**
 * Verifies a delivered site from the bureau's own first root. Each file is read once: a folder that changes meanwhile cannot
 * show one content to the check and another to the site.
 * @param root SHA-256 of that root, hex
 */
export async function readHandOver(folder: string, root: string, now: Date): Promise<Result<HandOver, HandOverFault>> {
  return handOverOf(folder, now, async (fetcher, text) => {
    const { release, problems } = await verifySite(fetcher, text, root, now, { inFolder: true });
    // What has lapsed since the delivery is not taken over, and is no fault.
    const faults = problems.filter(({ code, detail }) => code !== 'lapsed' && detail !== PAST);
    return release === null || faults.length > 0 ? fail(faults) : ok(release);
  });
}

/** The same out of the bureau's folder of the province's site: to make its pages anew by another build. */
export async function readTaken(
  folder: string,
  pin: string,
  bureau: string,
  now: Date,
): Promise<Result<HandOver, HandOverFault>> {
  return handOverOf(folder, now, async (fetcher, text) => {
    const release = await readRelease(fetcher, pin, now, bureau);
    if (!release.ok) return release;
    for (const { code } of release.value.records) for (const lang of PAGE_LANGS) await text(pageFile(code, lang));
    return release;
  });
}

type Check = (fetcher: Fetcher, text: SiteText) => Promise<Result<ReadRelease, readonly SiteProblem[]>>;

async function handOverOf(folder: string, now: Date, check: Check): Promise<Result<HandOver, HandOverFault>> {
  const files = new Map<string, Bytes>();
  const site = directoryFetcher(folder);
  const staffOf = new Map<string, Opening>();
  const tooLarge: SiteProblem[] = [];
  const text: SiteText = async (path) => {
    const bytes = await pageIn(site, path).catch((fault: unknown) => {
      if (fault instanceof TrustError && fault.code === 'too-large') {
        tooLarge.push({ code: 'page', file: path, detail: TOO_LARGE });
      }
      return null;
    });
    const html = bytes === null ? null : Buffer.from(bytes).toString('utf8');
    const staff = html === null || !path.endsWith('.html') ? undefined : staffIn(html);
    if (staff !== undefined) staffOf.set(path, staff);
    return html;
  };
  const release = await check(keeping(directoryFetcher(join(folder, 'd')), files), text);
  if (tooLarge.length > 0) return notGenuine(tooLarge);
  if (!release.ok) return notGenuine(release.fault);
  if (pagesOnRequest(release.value.bureau)) return fail({ code: 'pages-on-request' });
  const made = await publishables(release.value, staffOf);
  if (!made.ok) return notGenuine(made.fault);
  const named = namesOf(release.value, chinaDay(now));
  const pictures = await picturesIn(site, release.value);
  return ok({
    release: release.value,
    files: new Map([...named].flatMap(([, name]) => entry(name, files.get(name)))),
    bundled: new Map(
      [...named].filter(([path]) => travels(path)).flatMap(([path, name]) => entry(path, textIn(files.get(name)))),
    ),
    made: made.value,
    pictures,
  });
}

const notGenuine = (problems: readonly SiteProblem[]) => fail({ code: 'not-genuine', problems } as const);

/** A bureau may hand over what it made for a host that knows folders only (decision 050). */
async function pageIn(site: Fetcher, path: string): Promise<Bytes | null> {
  const found = await site.fetch(path, TEXT_LIMIT);
  return found ?? site.fetch(path.replace(/\.html$/, '/index.html'), TEXT_LIMIT);
}

/** What a page says is its staff list. Nothing of the page is verified yet, not even its shape. */
function staffIn(html: string): Opening | undefined {
  const openings: unknown = proofOfPage(html)?.openings;
  const listed: readonly (Partial<Opening> | null)[] = Array.isArray(openings) ? openings : [];
  return listed.findLast((one): one is Opening => one?.body?.type === 'staff');
}

/** Signed path → name below `d/`, of what may lie there on that day. */
function namesOf({ trusted }: ReadRelease, day: IsoDate): Map<string, string> {
  const paths = trustedPaths(trusted).filter((path) => !hasLeft(path, day));
  return new Map(paths.map((path) => [path, targetFile(path, trusted.target(path)?.sha256 ?? '')]));
}

/** As `publish` puts it into a bundle: the newest year's list of releases, and all keys. */
function travels(path: string): boolean {
  return path.endsWith('/records.json') || path.split('/')[1] === 'keys';
}

function entry<Value>(key: string, value: Value | undefined): (readonly [string, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

function textIn(bytes: Bytes | undefined): string | undefined {
  return bytes && fromUtf8(bytes);
}

/** Records with their openings: those that are signed, and the staff list that a delivered page shows and the record commits to. */
async function publishables(
  release: ReadRelease,
  staffOf: ReadonlyMap<string, Opening>,
): Promise<Result<readonly Publishable[], readonly SiteProblem[]>> {
  const made: Publishable[] = [];
  const missing: SiteProblem[] = [];
  for (const record of release.records) {
    const delivered = PAGE_LANGS.flatMap((lang) => staffOf.get(pageFile(record.code, lang)) ?? []);
    const staff = await staffAmong([{ openings: delivered }], record);
    if (record.staff !== null && staff === null) {
      missing.push({ code: 'page', file: pageFile(record.code, 'zh'), detail: 'without its staff list' });
    }
    const signed = release.openings.get(record.code) ?? [];
    made.push({ record, openings: staff === null ? signed : [...signed, staff] });
  }
  return missing.length > 0 ? fail(missing) : ok(made);
}

/** A fetcher that answers with the same bytes however often it is asked. */
function keeping(from: Fetcher, files: Map<string, Bytes>): Fetcher {
  return {
    fetch: async (path, limit) => {
      const held = files.get(path);
      if (held !== undefined) return held;
      const bytes = await from.fetch(path, limit);
      if (bytes !== null) files.set(path, bytes);
      return bytes;
    },
  };
}

async function picturesIn(site: Fetcher, { bureau }: ReadRelease): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const path of picturePaths(bureau)) {
    const bytes = await site.fetch(path, TEXT_LIMIT).catch(() => null);
    // Decoration: one that is not there, or is no picture, is left out.
    if (bytes !== null && pictureFault(path.replace(/^.*\//, ''), bytes) === null) pictures.set(path, bytes);
  }
  return pictures;
}
