/** Seals a submission on the writer's device. Nothing leaves the device before this. */
import { type Bytes, fromBase64Url, sha256, toBase64Url, toHex, utf8 } from '../domain/bytes.ts';
import { associatedData, bodyData, type Envelope, parseEnvelope } from './envelope.ts';
import type { IntakeKeys, Recipient } from './keys.ts';
import { LIMITS } from './limits.ts';
import { lookupOf, replyKeyPair, type Secret, statusProof } from './secret.ts';
import { type Photo, parseSubmission, type Submission } from './submission.ts';
import {
  BLANK,
  BODY,
  bufferOf,
  derive,
  encrypt,
  hpke,
  PHOTO_STEP,
  type Place,
  padded,
  type Random,
  TEXT_STEP,
} from './suite.ts';
import { SUITE } from './suite-id.ts';

/** What the form hands over: the submission without what sealing adds. */
export type Draft = Omit<Submission, 'v' | 'bureau' | 'replyKey' | 'photos'>;

export interface Sealed {
  readonly envelope: Envelope;
  /** The sealed chunks, in the order of `envelope.parts`. */
  readonly parts: readonly Bytes[];
  /** What was sealed, for the copy that the writer keeps. */
  readonly submission: Submission;
}

export const WRAP_INFO = 'yixinma-submission-1';

/**
 * Seals `draft` and its photos (JPEG, already made small) to every recipient. `random` gives all randomness, so the same
 * bytes give the same envelope. RangeError when a limit is broken or the draft is none: the form checks them before, and
 * what the bureau could not read must fail here, while its writer is still there.
 */
export async function sealSubmission(
  draft: Draft,
  photos: readonly Bytes[],
  keys: IntakeKeys,
  secret: Secret,
  random: Random,
): Promise<Sealed> {
  if (photos.length > LIMITS.photos || photos.some((photo) => photo.length > LIMITS.photo || photo.length === 0)) {
    throw new RangeError('too many photos, or one too large');
  }
  const head = { suite: SUITE, bureau: keys.bureau, id: draft.id } as const;
  const contentKey = random(32);
  const recipients = [];
  for (const recipient of keys.recipients) recipients.push(await wrap(contentKey, recipient, head, random));
  const { listed, parts } = await sealPhotos(contentKey, head, photos);
  const reply = await replyKeyPair(secret);
  const submission = parseSubmission({
    ...draft,
    v: 1,
    bureau: keys.bureau,
    replyKey: toBase64Url(reply.public),
    photos: listed,
  });
  if (submission === null) throw new RangeError('not a submission: a field is missing, too long or of another type');
  const outside = {
    ...head,
    lookup: toBase64Url(lookupOf(statusProof(secret))),
    commitment: toBase64Url(commitmentOf(contentKey)),
    recipients,
    parts: await Promise.all(parts.map(async (part) => ({ sha256: toHex(await sha256(part)), length: part.length }))),
  };
  const plain = padded(utf8(JSON.stringify(submission)), TEXT_STEP, BLANK);
  const body = await encrypt(derive(contentKey, 'yixinma-body-1'), BODY, bodyData(outside), plain);
  const read = parseEnvelope({ ...outside, body: toBase64Url(body) });
  if ('faults' in read) throw new RangeError(`not an envelope: ${read.faults.join('; ')}`);
  return { envelope: read.envelope, parts, submission };
}

/** What the envelope says of the content key without giving it away. */
export function commitmentOf(contentKey: Bytes): Bytes {
  return derive(contentKey, 'yixinma-commitment-1');
}

/** What a chunk is bound to beside its submission. */
export function chunkName({ photo, chunk, last }: Place): string {
  return `photo ${photo} chunk ${chunk}${last ? ' last' : ''}`;
}

/**
 * One recipient's copy of the content key. The ephemeral key is derived from fresh random bytes, which RFC 9180 (4, on
 * GenerateKeyPair) allows; that keeps randomness an argument.
 */
async function wrap(
  contentKey: Bytes,
  recipient: Recipient,
  head: Pick<Envelope, 'suite' | 'bureau' | 'id'>,
  random: Random,
): Promise<Envelope['recipients'][number]> {
  const point = fromBase64Url(recipient.public);
  if (point === null) throw new RangeError('not a public key');
  const suite = hpke();
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(bufferOf(point)),
    info: bufferOf(utf8(WRAP_INFO)),
    ekm: bufferOf(random(32)),
  });
  const wrapped = await sender.seal(bufferOf(contentKey), bufferOf(associatedData(head, recipient.id)));
  return {
    key: recipient.id,
    enc: toBase64Url(new Uint8Array(sender.enc)),
    wrapped: toBase64Url(new Uint8Array(wrapped)),
  };
}

async function sealPhotos(
  contentKey: Bytes,
  head: Pick<Envelope, 'suite' | 'bureau' | 'id'>,
  photos: readonly Bytes[],
): Promise<{ listed: Photo[]; parts: Bytes[] }> {
  const listed: Photo[] = [];
  const parts: Bytes[] = [];
  for (const [photo, bytes] of photos.entries()) {
    const sealed = await sealPhoto(contentKey, head, photo, bytes);
    const digest = toHex(await sha256(bytes));
    listed.push({ type: 'image/jpeg', length: bytes.length, sha256: digest, chunks: sealed.length });
    parts.push(...sealed);
  }
  return { listed, parts };
}

async function sealPhoto(
  contentKey: Bytes,
  head: Pick<Envelope, 'suite' | 'bureau' | 'id'>,
  photo: number,
  bytes: Bytes,
): Promise<Bytes[]> {
  const key = derive(contentKey, 'yixinma-photo-1');
  const whole = padded(bytes, PHOTO_STEP, 0);
  const count = Math.ceil(whole.length / LIMITS.chunk);
  const sealed: Bytes[] = [];
  for (let chunk = 0; chunk < count; chunk++) {
    const place = { photo, chunk, last: chunk === count - 1 };
    const plain = whole.slice(chunk * LIMITS.chunk, (chunk + 1) * LIMITS.chunk);
    sealed.push(await encrypt(key, place, associatedData(head, chunkName(place)), plain));
  }
  return sealed;
}
