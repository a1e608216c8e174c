/**
 * Whether the rows of a dump fit together: a dump's own digest stands beside it, so it finds damage, not a forger. What is
 * signed or chained is checked – receipts by the bureau's keys, envelopes and photos by their digests, steps and groups by
 * the audit. Sealed answers and the lookup of a tombstone are bound by nothing; a forger who rewrites the whole audit and
 * leaves out submissions altogether shows only against a head that was kept elsewhere.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { envelopeDigest, parseEnvelope } from '../../core/complaint/envelope.ts';
import type { ReceiptKeys } from '../../core/complaint/keys.ts';
import { parseReceipt, type Receipt, verifyReceipt } from '../../core/complaint/receipt.ts';
import type { SubmissionState } from '../../core/complaint/status.ts';
import { fromBase64Url, toHex } from '../../core/domain/bytes.ts';
import type { StoredRow } from '../intake/store/stored-rows.ts';
import { parseStep } from './bind-findings.ts';

type Row<Table extends StoredRow['table']> = Extract<StoredRow, { readonly table: Table }>['row'];

/**
 * `receipt-unreadable`, `receipt-of-another`: not for this row. `receipt-not-signed`: not by a receipt key of this bureau.
 * `not-recorded`: its commit group is not in the audit. `envelope-differs`: not what the receipt was given for.
 * `content-missing`: deleted though it is not ended. `part-differs`: a photo's piece. `part-missing`. `steps-differ`: state,
 * term and history are not what the audit says. `count-differs`: more or fewer submissions than the audit received.
 * `entry-unreadable`: an audit entry that this program did not write.
 */
export type DumpProblemCode =
  | 'receipt-unreadable'
  | 'receipt-of-another'
  | 'receipt-not-signed'
  | 'not-recorded'
  | 'envelope-differs'
  | 'content-missing'
  | 'part-differs'
  | 'part-missing'
  | 'steps-differ'
  | 'count-differs'
  | 'entry-unreadable';

export interface DumpProblem {
  readonly code: DumpProblemCode;
  /** Receipt number; for an audit entry its seq, for a part of no submission its digest, for the counts both of them. */
  readonly of: string;
}

export interface DumpCheck {
  /** Looks at one row; in the order of the dump. */
  take(row: StoredRow): Promise<void>;
  /** After the last row: everything that is wrong, in the order of the dump. */
  problems(): readonly DumpProblem[];
}

/** What is remembered of a submission until the end: never its content. */
interface Seen {
  readonly number: string;
  readonly state: SubmissionState;
  readonly due: string | null;
  readonly root: string | null;
  /** Pieces of photos that have not come yet. */
  readonly awaited: Set<string>;
  readonly steps: string[];
}

/** Retention deletes the content of these alone. */
const ENDED: readonly SubmissionState[] = ['closed', 'refused', 'moved'];

const Group = v.object({ count: v.number(), root: v.string() });

/** `keys`: null where the bureau's receipt keys are not here; signatures then go unchecked. */
export function checkDump(keys: ReceiptKeys | null): DumpCheck {
  const found: DumpProblem[] = [];
  const seen = new Map<string, Seen>();
  const recorded: Recorded = { received: 0, roots: new Set(), steps: new Map() };
  const report = (code: DumpProblemCode, of: string) => void found.push({ code, of });
  return {
    async take(stored) {
      switch (stored.table) {
        case 'submissions':
          seen.set(stored.row.id, await checkSubmission(stored.row, keys, report));
          return;
        case 'parts':
          return checkPart(stored.row, seen.get(stored.row.submission), report);
        case 'history':
          seen.get(stored.row.submission)?.steps.push(stepText(stored.row));
          return;
        case 'audit':
          return readEntry(stored.row, recorded, report);
      }
    },
    problems: () => [
      ...found,
      ...[...seen.values()].flatMap((one) => against(recorded, one)),
      ...counted(seen, recorded),
    ],
  };
}

type ReportProblem = (code: DumpProblemCode, of: string) => void;

