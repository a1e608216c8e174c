/** What printed claims are checked with: signed target `<bureau>/keys/claims.json`. */
import * as v from 'valibot';
import { fromBase64Url } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/** Signed path of the file. */
export function claimKeysPath(bureau: string): string {
  return `${bureau}/keys/claims.json`;
}

const POINT_BYTES = 65;
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));

export const ClaimKey = v.object({
  kid: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
  suite: v.literal('p256'),
  /** Uncompressed P-256 point, base64url. */
  publicKey: v.pipe(
    v.string(),
    v.check((text) => fromBase64Url(text)?.length === POINT_BYTES),
  ),
  /** The site's address in the codes that it signs: origin and, below it, the folder; no slash at the end. */
  origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+(?:\/[^/]+)*$/)),
  /** Day on which it was made. */
  from: Day,
  /** Day since which nothing that it ever signed counts; null: it counts. */
  revokedOn: v.nullable(Day),
});
export type ClaimKey = v.InferOutput<typeof ClaimKey>;

const ClaimKeys = v.object({
  v: v.literal(1),
  bureau: v.string(),
  /** Newest first. Earlier keys stay: boards hang for years. */
  keys: v.pipe(
    v.array(ClaimKey),
    v.check((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length),
  ),
  /** Year → the marks of its grades, best first: what a printed level is called. */
  marks: v.record(v.pipe(v.string(), v.regex(/^\d{4}$/)), v.array(v.object({ zh: v.string(), en: v.string() }))),
});
/** Parsed `keys/claims.json`. */
export type ClaimKeys = v.InferOutput<typeof ClaimKeys>;

/** Reads a verified `keys/claims.json`; or every place that is wrong, as `keys.0.publicKey`, `''` for the whole. */
export function parseClaimKeys(text: string): Result<ClaimKeys, readonly string[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail(['']);
  }
  const read = v.safeParse(ClaimKeys, json);
  return read.success ? ok(read.output) : fail(read.issues.map((issue) => v.getDotPath(issue) ?? ''));
}
