/** One step of a submission: checked, its answer sealed to the writer, its finding kept, then taken in the store. */
import { LIMITS } from '../../core/complaint/limits.ts';
import type { RecipientKey } from '../../core/complaint/open.ts';
import { NEXT_STATES, type SealedAnswer, type SubmissionState, sealAnswer } from '../../core/complaint/status.ts';
import type { Submission, SubmissionKind } from '../../core/complaint/submission.ts';
import type { Random } from '../../core/complaint/suite.ts';
import { type InstitutionCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { SubmissionRow } from '../intake/store/store.ts';
import { type CodeTable, loadCodes } from '../publish/codes.ts';
import { holdsIdentityNumber } from '../publish/workspace/privacy.ts';
import { appendFinding, type Finding, findingDigest, isPlainCell } from './decisions.ts';
import type { Desk } from './desk.ts';
import { dueAfter } from './due.ts';
import { type FindFault, findRow, openRow } from './find.ts';

export interface OutcomeOrder {
  readonly outcome: 'substantiated' | 'unsubstantiated';
  /** Empty without one: then nothing is exported. */
  readonly documentNo: string;
  readonly on: IsoDate | null;
  readonly severe: boolean;
  /** Where the writer named none or the wrong one; null for the one that the submission names. */
  readonly institution: string | null;
}

export interface DecideOrder {
  /** As typed. */
  readonly number: string;
  readonly state: SubmissionState;
  /** For a refusal its reason, for a move its place. */
  readonly answer: string | null;
  /** Null: by the bureau's terms. */
  readonly due: IsoDate | null;
  readonly outcome: OutcomeOrder | null;
  readonly by: string;
}

export interface DecideWorld {
  /** Asked only when the submission must be opened. */
  readonly keys: () => Promise<readonly RecipientKey[]>;
  readonly now: Date;
  readonly random: Random;
}

export type DecideFault =
  | { readonly code: FindFault }
  | { readonly code: 'not-allowed'; readonly from: SubmissionState; readonly allowed: readonly SubmissionState[] }
  | { readonly code: 'answer-missing' | 'answer-too-long' | 'by-not-plain' | 'due-in-the-past' }
  | { readonly code: 'outcome-too-early' | 'outcome-of-no-complaint' | 'document-no-not-plain' | 'on-wrong' }
  | { readonly code: 'institution-unknown' };

export interface Decided {
  readonly number: string;
  readonly state: SubmissionState;
  readonly due: IsoDate | null;
  /** `no-reply-key`: what was sent does not open, or holds no key to seal answers to: the answer reaches nobody. */
  readonly answer: 'sealed' | 'none' | 'no-reply-key';
  readonly finding: Finding | null;
  /** China's day on which it was received, when the finding's day is before it: allowed, but mostly a slip. */
  readonly foundBefore: IsoDate | null;
}

/** Received so; no other key or backup would change it. */
const UNREADABLE: readonly FindFault[] = ['altered', 'not-a-submission'];
const NEEDS_ANSWER: readonly SubmissionState[] = ['refused', 'moved', 'answered'];
/** An event of the workbook rests on a report; ratings and what institutions send never become one. */
const COMPLAINTS: readonly SubmissionKind[] = ['tip', 'own', 'board'];

export async function decideSubmission(
  desk: Desk,
  order: DecideOrder,
  world: DecideWorld,
): Promise<Result<Decided, DecideFault>> {
  const found = await findRow(desk.store, order.number);
  if (!found.ok) return fail({ code: found.fault });
  const row = found.value;
  const fault = faultOf(order, row, chinaDay(world.now));
  if (fault !== null) return fail(fault);
  const prepared = await prepare(desk, order, row, world);
  if (!prepared.ok) return prepared;
  const { sealed, finding } = prepared.value;
  const due =
    order.due ??
    dueAfter({ from: row.state, to: order.state, due: row.due }, desk.bureau.intakeTerms, chinaDay(world.now));
  const at = world.now.toISOString();
  if (finding !== null) await appendFinding(desk.dir, finding);
  const answer = sealed === 'no-reply-key' ? null : sealed;
  const bound = finding === null ? {} : { finding: findingDigest(finding) };
  const taken = await desk.store.decide({ id: row.id, state: order.state, due, answer, at, by: order.by, ...bound });
  // Somebody else was faster: what stands now decides what may follow.
  if (!taken) return fail(notAllowed((await desk.store.load(row.id))?.state ?? row.state));
  const what = sealed === 'no-reply-key' ? sealed : sealed === null ? 'none' : 'sealed';
  const received = chinaDay(new Date(row.receivedAt));
  const early = finding !== null && finding.on !== '' && finding.on < received;
  return ok({
    number: row.number,
    state: order.state,
    due,
    answer: what,
    finding,
    foundBefore: early ? received : null,
  });
}

/** What can be told without opening the submission. */
function faultOf(order: DecideOrder, row: SubmissionRow, today: IsoDate): DecideFault | null {
  const { state, answer, due, outcome, by } = order;
  if (!NEXT_STATES[row.state].includes(state)) return notAllowed(row.state);
  if (answer === null && NEEDS_ANSWER.includes(state)) return { code: 'answer-missing' };
  if (answer !== null && answer.length > LIMITS.text) return { code: 'answer-too-long' };
  if (by === '' || !isPlainCell(by)) return { code: 'by-not-plain' };
  if (due !== null && due < today) return { code: 'due-in-the-past' };
  if (outcome === null) return null;
  if (state !== 'answered' && !(state === 'closed' && row.state === 'answered')) return { code: 'outcome-too-early' };
  const { documentNo, on } = outcome;
  if (documentNo.length > 120 || !isPlainCell(documentNo) || holdsIdentityNumber(documentNo)) {
    return { code: 'document-no-not-plain' };
  }
  return on === null ? (documentNo === '' ? null : { code: 'on-wrong' }) : on > today ? { code: 'on-wrong' } : null;
}

function notAllowed(from: SubmissionState): DecideFault {
  return { code: 'not-allowed', from, allowed: NEXT_STATES[from] };
}

interface Prepared {
  readonly sealed: SealedAnswer | null | 'no-reply-key';
  readonly finding: Finding | null;
}

async function prepare(
  desk: Desk,
  order: DecideOrder,
  row: SubmissionRow,
  world: DecideWorld,
): Promise<Result<Prepared, DecideFault>> {
  if (order.answer === null && order.outcome === null) return ok({ sealed: null, finding: null });
  const opened = await openRow(row, await world.keys());
  if (!opened.ok) {
    // Anybody can send what does not open. It must be possible to end it, though there is nobody to answer.
    const ends = order.outcome === null && UNREADABLE.includes(opened.fault);
    return ends ? ok({ sealed: 'no-reply-key', finding: null }) : fail({ code: opened.fault });
  }
  const { submission } = opened.value.opened;
  const finding =
    order.outcome === null ? null : findingOf(order, row, submission, await loadCodes(desk.dir), world.now);
  if (finding !== null && !finding.ok) return finding;
  const sealed = order.answer === null ? null : await seal(order.answer, submission, world.random);
  return ok({ sealed, finding: finding === null ? null : finding.value });
}

/** The reply key is whatever the writer's program sent; it may be no point of the curve. */
async function seal(text: string, submission: Submission, random: Random): Promise<SealedAnswer | 'no-reply-key'> {
  try {
    return await sealAnswer(text, submission, random);
  } catch {
    return 'no-reply-key';
  }
}

function findingOf(
  order: DecideOrder,
  row: SubmissionRow,
  submission: Submission,
  codes: CodeTable,
  now: Date,
): Result<Finding, DecideFault> {
  const { state, outcome, by } = order;
  if (outcome === null || (state !== 'answered' && state !== 'closed')) return fail({ code: 'outcome-too-early' });
  if (!COMPLAINTS.includes(submission.kind)) return fail({ code: 'outcome-of-no-complaint' });
  const institution = knownCode(outcome.institution ?? submission.institution, codes);
  if (institution === null) return fail({ code: 'institution-unknown' });
  const { documentNo, on, severe } = outcome;
  return ok({
    number: row.number,
    state,
    outcome: outcome.outcome,
    document_no: documentNo,
    on: on ?? '',
    severe: severe ? 'yes' : 'no',
    institution,
    by,
    at: now.toISOString(),
  });
}

function knownCode(typed: string | null, codes: CodeTable): InstitutionCode | null {
  const code = typed === null ? null : parseInstitutionCode(typed);
  return code !== null && [...codes.values()].includes(code) ? code : null;
}
