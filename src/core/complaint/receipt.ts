/**
 * The receipt (回执): the bureau's signed word that a submission is stored. One signature covers a whole commit group: the
 * Merkle root (RFC 6962) over the receipts of the group, each of which carries its path.
 */
import * as v from 'valibot';
import { type Bytes, fromBase64Url, fromHex, toHex, utf8 } from '../domain/bytes.ts';
import { CODE_ALPHABET } from '../domain/institution-code.ts';
import { leafHash, verifyMerkleProof } from '../domain/merkle.ts';
import { RECEIPT_SUITE, type ReceiptKeys } from './keys.ts';
import type { Random } from './suite.ts';
import { typedCode } from './typed.ts';

const hex = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${length}}$`)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

const ReceiptSchema = v.object({
  suite: v.literal(RECEIPT_SUITE),
  bureau: v.string(),
  /** Id of the receipt key. */
  key: hex(16),
  id: v.pipe(v.string(), v.uuid()),
  /** Of the envelope. */
  digest: hex(64),
  /** 回执编号, without groups. */
  number: v.pipe(v.string(), v.regex(/^[0-9A-HJ-NP-RTUWXY]{12}$/)),
  /** The server's time of storing, ISO 8601 with milliseconds. */
  time: v.pipe(v.string(), v.isoTimestamp()),
  group: v.object({
    size: count,
    index: count,
    path: v.pipe(v.array(hex(64)), v.maxLength(20)),
    root: hex(64),
    /** ECDSA P-256 with SHA-256 over `groupStatement`, r ‖ s, base64url. */
    signature: v.pipe(
      v.string(),
      v.check((text) => fromBase64Url(text)?.length === 64, 'a P-256 signature'),
    ),
  }),
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;
/** What a receipt says, before it is signed in its group. */
export type ReceiptClaim = Pick<Receipt, 'bureau' | 'id' | 'digest' | 'number' | 'time'>;

export function parseReceipt(value: unknown): Receipt | null {
  const read = v.safeParse(ReceiptSchema, value);
  return read.success ? read.output : null;
}

/** The bytes of a receipt's leaf. */
export function receiptLeaf(claim: ReceiptClaim): Bytes {
  const { bureau, id, digest, number, time } = claim;
  return utf8(`yixinma-receipt-1\n${bureau}\n${id}\n${digest}\n${number}\n${time}`);
}

/** What the receipt key signs for a group of `size` receipts. */
export function groupStatement(bureau: string, key: string, size: number, root: string): Bytes {
  return utf8(`yixinma-receipts-1\n${bureau}\n${key}\n${size}\n${root}`);
}

/**
 * Whether `receipt` is the bureau's, for exactly this submission. Only then may anything say "delivered". `keys` are the
 * verified `keys/receipts.json`.
 */
export async function verifyReceipt(
  receipt: Receipt,
  expected: { readonly id: string; readonly digest: string },
  keys: ReceiptKeys,
): Promise<boolean> {
  const { bureau, id, digest, key, group } = receipt;
  // Somebody else's receipt, or one for other content under the same id, is no receipt for this.
  if (id !== expected.id || digest !== expected.digest || bureau !== keys.bureau) return false;
  const signer = keys.keys.find((one) => one.id === key);
  const root = fromHex(group.root);
  const point = signer && fromBase64Url(signer.public);
  const signature = fromBase64Url(group.signature);
  if (!point || !root || !signature || !hasCheckCharacter(receipt.number)) return false;
  const leaf = await leafHash(receiptLeaf(receipt));
  const proof = group.path.map((step) => fromHex(step) ?? new Uint8Array(0));
  if (!(await verifyMerkleProof({ leaf, index: group.index, count: group.size, proof, root }))) return false;
  try {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const handle = await crypto.subtle.importKey('raw', point, algorithm, false, ['verify']);
    return await crypto.subtle.verify(
      algorithm,
      handle,
      signature,
      groupStatement(bureau, key, group.size, toHex(root)),
    );
  } catch {
    return false; // a point that is not on the curve
  }
}

const SIZE = CODE_ALPHABET.length;
const BODY = 11;

/**
 * A new 回执编号: eleven random characters of the code alphabet (31 signs, none that looks like another) and a check
 * character. Takes 32 bytes once: they are read as one number and divided, so that any stream of bytes ends.
 */
export function newReceiptNumber(random: Random): string {
  let rest = 0n;
  for (const byte of random(32)) rest = rest * 256n + BigInt(byte);
  let body = '';
  while (body.length < BODY) {
    body += CODE_ALPHABET.charAt(Number(rest % BigInt(SIZE)));
    rest /= BigInt(SIZE);
  }
  return body + checkCharacter(body);
}

/** Reads a number as people type it: any case, spaces, hyphens, look-alikes. Null when a character is wrong. */
export function parseReceiptNumber(typed: string): string | null {
  const alike: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', V: 'U', Z: '2' };
  const text = typedCode(typed).replace(/[OISVZ]/g, (letter) => alike[letter] ?? letter);
  return hasCheckCharacter(text) ? text : null;
}

/** As it is shown and read out: `7K3M-9PQ2-XD4T`. */
export function groupReceiptNumber(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1-');
}

function hasCheckCharacter(number: string): boolean {
  const known = [...number].every((character) => CODE_ALPHABET.includes(character));
  return known && number.length === BODY + 1 && checkCharacter(number.slice(0, BODY)) === number.charAt(BODY);
}

/** 31 is prime and every weight differs: one wrong character, or two exchanged, are noticed. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (let i = 0; i < BODY; i++) sum += CODE_ALPHABET.indexOf(body.charAt(i)) * (i + 2);
  return CODE_ALPHABET.charAt((SIZE - (sum % SIZE)) % SIZE);
}
