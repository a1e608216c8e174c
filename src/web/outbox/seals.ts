/** What the outbox asks of core's cryptography, in one place: tests of long histories bring a cheap one. */
import { type Envelope, envelopeDigest, parseEnvelope } from '../../core/complaint/envelope.ts';
import { verifyReceipt } from '../../core/complaint/receipt.ts';
import { sealSubmission } from '../../core/complaint/seal.ts';
import { findWork } from '../../core/complaint/work.ts';
import { readJson } from './answer.ts';

/** An envelope as it was stored, with the digest of just that. */
export interface ReadEnvelope {
  readonly envelope: Envelope;
  /** Lower-case hex. */
  readonly digest: string;
}

/** What sending needs; apart, so that the service worker does not carry what seals. */
export interface SendingSeals {
  /** Reads a stored envelope; null when it is not one any more. */
  readonly read: (text: string) => Promise<ReadEnvelope | null>;
  readonly work: typeof findWork;
  readonly verify: typeof verifyReceipt;
}

export interface Seals extends SendingSeals {
  readonly seal: typeof sealSubmission;
}

export const sendingSeals: SendingSeals = {
  read: async (text) => {
    const read = parseEnvelope(readJson(text));
    return 'envelope' in read ? { envelope: read.envelope, digest: await envelopeDigest(read.envelope) } : null;
  },
  work: findWork,
  verify: verifyReceipt,
};

export const coreSeals: Seals = { ...sendingSeals, seal: sealSubmission };
