/** One submission as this device keeps it: small, without its sealed pieces. Its states are those that pages see. */
import * as v from 'valibot';
import { parseReceipt, type Receipt } from '../../core/complaint/receipt.ts';
import { parseSecret, type Secret } from '../../core/complaint/secret.ts';
import { KINDS } from '../../core/complaint/submission.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A lookup code in its one spelling; anything else in the store is damage. */
const secret = v.custom<Secret>((value) => typeof value === 'string' && parseSecret(value) === value);
const receipt = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Receipt => {
    const read = parseReceipt(dataset.value);
    if (read !== null) return read;
    addIssue({ message: 'a receipt' });
    return NEVER;
  }),
);

const State = v.variant('kind', [
  v.object({
    kind: v.literal('waiting'),
    tries: count,
    notBefore: v.number(),
    held: v.nullable(v.picklist(['network', 'server', 'busy', 'wrong-receipt', 'unconfirmed-keys'])),
    workBits: count,
  }),
  v.object({
    kind: v.literal('stuck'),
    reason: v.variant('code', [
      v.object({ code: v.literal('refused'), status: count, refusal: v.string() }),
      v.object({ code: v.literal('too-large') }),
      v.object({ code: v.literal('other-content') }),
    ]),
  }),
  v.object({ kind: v.literal('delivered'), receipt, secretSaved: v.boolean() }),
]);

const Record = v.object({
  /** The submission's id, a UUID. */
  id: v.pipe(v.string(), v.uuid()),
  kind: v.picklist(KINDS),
  /** The institution's name as the writer saw it. */
  about: v.nullable(v.string()),
  corrects: v.nullable(v.string()),
  /** ISO 8601 by this device's clock. */
  writtenAt: v.pipe(v.string(), v.isoTimestamp()),
  secret,
  /** Of the envelope: with the id, what its receipt must name. */
  digest: hex64,
  /** SHA-256 of each sealed part, in the envelope's order. */
  parts: v.array(hex64),
  /** Which parts the server has taken. */
  sent: v.array(v.boolean()),
  /** Bits of work that the keys file asked for when this was sealed. */
  bits: count,
  /** Work that was done: of the envelope, then of each part. */
  work: v.array(v.nullable(v.object({ bits: count, nonce: v.string() }))),
  /** Whether the server's last word was that parts are missing: once more is a fault of its own. */
  asked: v.boolean(),
  state: State,
  /** Whether a readable copy is kept beside it. */
  readable: v.boolean(),
  /** Whether envelope and parts are still kept. */
  sealed: v.boolean(),
  /** Receipts of a server that has lost the submission since. */
  earlier: v.array(receipt),
  /** When the receipt was stored, ms since 1970; null before. */
  deliveredAt: v.nullable(v.number()),
});
/** Parsed row of the store. */
export type ItemRecord = Readonly<v.InferOutput<typeof Record>>;
export type RecordState = ItemRecord['state'];

/** Reads a stored row; null when it is damaged: whoever has the device in hand can have changed it. */
export function parseRecord(value: unknown): ItemRecord | null {
  const read = v.safeParse(Record, value);
  if (!read.success) return null;
  const { parts, sent, work } = read.output;
  return sent.length === parts.length && work.length === parts.length + 1 ? read.output : null;
}
