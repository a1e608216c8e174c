/** Where a submission stands (words: st.*), and the bureau's answers, sealed to the writer. */
import * as v from 'valibot';
import { type Bytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../domain/bytes.ts';
import type { Secret } from './secret.ts';
import { replyKeyPair } from './secret.ts';
import { BLANK, bufferOf, hpke, padded, type Random, TEXT_STEP } from './suite.ts';
import { PUBLIC_KEY_BYTES, SUITE } from './suite-id.ts';

export const STATES = ['received', 'accepted', 'refused', 'moved', 'investigating', 'answered', 'closed'] as const;
export type SubmissionState = (typeof STATES)[number];

/** Which state may follow which: 已收到 → 已受理 / 不予受理 / 转出 → 调查核实 → 已答复 → 已办结. */
export const NEXT_STATES: Readonly<Record<SubmissionState, readonly SubmissionState[]>> = {
  received: ['accepted', 'refused', 'moved'],
  accepted: ['investigating', 'moved', 'answered'],
  investigating: ['moved', 'answered'],
  answered: ['investigating', 'closed'],
  refused: ['closed'],
  moved: ['closed'],
  closed: [],
};

const SEALED_TEXT = 32_000;

const SealedAnswer = v.object({
  suite: v.literal(SUITE),
  enc: v.pipe(
    v.string(),
    v.check((text) => fromBase64Url(text)?.length === PUBLIC_KEY_BYTES),
  ),
  /** The sealed text, base64url: 23 kB with its tag. */
  text: v.pipe(v.string(), v.maxLength(SEALED_TEXT)),
});
export type SealedAnswer = v.InferOutput<typeof SealedAnswer>;

const StatusReport = v.object({
  /** The submission's id, to which answers are bound. Only who has the lookup code gets it. */
  id: v.pipe(v.string(), v.uuid()),
  number: v.string(),
  state: v.picklist(STATES),
  /** Since when, ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** Day by which the bureau answers, `YYYY-MM-DD`; null while no term runs. */
  due: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** Each earlier and the present state, oldest first, with what the bureau wrote to the person. */
  history: v.array(
    v.object({
      state: v.picklist(STATES),
      at: v.pipe(v.string(), v.isoTimestamp()),
      answer: v.nullable(SealedAnswer),
    }),
  ),
});
/** What `POST /api/status` answers. */
export type StatusReport = v.InferOutput<typeof StatusReport>;

export function parseStatusReport(value: unknown): StatusReport | null {
  const read = v.safeParse(StatusReport, value);
  return read.success ? read.output : null;
}

const ANSWER_INFO = 'yixinma-answer-1';

/**
 * Seals an answer to the reply key inside the opened submission, padded to whole kilobytes: its length would tell which
 * of the usual answers it is. `text`: for a refusal its reason, for a move its place. RangeError when the reply key is not
 * a point of the curve, or the text is longer than 23 kB.
 */
export async function sealAnswer(
  text: string,
  to: { readonly id: string; readonly replyKey: string },
  random: Random,
): Promise<SealedAnswer> {
  const suite = hpke();
  const sender = await suite.createSenderContext({
    recipientPublicKey: await replyPoint(to.replyKey),
    info: bufferOf(utf8(ANSWER_INFO)),
    ekm: bufferOf(random(32)),
  });
  const plain = padded(utf8(JSON.stringify(text)), TEXT_STEP, BLANK);
  const sealed = toBase64Url(new Uint8Array(await sender.seal(bufferOf(plain), bufferOf(utf8(to.id)))));
  // The writer's phone refuses a report with a longer one, and then shows no state at all.
  if (sealed.length > SEALED_TEXT) throw new RangeError('the answer is too long');
  return { suite: SUITE, enc: toBase64Url(new Uint8Array(sender.enc)), text: sealed };
}

async function replyPoint(replyKey: string): Promise<PublicKey> {
  const point = fromBase64Url(replyKey);
  try {
    return await hpke().kem.deserializePublicKey(bufferOf(point ?? new Uint8Array(0)));
  } catch {
    throw new RangeError('not a reply key');
  }
}

type PublicKey = Awaited<ReturnType<ReturnType<typeof hpke>['kem']['deserializePublicKey']>>;

/** Opens an answer with the lookup code; null when it was altered or is not for this submission. */
export async function openAnswer(answer: SealedAnswer, id: string, secret: Secret): Promise<string | null> {
  const [enc, text]: (Bytes | null)[] = [fromBase64Url(answer.enc), fromBase64Url(answer.text)];
  if (!enc || !text) return null;
  try {
    const { pair } = await replyKeyPair(secret);
    const recipient = await hpke().createRecipientContext({
      recipientKey: pair,
      enc: bufferOf(enc),
      info: bufferOf(utf8(ANSWER_INFO)),
    });
    const opened = await recipient.open(bufferOf(text), bufferOf(utf8(id)));
    const read: unknown = JSON.parse(fromUtf8(new Uint8Array(opened)));
    return typeof read === 'string' ? read : null;
  } catch {
    return null;
  }
}
