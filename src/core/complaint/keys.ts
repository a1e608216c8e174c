/** The bureau's public keys for complaints: signed targets `<bureau>/keys/intake.json` and `<bureau>/keys/receipts.json`. */
import * as v from 'valibot';
import { type Bytes, fromBase64Url, sha256, toHex } from '../domain/bytes.ts';
import { LIMITS } from './limits.ts';
import { PUBLIC_KEY_BYTES, SUITE } from './suite-id.ts';

const PublicKey = v.pipe(
  v.string(),
  v.check((text) => fromBase64Url(text)?.length === PUBLIC_KEY_BYTES, 'a P-256 point of 65 bytes'),
);
const KeyId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const IntakeKeys = v.object({
  v: v.literal(1),
  bureau: v.string(),
  suite: v.literal(SUITE),
  /** To whom a new submission is sealed: the handlers' key and the one kept in a safe. */
  recipients: v.pipe(
    v.array(v.object({ id: KeyId, role: v.picklist(['desk', 'escrow']), public: PublicKey })),
    v.minLength(2),
    v.maxLength(LIMITS.recipients),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'every recipient once'),
  ),
  /** Ids of earlier keys. What was sealed to them is still taken and can be opened until retention ends. */
  retired: v.array(KeyId),
  /** Leading zero bits that a submission's work must have (hashcash). */
  workBits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24)),
});
/** Parsed `keys/intake.json`. */
export type IntakeKeys = v.InferOutput<typeof IntakeKeys>;
export type Recipient = IntakeKeys['recipients'][number];

export const RECEIPT_SUITE = 'ecdsa-p256-sha256-1';

const ReceiptKeys = v.object({
  v: v.literal(1),
  bureau: v.string(),
  /** Newest first. Earlier keys stay, so that receipts that people kept can be checked for years. */
  keys: v.pipe(v.array(v.object({ id: KeyId, suite: v.literal(RECEIPT_SUITE), public: PublicKey })), v.minLength(1)),
});
/** Parsed `keys/receipts.json`. */
export type ReceiptKeys = v.InferOutput<typeof ReceiptKeys>;

/** Reads a verified `keys/intake.json`; null when it is not one. */
export function parseIntakeKeys(text: string): IntakeKeys | null {
  return parse(IntakeKeys, text);
}

/** Reads a verified `keys/receipts.json`; null when it is not one. */
export function parseReceiptKeys(text: string): ReceiptKeys | null {
  return parse(ReceiptKeys, text);
}

/** The first 16 hex digits of SHA-256 over the uncompressed point. */
export async function keyId(publicKey: Bytes): Promise<string> {
  return toHex(await sha256(publicKey)).slice(0, 16);
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
