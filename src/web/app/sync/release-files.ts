/** Which signed files the app needs of a release. */
import { trustedPaths } from '../../../core/trust/trusted.ts';
import type { Trusted } from '../../../core/trust/updater.ts';

/** A signed file with what the signature says of it. */
export interface NeededFile {
  /** Signed path: `<bureau>/<year>/index.bin`. */
  readonly path: string;
  readonly sha256: string;
  readonly length: number;
}

export interface ReleasePlan {
  /** `<bureau>/<year>`, the newest year. */
  readonly directory: string;
  readonly files: readonly NeededFile[];
  /** The same content has the same key, whatever was signed anew around it. */
  readonly key: string;
}

/** Everything but the bulk staff list, which only the inspector's key opens. */
const WANTED = /^(?:(?:index|profile)(?:-\d+)?\.bin|penalties\.bin|(?:records|bureau|rulebook|log)\.json)$/;

/** What to hold for the bureau's newest year; null when the signed list has nothing of this bureau. */
export function planRelease(trusted: Trusted, bureau: string): ReleasePlan | null {
  const prefix = `${bureau}/`;
  const byYear = new Map<string, string[]>();
  for (const path of trustedPaths(trusted)) {
    const [year = '', name = '', ...deeper] = path.startsWith(prefix) ? path.slice(prefix.length).split('/') : [];
    if (!/^\d{4}$/.test(year) || deeper.length > 0 || !WANTED.test(name)) continue;
    byYear.set(year, [...(byYear.get(year) ?? []), path]);
  }
  const newest = [...byYear.keys()].sort().at(-1);
  if (newest === undefined) return null;
  const files = (byYear.get(newest) ?? []).sort().flatMap((path): NeededFile[] => {
    const target = trusted.target(path);
    return target ? [{ path, ...target }] : [];
  });
  return {
    directory: `${bureau}/${newest}`,
    files,
    key: files.map(({ path, sha256 }) => `${path}:${sha256}`).join('\n'),
  };
}
