/** One row of the table: a repository, what happens to it, and what a client must make of it. */
import { utf8 } from '../../src/core/domain/bytes.ts';
import { T0, TufRepository } from './tuf-repository.ts';

export interface Case {
  readonly name: string;
  /** Whether the device visited the honest repository before. */
  readonly returning?: boolean;
  /** Honest history before the first visit. */
  readonly before?: (repository: TufRepository) => void;
  /** The app was built for the repository as it was before `change`, also on a first visit. */
  readonly builtBefore?: boolean;
  /** What becomes of the repository before the visit that is judged. */
  readonly change: (repository: TufRepository) => void;
  /** The device's clock at that visit; the day of the first visit when absent. */
  readonly at?: Date;
  /** Also fetch this file. */
  readonly file?: string;
  readonly minimumVersion?: number;
  readonly expected: string;
  /** Where tuf-js does otherwise (accepts what we do not, or the reverse), and why ours is right. */
  readonly differs?: string;
  /** Where python-tuf, read by `npm run test:conformance`, does otherwise than tuf-js, and why. */
  readonly third?: string;
}

export const RECORDS = 'demo/2025/records.json';

/** The repository of a row before anything becomes of it. */
export function honest(row: Case): TufRepository {
  const repository = new TufRepository(T0);
  row.before?.(repository);
  return repository;
}

/** Flips one bit in the middle of a file. */
export function flip(repository: TufRepository, path: string): void {
  const bytes = repository.files.get(path) ?? new Uint8Array(0);
  const bent = bytes.slice();
  const at = Math.floor(bent.length / 2);
  bent[at] = (bent[at] ?? 0) ^ 1;
  repository.files.set(path, bent);
}

export function edit(repository: TufRepository, path: string, from: string | RegExp, to: string): void {
  const before = repository.file(path);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to edit in ${path}`);
  repository.files.set(path, utf8(after));
}

/** The thief of the online key signs the highest version there is. */
export function fastForward(repository: TufRepository): void {
  repository.signed.timestamp.version = 1_000_000;
  repository.signed.snapshot.version = 1_000_000;
  repository.link();
}
