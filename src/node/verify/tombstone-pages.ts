/** Pages that say of a code that its institution has left the list. */
import { PAGE_LANGS, type PageLang, pageFile } from '../../core/snapshot/page-path.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { proofOfPage } from './page-block.ts';
import type { ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';

/** Whether a page is what this program writes of a tombstone; `unknown` where another one wrote it. */
export type TombstoneLooks = (
  html: string,
  tombstone: Tombstone,
  lang: PageLang,
  release: ReadRelease,
) => 'same' | 'differs' | 'unknown';

export interface TombstoneInput {
  /** Null: not there; undefined: that cannot be known. */
  readonly text: (path: string) => Promise<string | null | undefined>;
  readonly looks: TombstoneLooks | null;
  /** This program wrote all pages of institutions, and then these too. */
  readonly oneBuild: boolean;
  /** Pages need not be there. */
  readonly mayLack: boolean;
  readonly keep?: ((path: string, text: string) => Promise<void>) | undefined;
}

export interface TombstonePages {
  readonly problems: readonly SiteProblem[];
  /** Pages that another program wrote: they carry no proof, so that nothing of them was compared. */
  readonly uncompared: readonly string[];
}

/** Its pages must be there and say no more than what is signed; its code must not be a published one's. */
export async function checkTombstones(release: ReadRelease, input: TombstoneInput): Promise<TombstonePages> {
  const codes = new Set<string>(release.records.map(({ code }) => code));
  const problems: SiteProblem[] = [];
  const uncompared: string[] = [];
  for (const tombstone of release.tombstones) {
    const { code } = tombstone;
    if (codes.has(code)) {
      problems.push({ code: 'data', file: 'tombstones.json', detail: `record ${code}` });
      continue;
    }
    for (const lang of PAGE_LANGS) {
      const file = pageFile(code, lang);
      const html = await input.text(file);
      if (html === undefined) problems.push({ code: 'network', file });
      else if (html === null) {
        if (!input.mayLack) problems.push({ code: 'page', file, detail: 'missing' });
      } else {
        const found = faultOf(html, tombstone, lang, release, input);
        if (found === 'uncompared') uncompared.push(file);
        if (found !== null && found !== 'uncompared') problems.push({ code: 'page', file, detail: found });
        else await input.keep?.(file, html);
      }
    }
  }
  return { problems: [...problems, ...droppedInSilence(release, codes)], uncompared };
}

function faultOf(
  html: string,
  tombstone: Tombstone,
  lang: PageLang,
  release: ReadRelease,
  { looks, oneBuild }: TombstoneInput,
): string | null {
  if (proofOfPage(html) !== null) return 'a page of a code that is gone';
  const look = looks?.(html, tombstone, lang, release) ?? 'unknown';
  if (look === 'same') return null;
  return look === 'differs' || oneBuild ? 'differs from the signed tombstone' : 'uncompared';
}

/** Grades are logged for ever: whoever was in the list and has left without a tombstone. */
function droppedInSilence({ log, tombstones }: ReadRelease, codes: ReadonlySet<string>): SiteProblem[] {
  const known = new Set<string>([...codes, ...tombstones.map(({ code }) => code)]);
  const logged = new Set(log.flatMap(({ changes }) => changes.map(({ code }) => code)));
  return [...logged]
    .filter((code) => !known.has(code))
    .map((code) => ({ code: 'data', file: 'tombstones.json', detail: `${code} is missing` }));
}
