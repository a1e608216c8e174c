/** Freezes and seals what was written, and stores all of it at once. */

import { envelopeText } from '../../core/complaint/envelope.ts';
import type { Draft } from '../../core/complaint/seal.ts';
import { newSecret } from '../../core/complaint/secret.ts';
import type { Random } from '../../core/complaint/suite.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import { newId } from '../store/new-id.ts';
import type { ItemRecord } from '../store/outbox-record.ts';
import type { DraftOutcome, DraftPlace, NewItem } from '../store/outbox-store.ts';
import { fresh } from './machine.ts';
import type { Recipients, Written } from './outbox.ts';
import type { Seals } from './seals.ts';

export interface SubmitParts {
  readonly seals: Seals;
  readonly now: () => Date;
  readonly random: Random;
  readonly add: (item: NewItem) => Promise<DraftOutcome>;
}

/**
 * What became of it; `failed` also when it is larger than the form may let through. `from`: the draft that goes with it,
 * whose id it takes.
 */
export async function sealAndStore(
  { seals, now, random, add }: SubmitParts,
  { intake }: Pick<Recipients, 'intake'>,
  written: Written,
  photos: readonly Bytes[],
  keepCopy: boolean,
  from: DraftPlace | null,
): Promise<
  { readonly kept: 'saved'; readonly record: ItemRecord } | { readonly kept: Exclude<DraftOutcome, 'saved'> }
> {
  const draft: Draft = { ...written, id: from?.id ?? newId(random), writtenAt: now().toISOString() };
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
  const kept = await add({ record, envelope, parts: sealed.parts, copy, draft: from });
  return kept === 'saved' ? { kept, record } : { kept };
}
