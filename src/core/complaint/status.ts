/** Where a submission stands (words: st.*), and the bureau's answers, sealed to the writer. */
import * as v from 'valibot';
import { type Bytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../domain/bytes.ts';
import type { Secret } from './secret.ts';
import { replyKeyPair } from './secret.ts';
import { bufferOf, hpke, PUBLIC_KEY_BYTES, type Random, SUITE } from './suite.ts';

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

const SealedAnswer = v.object({
  suite: v.literal(SUITE),
  enc: v.pipe(
    v.string(),
    v.check((text) => fromBase64Url(text)?.length === PUBLIC_KEY_BYTES),
  ),
  text: v.pipe(v.string(), v.maxLength(32_000)),
});
export type SealedAnswer = v.InferOutput<typeof SealedAnswer>;

const StatusReport = v.object({
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

/** Seals an answer to the reply key inside the opened submission. `text`: for a refusal its reason, for a move its place. */
export async function sealAnswer(
  text: string,
  to: { readonly id: string; readonly replyKey: string },
  random: Random,
): Promise<SealedAnswer> {
  const point = fromBase64Url(to.replyKey);
  if (point === null) throw new RangeError('not a reply key');
  const suite = hpke();
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(bufferOf(point)),
    info: bufferOf(utf8(ANSWER_INFO)),
    ekm: bufferOf(random(32)),
  });
  const sealed = await sender.seal(bufferOf(utf8(text)), bufferOf(utf8(to.id)));
  return {
    suite: SUITE,
    enc: toBase64Url(new Uint8Array(sender.enc)),
    text: toBase64Url(new Uint8Array(sealed)),
  };
}

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
    return fromUtf8(new Uint8Array(opened));
  } catch {
    return null;
  }
}
