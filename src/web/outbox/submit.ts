/** Freezes and seals what was written, and stores all of it at once. */

import { envelopeText } from '../../core/complaint/envelope.ts';
import type { Draft } from '../../core/complaint/seal.ts';
import { newSecret } from '../../core/complaint/secret.ts';
import type { Random } from '../../core/complaint/suite.ts';
import { type Bytes, toHex } from '../../core/domain/bytes.ts';
import type { ItemRecord } from '../store/outbox-record.ts';
import type { KeepOutcome, NewItem } from '../store/outbox-store.ts';
import { fresh } from './machine.ts';
import type { Recipients, Written } from './outbox.ts';
import type { Seals } from './seals.ts';

export interface SubmitParts {
  readonly seals: Seals;
  readonly now: () => Date;
  readonly random: Random;
  readonly add: (item: NewItem) => Promise<KeepOutcome>;
}

/** What became of it; `failed` also when it is larger than the form may let through. */
export async function sealAndStore(
  { seals, now, random, add }: SubmitParts,
  { intake }: Pick<Recipients, 'intake'>,
  written: Written,
  photos: readonly Bytes[],
  keepCopy: boolean,
): Promise<{ readonly kept: 'saved'; readonly record: ItemRecord } | { readonly kept: 'full' | 'failed' }> {
  const draft: Draft = { ...written, id: newId(random), writtenAt: now().toISOString() };
  const secret = newSecret(random);
  const sealed = await seals.seal(draft, photos, intake, secret, random);
  const envelope = envelopeText(sealed.envelope);
  const read = await seals.read(envelope);
  // What could not be read back would be refused by every server.
  if (read === null) return { kept: 'failed' };
  const record = fresh({
    id: draft.id,
    kind: draft.kind,
    about: draft.institutionName,
    corrects: draft.corrects,
    writtenAt: draft.writtenAt,
    secret,
    digest: read.digest,
    parts: sealed.envelope.parts.map(({ sha256 }) => sha256),
    bits: intake.workBits,
    readable: keepCopy,
  });
  const copy = keepCopy ? { text: JSON.stringify(sealed.submission), photos } : null;
  const kept = await add({ record, envelope, parts: sealed.parts, copy });
  return kept === 'saved' ? { kept, record } : { kept };
}

/** UUID version 4 (RFC 9562). `crypto.randomUUID` is younger than our oldest browsers. */
export function newId(random: Random): string {
  const bytes = Uint8Array.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
