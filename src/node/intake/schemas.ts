/**
 * JSON Schemas of the routes: Fastify refuses by them at the door, and the OpenAPI document is made from them. Behind them
 * core's strict parse decides; a schema here is never looser than what the document promises.
 */
import { RECEIPT_SUITE } from '../../core/complaint/keys.ts';
import { LIMITS } from '../../core/complaint/limits.ts';
import type { RefusalCode } from '../../core/complaint/protocol.ts';
import { STATES } from '../../core/complaint/status.ts';
import { SUITE } from '../../core/complaint/suite-id.ts';

/** Every key required, no other key taken. */
const strict = <Properties extends Readonly<Record<string, object>>>(properties: Properties) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const text = (pattern: string, description?: string) => ({
  type: 'string',
  pattern,
  ...(description && { description }),
});
const hex = (length: number, description?: string) => text(`^[0-9a-f]{${length}}$`, description);
const base64url = (least: number, most: number, description?: string) =>
  text(`^[A-Za-z0-9_-]{${least},${most}}$`, description);
const uuid = text('^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$', 'UUID, made once on the device');
const instant = { type: 'string', description: 'ISO 8601' };
const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const encoded = (bytes: number): number => Math.ceil((bytes * 4) / 3);

const envelope = strict({
  suite: { const: SUITE },
  bureau: text('^[a-z0-9][a-z0-9-]{0,63}$'),
  id: uuid,
  lookup: base64url(43, 43, 'SHA-256 of the status proof'),
  commitment: base64url(43, 43, 'Binds the content key'),
  recipients: {
    type: 'array',
    minItems: 1,
    maxItems: 4,
    items: strict({ key: hex(16), enc: base64url(87, 87), wrapped: base64url(64, 64) }),
  },
  body: base64url(0, encoded(LIMITS.body), 'The submission, padded and encrypted'),
  parts: {
    type: 'array',
    maxItems: LIMITS.parts,
    items: strict({ sha256: hex(64), length: { type: 'integer', minimum: 17, maximum: LIMITS.sealedPart } }),
  },
});

const work = base64url(11, 11, 'Eight bytes: SHA-256 of digest and work begins with the bits asked for');

export const SUBMIT_BODY = strict({ envelope, work });
export const PART_BODY = strict({
  id: uuid,
  sha256: hex(64, 'Of the sealed bytes; the work is over it'),
  bytes: base64url(encoded(17), encoded(LIMITS.sealedPart)),
  work,
});
export const STATUS_BODY = strict({
  number: { type: 'string', maxLength: 40, description: 'Receipt number, as typed' },
  proof: base64url(43, 43, 'What only the lookup code gives'),
});

export const RECEIPT_ANSWER = strict({
  receipt: strict({
    suite: { const: RECEIPT_SUITE },
    bureau: { type: 'string' },
    key: hex(16, 'Id of the key in keys/receipts.json'),
    id: uuid,
    digest: hex(64, 'SHA-256 of the envelope'),
    number: text('^[0-9A-HJ-NP-RTUWXY]{12}$'),
    time: instant,
    group: strict({
      size: { type: 'integer', minimum: 1 },
      index: { type: 'integer', minimum: 0 },
      path: { type: 'array', maxItems: 20, items: hex(64) },
      root: hex(64),
      signature: base64url(86, 86),
    }),
  }),
});
export const PART_ANSWER = strict({ stored: { enum: ['new', 'known'] } });

const answer = strict({ suite: { const: SUITE }, enc: { type: 'string' }, text: { type: 'string' } });
export const STATUS_ANSWER = strict({
  id: uuid,
  number: { type: 'string' },
  state: { enum: STATES },
  at: instant,
  due: nullable(text('^\\d{4}-\\d{2}-\\d{2}$')),
  history: { type: 'array', items: strict({ state: { enum: STATES }, at: instant, answer: nullable(answer) }) },
});

/** A refusal with one of these codes; `data` may come with it. */
export function refusalSchema(
  description: string,
  codes: readonly RefusalCode[],
  data: readonly DataName[] = [],
): object {
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: ['code', 'message'],
    properties: {
      code: { enum: codes },
      message: { type: 'string', description: 'Chinese and English: what to do' },
      ...Object.fromEntries(data.map((name) => [name, DATA[name]])),
    },
  };
}

const DATA = {
  bits: { type: 'integer', minimum: 0, maximum: 32, description: 'Bits of work that are asked for now' },
  missing: { type: 'array', items: { type: 'integer', minimum: 0 }, description: 'Indexes into envelope.parts' },
  faults: { type: 'array', items: { type: 'string' }, description: 'Paths at fault and what was expected' },
} as const;
type DataName = keyof typeof DATA;
