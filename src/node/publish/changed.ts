/** What a publication changed besides grades: a clerk who only opened complaints must read just that. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import { isOpeningFile, isStaffFile } from '../../core/domain/opening-file.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import type { ReadRelease } from '../verify/read-release.ts';

/**
 * In the order in which they are told. `bureau`: anything of `bureau.json` but how complaints are taken (`intake`).
 * `claims`: what printed codes are checked with. `other`: a signed file that has no name of its own here.
 */
export const CHANGES = [
  'records',
  'penalties',
  'rulebook',
  'bureau',
  'intake',
  'intake-keys',
  'receipt-keys',
  'claims',
  'ratings',
  'tombstones',
  'draw',
  'staff-file',
  'other',
] as const;
export type Changed = (typeof CHANGES)[number];

/** Signed files that are one thing each. */
const BY_FILE: ReadonlyMap<string, Changed> = new Map([
  ['rulebook.json', 'rulebook'],
  ['keys/intake.json', 'intake-keys'],
  ['keys/receipts.json', 'receipt-keys'],
  ['keys/claims.json', 'claims'],
  ['ratings.json', 'ratings'],
  ['tombstones.json', 'tombstones'],
  ['draw.json', 'draw'],
]);

/** Told by what stands in them: the records' tree, the fields of the bureau. */
const READ = /^(?:(?:index|profile|log)\b.*\.bin|records\.json|log\.json|bureau\.json)$/;

interface Next {
  readonly targets: ReadonlyMap<string, Bytes>;
  readonly bureau: Bureau;
  readonly year: number;
  /** Whether the records, year and stage are those of the last release. */
  readonly unchanged: boolean;
}

type Last = Pick<ReadRelease, 'bureau' | 'trusted' | 'directory'> | null;

/** Null for the first publication. A file that came or went has changed. */
export function changedSince(last: Last, next: Next): readonly Changed[] | null {
  if (last === null) return null;
  const found = new Set(differing(last, next).map((name) => changeOf(name)));
  if (!next.unchanged) found.add('records');
  const [old, now] = [withoutIntake(last.bureau), withoutIntake(next.bureau)];
  if (!isDeepStrictEqual(old.rest, now.rest)) found.add('bureau');
  if (!isDeepStrictEqual(old.intake, now.intake)) found.add('intake');
  return CHANGES.filter((changed) => found.has(changed));
}

/** What is `other`, each by its name: below the bureau's folder, or its year's. */
export function otherFiles(last: Last, next: Next): readonly string[] {
  return differing(last, next)
    .filter((name) => changeOf(name) === 'other')
    .sort();
}

function differing(last: Last, next: Next): readonly string[] {
  const { id } = next.bureau;
  const before = new Map(
    last === null
      ? []
      : trustedPaths(last.trusted).map((path) => [nameOf(path, last.directory, id), last.trusted.target(path)?.sha256]),
  );
  const after = new Map(
    [...next.targets].map(([path, bytes]) => [nameOf(path, `${id}/${next.year}`, id), sha256(bytes)]),
  );
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !READ.test(name));
  return names.filter((name) => before.get(name) !== after.get(name));
}

function changeOf(name: string): Changed {
  if (isOpeningFile(name)) return 'penalties';
  return isStaffFile(name) ? 'staff-file' : (BY_FILE.get(name) ?? 'other');
}

/** The same for the same file of two years: what is of a year without its folder, the rest without the bureau's. */
function nameOf(path: string, yearly: string, bureau: string): string {
  return path.slice((path.startsWith(`${yearly}/`) ? yearly : bureau).length + 1);
}

function sha256(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a form shows of how complaints are taken, apart from all else. */
function withoutIntake({ intake, intakeTerms, elsewhere, ...rest }: Bureau) {
  return { intake: { intake, intakeTerms, elsewhere }, rest };
}
