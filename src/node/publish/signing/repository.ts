/** A signed repository as files: what stands under `/d/`, in the order in which it is to be written. */
import { type Bytes, utf8 } from '../../../core/domain/bytes.ts';
import { BUNDLE_FILE, buildBundle } from '../../../core/trust/bundle.ts';
import type { Role } from '../../../core/trust/metadata.ts';
import { LIMITS } from '../../../core/trust/workflow.ts';
import { SigningError } from './errors.ts';
import type { Previous } from './previous.ts';
import { readOwn } from './roles.ts';

export interface SignedRepository {
  /** Files to write under `/d/`: `metadata/…`, `targets/…` under their content-addressed names, `bundle.json`. */
  readonly files: Map<string, Bytes>;
  readonly versions: Readonly<Record<Role, number>>;
  /** What the next signing continues from. */
  readonly next: Previous;
}

/** Faults: SigningError `bundle-too-large`, `bad-content`. `files`: the data files; the metadata come after them. */
export function assemble(next: Previous, files: Map<string, Bytes>): SignedRepository {
  const bundle = buildBundle({ ...next, files: next.bundled });
  if (!bundle.ok) {
    throw new SigningError(
      'bundle-too-large',
      'bundle.json超过256 kB。请减少随包文件。 bundle.json would exceed 256 kB. Let fewer files travel in it.',
    );
  }
  const root = readOwn(next.roots[next.roots.length - 1] ?? '', 'root');
  const [snapshot, targets] = [readOwn(next.snapshot, 'snapshot'), readOwn(next.targets, 'targets')];
  next.roots.forEach((text, i) => {
    files.set(`metadata/${i + 1}.root.json`, utf8(text));
  });
  put(files, `metadata/${targets.version}.targets.json`, next.targets, LIMITS.targets);
  put(files, `metadata/${snapshot.version}.snapshot.json`, next.snapshot, LIMITS.snapshot);
  put(files, 'metadata/timestamp.json', next.timestamp, LIMITS.timestamp);
  files.set(BUNDLE_FILE, utf8(bundle.value));
  const timestamp = readOwn(next.timestamp, 'timestamp').version;
  return {
    files,
    versions: { root: root.version, timestamp, snapshot: snapshot.version, targets: targets.version },
    next,
  };
}

function put(files: Map<string, Bytes>, name: string, text: string, limit: number): void {
  const bytes = utf8(text);
  if (bytes.length > limit) {
    throw new SigningError(
      'bad-content',
      `${name}为${bytes.length}字节，超过${limit}字节的上限，手机会拒收。 ${name} has ${bytes.length} bytes; clients refuse more than ${limit}.`,
    );
  }
  files.set(name, bytes);
}
