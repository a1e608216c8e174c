/** Opens a sealed submission at the bureau, with the private key of one recipient. */
import { type Bytes, concat, fromBase64Url, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { associatedData, bodyData, type Envelope } from './envelope.ts';
import { chunkName, commitmentOf, WRAP_INFO } from './seal.ts';
import { parseSubmission, type Submission } from './submission.ts';
import { BODY, bufferOf, decrypt, derive, hpke, PHOTO_STEP } from './suite.ts';

/** `not-for-this-key`: sealed to other keys. `altered`: does not open. `not-a-submission`: opens to something else. */
export type OpenFault = 'not-for-this-key' | 'altered' | 'not-a-submission';

/** A private key of a recipient: its id and its secret number (32 bytes, as RFC 9180 serialises P-256 keys). */
export interface RecipientKey {
  readonly id: string;
  readonly private: Bytes;
}

export interface Opened {
  readonly submission: Submission;
  /**
   * Opens the photos out of the parts, in the envelope's order, null for a part that is not there; null for a photo that
   * does not open whole. Show none before `inspectJpeg` has passed it.
   */
  photos(parts: readonly (Bytes | null)[]): Promise<(Bytes | null)[]>;
}

export async function openSubmission(envelope: Envelope, key: RecipientKey): Promise<Result<Opened, OpenFault>> {
  const mine = envelope.recipients.find((recipient) => recipient.key === key.id);
  if (mine === undefined) return fail('not-for-this-key');
  const contentKey = await unwrap(envelope, mine, key);
  if (contentKey === null) return fail('altered');
  const body = fromBase64Url(envelope.body);
  const plain = body && (await decrypt(derive(contentKey, 'yixinma-body-1'), BODY, bodyData(envelope), body));
  if (!plain) return fail('altered');
  const submission = read(plain);
  if (submission === null || !belongs(submission, envelope)) return fail('not-a-submission');
  return ok({ submission, photos: (parts) => openPhotos(envelope, submission, contentKey, parts) });
}

async function unwrap(
  envelope: Envelope,
  mine: Envelope['recipients'][number],
  key: RecipientKey,
): Promise<Bytes | null> {
  const [enc, wrapped] = [fromBase64Url(mine.enc), fromBase64Url(mine.wrapped)];
  if (enc === null || wrapped === null) return null;
  const suite = hpke();
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: await suite.kem.deserializePrivateKey(bufferOf(key.private)),
      enc: bufferOf(enc),
      info: bufferOf(utf8(WRAP_INFO)),
    });
    const opened = await recipient.open(bufferOf(wrapped), bufferOf(associatedData(envelope, mine.key)));
    const contentKey = new Uint8Array(opened);
    const commitment = fromBase64Url(envelope.commitment);
    return commitment && toHex(commitment) === toHex(commitmentOf(contentKey)) ? contentKey : null;
  } catch {
    return null;
  }
}

function read(plain: Bytes): Submission | null {
  try {
    return parseSubmission(JSON.parse(fromUtf8(plain)));
  } catch {
    return null;
  }
}

/** Whether inside and outside speak of the same submission and the same photos. */
function belongs({ id, bureau, photos }: Submission, envelope: Envelope): boolean {
  const chunks = photos.reduce((sum, photo) => sum + photo.chunks, 0);
  return id === envelope.id && bureau === envelope.bureau && chunks === envelope.parts.length;
}

async function openPhotos(
  envelope: Envelope,
  submission: Submission,
  contentKey: Bytes,
  parts: readonly (Bytes | null)[],
): Promise<(Bytes | null)[]> {
  const key = derive(contentKey, 'yixinma-photo-1');
  const photos: (Bytes | null)[] = [];
  let at = 0;
  for (const [photo, listed] of submission.photos.entries()) {
    const chunks: (Bytes | null)[] = [];
    for (let chunk = 0; chunk < listed.chunks; chunk++) {
      const place = { photo, chunk, last: chunk === listed.chunks - 1 };
      const part = parts[at++];
      chunks.push(part ? await decrypt(key, place, associatedData(envelope, chunkName(place)), part) : null);
    }
    const whole = chunks.every((chunk) => chunk !== null) ? concat(...chunks) : null;
    const bytes = whole?.length === paddedLength(listed.length) ? whole.slice(0, listed.length) : null;
    photos.push(bytes && toHex(await sha256(bytes)) === listed.sha256 ? bytes : null);
  }
  return photos;
}

function paddedLength(length: number): number {
  return Math.ceil(length / PHOTO_STEP) * PHOTO_STEP;
}
