/** Which signed files the app needs of a release. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import { hasLeft, isStaffFile } from '../../core/domain/opening-file.ts';
import { claimKeysPath } from '../../core/trust/claim-keys.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import type { Trusted } from '../../core/trust/updater.ts';

/** A signed file with what the signature says of it. */
export interface NeededFile {
  /** Signed path: `<bureau>/<year>/index.bin`. */
  readonly path: string;
  readonly sha256: string;
  readonly length: number;
}

/**
 * What came later than the first version of the app, and the staff lists: a device that kept a release before it was given
 * the inspector key has it without them.
 */
const LATER = /\/(?:(?:draw|tombstones|keys\/claims)\.json|staff(?:-\d+)?\.bin)$/;

/** Whether what is kept can be shown without this file, until the origin is asked again. */
export function isDispensable({ path }: NeededFile): boolean {
  return LATER.test(path);
}

export interface ReleasePlan {
  /** `<bureau>/<year>`, the newest year. */
  readonly directory: string;
  readonly files: readonly NeededFile[];
  /**
   * The same content has the same key, whatever was signed anew around it. Staff lists follow from the records, and claim
   * keys change no page: neither counts.
   */
  readonly key: string;
}

/** Everything but the bulk staff lists, which only the inspector's key opens. */
const WANTED =
  /^(?:(?:index|profile)(?:-\d+)?\.bin|log-\d+\.bin|penalties(?:-[\d-]{10})?\.bin|(?:records|bureau|rulebook|log|draw|tombstones)\.json)$/;

/** Chooses files of a verified release; null when it has nothing of this bureau. */
export type Plan = (trusted: Trusted, bureau: string) => ReleasePlan | null;

/** What to hold for the bureau's newest year; null when the signed list has nothing of this bureau. */
export const planRelease: Plan = (trusted, bureau) => planYear(trusted, bureau, false);

/** The same with the encrypted staff lists: for a device that holds the inspector key. */
export const planWithStaff: Plan = (trusted, bureau) => planYear(trusted, bureau, true);

function planYear(trusted: Trusted, bureau: string, withStaff: boolean): ReleasePlan | null {
  const newest = newestYear(trusted, bureau);
  if (newest === null) return null;
  const directory = `${bureau}/${newest.year}`;
  // Past its last day a file is neither asked for nor kept: with the next save it leaves the device.
  const today = chinaDay(trusted.now);
  const paths = newest.paths.filter((path) => wanted(path) && !hasLeft(path, today));
  const boards = claimKeysPath(bureau);
  const more = [...(trusted.target(boards) ? [boards] : []), ...(withStaff ? staffPaths(trusted, directory) : [])];
  return planOf(trusted, directory, [...paths, ...more].sort());
}

/** Signed paths of the encrypted staff lists; none where the bureau hands out no inspector key. */
export function staffPaths(trusted: Trusted, directory: string): readonly string[] {
  return trustedPaths(trusted).filter((path) => path.startsWith(`${directory}/`) && isStaffFile(path));
}

/**
 * What a complaint needs: who receives it, and with which keys. Without keys the bureau takes none online; what it says of
 * itself then still proves that. Null when the signed list has nothing of this bureau.
 */
export const planIntake: Plan = (trusted, bureau) => {
  const newest = newestYear(trusted, bureau);
  if (newest === null) return null;
  const paths = trustedPaths(trusted);
  const directory = `${bureau}/${newest.year}`;
  const files = ['bureau.json', 'ratings.json', 'rulebook.json'].map((name) => `${directory}/${name}`);
  const keys = intakeKeyPaths(bureau);
  return planOf(
    trusted,
    directory,
    [...files, ...keys].filter((path) => paths.includes(path)),
  );
};

/** Signed paths of the keys that a complaint is sealed to, and of those that its receipt is signed with. */
export function intakeKeyPaths(bureau: string): readonly [intake: string, receipts: string] {
  return [`${bureau}/keys/intake.json`, `${bureau}/keys/receipts.json`];
}

/** Exactly these files; null when one of them is not signed. */
export function planFiles(paths: readonly string[]): Plan {
  return (trusted, directory) => {
    const plan = planOf(trusted, directory, paths);
    return plan.files.length === paths.length ? plan : null;
  };
}

function wanted(path: string): boolean {
  return WANTED.test(path.slice(path.lastIndexOf('/') + 1));
}

function newestYear(trusted: Trusted, bureau: string) {
  const prefix = `${bureau}/`;
  const byYear = new Map<string, string[]>();
  for (const path of trustedPaths(trusted)) {
    const [year = '', , ...deeper] = path.startsWith(prefix) ? path.slice(prefix.length).split('/') : [];
    if (!/^\d{4}$/.test(year) || deeper.length > 0 || !wanted(path)) continue;
    byYear.set(year, [...(byYear.get(year) ?? []), path]);
  }
  const year = [...byYear.keys()].sort().pop();
  return year === undefined ? null : { year, paths: byYear.get(year) ?? [] };
}

function planOf(trusted: Trusted, directory: string, paths: readonly string[]): ReleasePlan {
  const files = paths.flatMap((path): NeededFile[] => {
    const target = trusted.target(path);
    return target ? [{ path, ...target }] : [];
  });
  const content = files.filter(({ path }) => !isStaffFile(path) && !path.endsWith('/keys/claims.json'));
  return { directory, files, key: content.map(({ path, sha256 }) => `${path}:${sha256}`).join('\n') };
}
