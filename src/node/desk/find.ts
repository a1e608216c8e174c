/** From the number that a person reads out to the sealed submission, and to what stands in it. */
import { type Envelope, envelopeDigest, parseEnvelope } from '../../core/complaint/envelope.ts';
import { type Opened, openSubmission, type RecipientKey } from '../../core/complaint/open.ts';
import { parseReceiptNumber } from '../../core/complaint/receipt.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { IntakeStore, SubmissionRow } from '../intake/store/store.ts';

/** `wrong-number`: mistyped. `deleted`: only the tombstone is left. `damaged`: the row is not what was received. */
export type FindFault =
  | 'wrong-number'
  | 'unknown-number'
  | 'deleted'
  | 'damaged'
  | 'no-key-for-it'
  | 'altered'
  | 'not-a-submission';

export async function findRow(
  store: IntakeStore,
  typed: string,
): Promise<Result<SubmissionRow, 'wrong-number' | 'unknown-number'>> {
  const number = parseReceiptNumber(typed);
  if (number === null) return fail('wrong-number');
  const status = await store.status(number);
  const row = status === null ? null : await store.load(status.id);
  return row === null ? fail('unknown-number') : ok(row);
}

export interface OpenedRow {
  readonly envelope: Envelope;
  readonly opened: Opened;
}

/** Opens a row with whichever of `keys` it was sealed to. */
export async function openRow(
  row: SubmissionRow,
  keys: readonly RecipientKey[],
): Promise<Result<OpenedRow, FindFault>> {
  if (row.envelope === null) return fail('deleted');
  const envelope = await readEnvelope(row.envelope, row);
  if (envelope === null) return fail('damaged');
  const key = keys.find(({ id }) => envelope.recipients.some((recipient) => recipient.key === id));
  if (key === undefined) return fail('no-key-for-it');
  const opened = await openSubmission(envelope, key);
  if (opened.ok) return ok({ envelope, opened: opened.value });
  return fail(opened.fault === 'not-for-this-key' ? 'no-key-for-it' : opened.fault);
}

/** Null unless it is the very envelope for which the receipt was given. */
async function readEnvelope(text: string, row: Pick<SubmissionRow, 'id' | 'digest'>): Promise<Envelope | null> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const read = parseEnvelope(value);
  if (!('envelope' in read) || read.envelope.id !== row.id) return null;
  return (await envelopeDigest(read.envelope)) === row.digest ? read.envelope : null;
}