async function checkSubmission(
  row: Row<'submissions'>,
  keys: ReceiptKeys | null,
  report: ReportProblem,
): Promise<Seen> {
  const { number, state, due } = row;
  const receipt = readReceipt(row.receipt);
  if (receipt === null) report('receipt-unreadable', number);
  else if (!isFor(receipt, row)) report('receipt-of-another', number);
  else if (keys !== null && !(await verifyReceipt(receipt, row, keys))) report('receipt-not-signed', number);
  const parts = row.envelope === null ? [] : await partsOf(row.envelope, row);
  if (parts === null) report('envelope-differs', number);
  if (row.envelope === null && !ENDED.includes(state)) report('content-missing', number);
  return { number, state, due, root: receipt?.group.root ?? null, awaited: new Set(parts), steps: [] };
}

function readReceipt(text: string): Receipt | null {
  try {
    return parseReceipt(JSON.parse(text));
  } catch {
    return null;
  }
}

function isFor(receipt: Receipt, row: Row<'submissions'>): boolean {
  const { id, digest, number, time } = receipt;
  return id === row.id && digest === row.digest && number === row.number && time === row.received_at;
}

/** Digests of the photos' pieces; null unless it is the envelope for which the receipt was given. */
async function partsOf(text: string, row: Row<'submissions'>): Promise<readonly string[] | null> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const read = parseEnvelope(value);
  if (!('envelope' in read) || (await envelopeDigest(read.envelope)) !== row.digest) return null;
  const { id, lookup, parts } = read.envelope;
  // Another lookup would let another person ask for the answers.
  if (id !== row.id || toHex(fromBase64Url(lookup) ?? new Uint8Array(0)) !== row.lookup) return null;
  return parts.map(({ sha256 }) => sha256);
}

function checkPart({ sha256, bytes }: Row<'parts'>, of: Seen | undefined, report: ReportProblem): void {
  of?.awaited.delete(sha256);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) report('part-differs', of?.number ?? sha256);
}

/** What the audit tells. */
interface Recorded {
  received: number;
  readonly roots: Set<string>;
  /** By receipt number. */
  readonly steps: Map<string, { readonly texts: string[]; due: string | null }>;
}

const Due = v.object({ due: v.nullable(v.string()) });

function readEntry(entry: Row<'audit'>, recorded: Recorded, report: ReportProblem): void {
  const read =
    entry.kind === 'received' ? readGroup(entry, recorded) : entry.kind !== 'decided' || readStep(entry, recorded);
  if (!read) report('entry-unreadable', String(entry.seq));
}

function readGroup({ detail }: Row<'audit'>, recorded: Recorded): boolean {
  const group = v.safeParse(Group, parseJson(detail));
  if (!group.success) return false;
  recorded.received += group.output.count;
  recorded.roots.add(group.output.root);
  return true;
}

function readStep({ at, detail }: Row<'audit'>, { steps }: Recorded): boolean {
  const [step, due] = [parseStep({ detail, at }), v.safeParse(Due, parseJson(detail))];
  if (step === null || !due.success) return false;
  const of = steps.get(step.number) ?? { texts: [], due: null };
  of.texts.push(stepText(step));
  of.due = due.output.due;
  steps.set(step.number, of);
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function stepText({ state, at }: { readonly state: SubmissionState; readonly at: string }): string {
  return `${state} ${at}`;
}

function against({ roots, steps }: Recorded, one: Seen): DumpProblem[] {
  const problems: DumpProblem[] = [];
  if (one.root !== null && !roots.has(one.root)) problems.push({ code: 'not-recorded', of: one.number });
  if (one.awaited.size > 0) problems.push({ code: 'part-missing', of: one.number });
  const { texts, due } = steps.get(one.number) ?? { texts: [], due: null };
  const state = texts.at(-1)?.split(' ')[0] ?? 'received';
  const same = texts.join('\n') === one.steps.join('\n') && state === one.state && due === one.due;
  if (!same) problems.push({ code: 'steps-differ', of: one.number });
  return problems;
}

/** Tombstones stay, so what was received is what is there. */
function counted(seen: ReadonlyMap<string, Seen>, { received }: Recorded): DumpProblem[] {
  return seen.size === received ? [] : [{ code: 'count-differs', of: `${seen.size}/${received}` }];
}
