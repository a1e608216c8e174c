/** The sealed submission as it travels and is stored: what a server, a backup or a host can see of it. */
import * as v from 'valibot';
import { type Bytes, base64UrlSize, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { LIMITS } from './limits.ts';
import { PUBLIC_KEY_BYTES, SUITE } from './suite-id.ts';

const bytesOf = (length: number) =>
  v.pipe(
    v.string(),
    v.check((text) => base64UrlSize(text) === length, `base64url of ${length} bytes`),
  );
const hex = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`)));

export const EnvelopeSchema = v.strictObject({
  suite: v.literal(SUITE),
  bureau: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** UUID version 4, made once on the device: the submission's identity. Other versions would tell the device or the minute. */
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)),
  /** SHA-256 of the status proof. */
  lookup: bytesOf(32),
  /** Binds the content key: no envelope opens to different contents for different recipients. */
  commitment: bytesOf(32),
  recipients: v.pipe(
    v.array(v.strictObject({ key: hex(16), enc: bytesOf(PUBLIC_KEY_BYTES), wrapped: bytesOf(48) })),
    v.minLength(1),
    v.maxLength(LIMITS.recipients),
    v.check((list) => new Set(list.map(({ key }) => key)).size === list.length, 'every recipient once'),
  ),
  /** The submission, padded and encrypted. */
  body: v.pipe(
    v.string(),
    v.maxLength(Math.ceil((LIMITS.body * 4) / 3)),
    v.check((text) => base64UrlSize(text) !== null, 'base64url'),
  ),
  /** The sealed chunks of all photos, in order. */
  parts: v.pipe(
    v.array(
      v.strictObject({
        sha256: hex(64),
        length: v.pipe(v.number(), v.integer(), v.minValue(17), v.maxValue(LIMITS.sealedPart)),
      }),
    ),
    v.maxLength(LIMITS.parts),
  ),
});
export type Envelope = v.InferOutput<typeof EnvelopeSchema>;
export type EnvelopePart = Envelope['parts'][number];

/** Reads an envelope strictly: an unknown field, another suite or a wrong length is refused, with the paths at fault. */
export function parseEnvelope(
  value: unknown,
): { readonly envelope: Envelope } | { readonly faults: readonly string[] } {
  const read = v.safeParse(EnvelopeSchema, value);
  if (read.success) return { envelope: read.output };
  return { faults: read.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`) };
}

/** The one spelling of an envelope: fields in the order of the schema. What is digested, stored and exported. */
export function envelopeText(envelope: Envelope): string {
  const { suite, bureau, id, lookup, commitment, recipients, body, parts } = envelope;
  return JSON.stringify({
    suite,
    bureau,
    id,
    lookup,
    commitment,
    recipients: recipients.map(({ key, enc, wrapped }) => ({ key, enc, wrapped })),
    body,
    parts: parts.map((part) => ({ sha256: part.sha256, length: part.length })),
  });
}

/** SHA-256 of the envelope's text, lower-case hex: with the id, what a receipt names. Covers the photos by their digests. */
export async function envelopeDigest(envelope: Envelope): Promise<string> {
  return toHex(await sha256(utf8(envelopeText(envelope))));
}

/** What a wrapped key and a chunk are bound to. `piece`: the recipient's key id, or `chunkName`. */
export function associatedData(envelope: Pick<Envelope, 'suite' | 'bureau' | 'id'>, piece: string): Bytes {
  return utf8(`${envelope.suite}\n${envelope.bureau}\n${envelope.id}\n${piece}`);
}

/**
 * What the body is bound to: the whole envelope with an empty body. So an envelope whose lookup, recipients or parts were
 * exchanged under way does not open, and the desk need not compare digests to notice it.
 */
export function bodyData(envelope: Omit<Envelope, 'body'>): Bytes {
  return utf8(envelopeText({ ...envelope, body: '' }));
}
