/**
 * `bundle.json`: a first visit verified with one request. It is not signed itself and is not believed: the verifier
 * reads it as it reads a server. Exact texts, so that every byte that was signed is there.
 */
import { utf8 } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Fetcher } from './fetcher.ts';
import { isMap, type Json, type JsonMap, listAt, mapAt, readJson, textAt } from './json.ts';
import { type Held, METADATA, memoryFetcher } from './memory.ts';
import { TrustError, type TrustProblem } from './problem.ts';

/** Bytes; see trust design, "Client". */
export const BUNDLE_LIMIT = 256_000;
export const BUNDLE_FILE = 'bundle.json';

export interface Bundle extends Held {
  /** Text files by their signed path (`demo/2025/records.json`), byte for byte as signed. */
  readonly files: ReadonlyMap<string, string>;
  /** The file of the delegated role that signs them; in a province's site alone. */
  readonly role?: string | undefined;
}

/** Reads the parts of a bundle; faults `too-large`, `format`. Nothing in it is verified yet. */
export function parseBundle(text: string): Result<Bundle, TrustProblem> {
  if (utf8(text).length > BUNDLE_LIMIT) return fail({ code: 'too-large', file: BUNDLE_FILE });
  try {
    return ok(bundleOf(readJson(text)));
  } catch (error) {
    if (error instanceof TrustError) return fail({ code: error.code, file: BUNDLE_FILE });
    throw error;
  }
}

/** The bundle as a fetcher: metadata, and those target files that travel in it; others are not there. */
export function bundleFetcher(text: string): Result<Fetcher, TrustProblem> {
  const bundle = parseBundle(text);
  if (!bundle.ok) return bundle;
  const { role } = bundle.value;
  const held = memoryFetcher(bundle.value, bundle.value.files);
  if (role === undefined) return ok(held);
  // Whether it is the role that is asked for is for the verifier to say, as of the four files.
  const fetch: Fetcher['fetch'] = async (path, limit) =>
    (await held.fetch(path, limit)) ?? (path.startsWith('metadata/') && !METADATA.test(path) ? utf8(role) : null);
  return ok({ fetch });
}

/** The text of `bundle.json`; fault `too-large` when the parts exceed the limit. */
export function buildBundle(bundle: Bundle): Result<string, TrustProblem> {
  const { roots, timestamp, snapshot, targets, role, files } = bundle;
  const text = JSON.stringify({ roots, timestamp, snapshot, targets, role, files: Object.fromEntries(files) });
  return utf8(text).length > BUNDLE_LIMIT ? fail({ code: 'too-large', file: BUNDLE_FILE }) : ok(text);
}

function bundleOf(json: Json): Bundle {
  if (!isMap(json)) throw new TrustError('format');
  return {
    roots: listAt(json, 'roots').map(text),
    timestamp: textAt(json, 'timestamp'),
    snapshot: textAt(json, 'snapshot'),
    targets: textAt(json, 'targets'),
    files: textsOf(mapAt(json, 'files')),
    ...(json.has('role') && { role: textAt(json, 'role') }),
  };
}

function textsOf(map: JsonMap): Map<string, string> {
  const texts = new Map<string, string>();
  map.forEach((value, path) => {
    texts.set(path, text(value));
  });
  return texts;
}

function text(value: Json): string {
  if (typeof value !== 'string') throw new TrustError('format');
  return value;
}
