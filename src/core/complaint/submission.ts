/** What a person writes, as it stands inside the seal. Form and desk share this shape. */
import * as v from 'valibot';
import { fromBase64Url } from '../domain/bytes.ts';
import { LIMITS } from './limits.ts';
import { PUBLIC_KEY_BYTES } from './suite-id.ts';

/** 举报, 投诉, 评价, board mismatch, and what institutions send: objection, repair, statement. */
export const KINDS = ['tip', 'own', 'rating', 'board', 'objection', 'repair', 'statement'] as const;
export type SubmissionKind = (typeof KINDS)[number];

/** What a 举报 or 投诉 is about; null for the other kinds. */
export const CATEGORIES = ['unlicensed', 'staff', 'treatment', 'hygiene', 'records', 'attitude', 'other'] as const;

export const BOARD_DIFFERENCES = ['grade', 'name', 'staff', 'other-place', 'missing'] as const;

/** In words, never stars (words: rate.scale). */
export const RATINGS = ['very-satisfied', 'satisfied', 'fair', 'dissatisfied', 'very-dissatisfied'] as const;
export type Rating = (typeof RATINGS)[number];

const line = v.pipe(v.string(), v.maxLength(LIMITS.line));
const id = v.pipe(v.string(), v.uuid());
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const Photo = v.object({
  type: v.literal('image/jpeg'),
  length: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.photo)),
  /** Of the photo's plain bytes. */
  sha256: digest,
  chunks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.parts)),
});
export type Photo = v.InferOutput<typeof Photo>;

export const Submission = v.object({
  v: v.literal(1),
  id,
  bureau: v.string(),
  kind: v.picklist(KINDS),
  /** Code of the institution it is about; null when the writer names none. */
  institution: v.nullable(v.pipe(v.string(), v.maxLength(16))),
  /** Its name as the writer saw it. */
  institutionName: v.nullable(v.pipe(v.string(), v.maxLength(120))),
  /** By the device's clock. */
  writtenAt: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'an instant'),
  ),
  lang: v.picklist(['zh', 'en']),
  /** Version of the notice that the writer read. */
  notice: line,
  category: v.nullable(v.picklist(CATEGORIES)),
  text: v.pipe(v.string(), v.maxLength(LIMITS.text)),
  /** When it happened, in the writer's words. */
  when: v.nullable(line),
  contact: v.nullable(v.object({ name: v.nullable(line), phone: v.nullable(line) })),
  /** Whether the institution may know who wrote: only ever true when the writer said so. */
  tellInstitution: v.boolean(),
  /** Separate consent to use health data; null where it was not asked for. */
  healthConsent: v.nullable(v.boolean()),
  /** Written by a guardian for a child under 14. */
  guardian: v.boolean(),
  board: v.nullable(v.picklist(BOARD_DIFFERENCES)),
  rating: v.nullable(v.picklist(RATINGS)),
  /** The code on the institution's letter; only the desk can tell whether it is right. */
  objectionCode: v.nullable(line),
  /** Id of the stuck submission that this one corrects. */
  corrects: v.nullable(id),
  /** Base64url of the uncompressed P-256 point to which answers are sealed. */
  replyKey: v.pipe(
    v.string(),
    v.check((text) => fromBase64Url(text)?.length === PUBLIC_KEY_BYTES, 'a P-256 point of 65 bytes'),
  ),
  photos: v.pipe(v.array(Photo), v.maxLength(LIMITS.photos)),
});
export type Submission = v.InferOutput<typeof Submission>;

/** Reads an opened submission; null when it is not one. Unknown fields are dropped. */
export function parseSubmission(value: unknown): Submission | null {
  const read = v.safeParse(Submission, value);
  return read.success ? read.output : null;
}
