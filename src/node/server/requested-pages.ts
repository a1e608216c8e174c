/** Institutions' pages that are no files: rendered from the current release, which is taken whole or not at all. */
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { loadMark } from '../publish/published.ts';
import { keptBodies } from './bodies.ts';
import type { SiteFiles } from './files.ts';
import { parseSiteRules } from './headers.ts';
import { type OpenedRelease, openRelease } from './opened-release.ts';

export interface RequestedPages extends SiteFiles {
  /** Takes the current release now, not only when it is looked for next. Whether pages can be shown. */
  open(): Promise<boolean>;
  close(): Promise<void>;
}

export interface RequestedPagesOptions {
  /** The site's folder, or the link that publishing switches. `keys/` stands beside it. */
  readonly siteDir: string;
  readonly now: () => Date;
  /** Told which release does not verify and what to do; what was shown before goes on being shown. */
  readonly report: (text: string) => void;
  readonly dist?: string;
  readonly everyMs?: number;
}

/** No release has verified yet, or too many wait: the same request may succeed later. */
export class PagesNotReady extends Error {
  override readonly name = 'PagesNotReady';
}

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));
/** How soon a switch is seen where nobody asks for a page. */
const LOOK_MS = 5_000;
/** After a fault the same release is looked at again no sooner. */
const RETRY_MS = 30_000;

export function requestedPages(options: RequestedPagesOptions): RequestedPages {
  const { siteDir, now, report, dist = DIST, everyMs = LOOK_MS } = options;
  const bodies = keptBodies();
  let current: OpenedRelease | null = null;
  let seen: { readonly folder: string; readonly failedAt: number | null } | null = null;
  let looking: Promise<void> | null = null;

  /** One look at a time. */
  function look(): Promise<void> {
    looking ??= follow()
      .catch((fault: unknown) => report(refusedText([String(fault)], current !== null)))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  async function follow(): Promise<void> {
    const folder = await realpath(siteDir).catch(() => null);
    if (folder === null) return;
    const tried = seen?.folder === folder;
    if (tried && (seen?.failedAt == null || now().getTime() - seen.failedAt < RETRY_MS)) return;
    seen = { folder, failedAt: now().getTime() };
    if (!(await isOnRequest(folder))) return take(folder, null);
    const dir = dirname(siteDir);
    const pin = (await loadMark(dir))?.fingerprint ?? null;
    const opened = await openRelease({ folder, keys: join(dir, 'keys'), pin, dist, now: now() }, (fault) => {
      if (current?.folder !== folder) return;
      current = null;
      seen = { folder, failedAt: now().getTime() };
      report(refusedText([String(fault)], false));
    });
    if (opened.ok) return take(folder, opened.value);
    // What was switched meanwhile has taken the files away that this one was read from.
    if ((await realpath(siteDir).catch(() => folder)) !== folder) return;
    report(refusedText(opened.fault, current !== null));
  }

  async function take(folder: string, release: OpenedRelease | null): Promise<void> {
    const before = current;
    [current, seen] = [release, { folder, failedAt: null }];
    await before?.close();
  }

  const timer = setInterval(() => void look(), everyMs);
  timer.unref();

  return {
    async open() {
      await look();
      return current !== null;
    },
    async find(candidates, encoding) {
      const looked = look();
      if (current === null) await looked;
      const release = current;
      if (release === null) throw new PagesNotReady();
      const day = chinaDay(now());
      for (const path of candidates) {
        const key = [release.folder, day, path].join('\0');
        const read = () => release.text(path, day).then((text) => (text === null ? null : Buffer.from(text)));
        const body = await bodies.of(key, read, encoding, 'quick').catch(() => Promise.reject(new PagesNotReady()));
        if (body !== null) return { path, body };
      }
      return null;
    },
    async close() {
      clearInterval(timer);
      await looking;
      await current?.close();
    },
  };
}

async function isOnRequest(folder: string): Promise<boolean> {
  return parseSiteRules(await readFile(join(folder, 'headers.json'), 'utf8').catch(() => '')).pages === 'on-request';
}

/** Lines of faults that a log gets; `yixinma verify` has them all. */
const SHOWN = 3;

function refusedText(faults: readonly string[], goesOn: boolean): string {
  const said = faults.slice(0, SHOWN).join('；') + (faults.length > SHOWN ? `…… (${faults.length})` : '');
  const [zh, en] = goesOn
    ? ['仍提供上一版的网页', 'pages of the release before are still shown']
    : ['机构网页暂时打不开，30秒后自动再试', 'institution pages cannot be shown; it is tried again after 30 s'];
  return (
    `已公布的这一版没有通过核验（${said}），${zh}。请运行 yixinma verify 查看，或重新发布一次。\n` +
    `The current release does not verify (${said}): ${en}. See yixinma verify, or publish again.`
  );
}
