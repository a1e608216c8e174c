/** Openings of one institution: penalties, a register's entries, the reasons that rest on penalties, the staff list – with stable salts. */
import { createHash, createHmac } from 'node:crypto';
import type { Evaluation, Reason } from '../../core/domain/evaluation.ts';
import type { InstitutionEntry, Staff, StaffMember } from '../../core/domain/institution.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { canonicalJson, type Json } from '../../core/snapshot/canonical.ts';
import { committedBytes, type Opening, type OpeningBody, type PenaltyOpening } from '../../core/snapshot/opening.ts';
import type { Grounds } from '../../core/snapshot/parts.ts';
import { isInTerm } from '../../core/snapshot/public-now.ts';
import type { PublicReason } from '../../core/snapshot/record.ts';
import { isShowable, repairedBy, shownUntil } from './penalty-terms.ts';
import { listedBodies, type RegisterContext } from './register.ts';
import { isMedical } from './subject.ts';

/**
 * The salt of one commitment: secret, so that nobody can guess a penalty and confirm it, and the same for the same
 * content, so that unchanged data give the same bytes.
 */
function saltFor(secret: Uint8Array, code: InstitutionCode, text: string): string {
  return createHmac('sha256', secret).update(`${code}\0${text}`).digest().subarray(0, 16).toString('base64url');
}

/** Penalties by their index in `events`, whether their term runs or not: only refreshing decides what is in files. */
function penaltyBodies(entry: InstitutionEntry, day: IsoDate): Map<number, PenaltyOpening> {
  const { events } = entry.facts;
  const repaired = repairedBy(events, day);
  const bodies = new Map<number, PenaltyOpening>();
  const seen = new Set<string>();
  events.forEach((event, at) => {
    if (!isShowable(event, repaired) || seen.has(event.documentNo)) return;
    const until = shownUntil(event);
    if (until === null) return;
    seen.add(event.documentNo);
    bodies.set(at, {
      type: 'penalty',
      on: event.on,
      documentNo: event.documentNo,
      cause: event.cause ?? '',
      result: event.result ?? event.penaltyKind ?? '',
      basis: event.basis ?? '',
      authority: event.authority ?? '',
      shownUntil: until,
    });
  });
  return bodies;
}

/** What may be said of a reason in public. */
export function publicReason(reason: Reason, terms: RulebookTerms): PublicReason {
  const shown = terms.reasons[reason.rule]?.shows !== 'nothing';
  const text = (value: Reason['observed']) => (value === null || !shown ? null : String(value));
  return {
    rule: reason.rule,
    effect: reason.effect,
    observed: text(reason.observed),
    threshold: text(reason.threshold),
  };
}

/** What a record says of the reasons of a grade: those that rest on penalties stand in openings. */
export function groundsOf({ reasons }: Pick<Evaluation, 'reasons'>, terms: RulebookTerms): Grounds {
  const open = reasons.filter((reason) => !restsOnPenalties(reason, terms));
  return {
    reasons: open.map((reason) => publicReason(reason, terms)),
    sealedReasons: open.length < reasons.length,
  };
}

function restsOnPenalties(reason: Reason, terms: RulebookTerms): boolean {
  return terms.reasons[reason.rule]?.shows === 'penalty';
}

export interface OpeningContext extends RegisterContext {
  readonly terms: RulebookTerms;
  readonly saltSecret: Uint8Array;
}

/**
 * Every opening of the institution, lapsed ones too: their commitments belong to the record whatever the day is. Penalties
 * and entries stand in the order in which people read them: no surface sorts them again.
 */
export function openingsOf(
  entry: InstitutionEntry,
  code: InstitutionCode,
  reasons: readonly Reason[],
  context: OpeningContext,
): Opening[] {
  const { terms } = context;
  const penalties = penaltyBodies(entry, context.today);
  const bodies: OpeningBody[] = [...[...penalties.values()].sort(newestFirst), ...listedBodies(entry, context)];
  for (const reason of reasons) {
    if (!restsOnPenalties(reason, terms)) continue;
    const ends = reason.events.map((at) => penalties.get(at)?.shownUntil);
    // Resting on a penalty that is not shown (minor, not classed), the reason is not shown either.
    if (ends.length === 0 || ends.includes(undefined)) continue;
    const first = ends.filter((end) => end !== undefined).sort()[0];
    if (first !== undefined) bodies.push({ type: 'reason', ...publicReason(reason, terms), shownUntil: first });
  }
  if (entry.staff.length > 0 && isMedical(entry.institution, terms))
    bodies.push({ type: 'staff', members: doctorsFirst(entry.staff) });
  // A row that stands there twice says nothing twice (GEN-2): its two commitments would be one.
  const said = new Map(bodies.map((body) => [canonicalJson(body as unknown as Json), body]));
  return [...said].map(([text, body]) => ({ salt: saltFor(context.saltSecret, code, text), body }));
}

/** What the record says of them, in an order that tells nothing. */
export function commitmentsOf(openings: readonly Opening[]): string[] {
  return openings.map(commitmentOf).sort();
}

export function commitmentOf(opening: Opening): string {
  return createHash('sha256').update(committedBytes(opening)).digest('base64url');
}

const RANK: Readonly<Record<StaffMember['group'], number>> = { doctor: 0, nurse: 1, other: 2 };

/** Whom a patient looks for first; within a group as the bureau wrote them. Sealed so: page, facts and script follow. */
export function doctorsFirst(staff: Staff): StaffMember[] {
  return [...staff].sort((a, b) => RANK[a.group] - RANK[b.group]);
}

function newestFirst(a: PenaltyOpening, b: PenaltyOpening): number {
  if (a.on !== b.on) return a.on < b.on ? 1 : -1;
  return a.documentNo < b.documentNo ? -1 : 1;
}

/** Those that files may hold on that day. */
export function openOn(openings: readonly Opening[], day: IsoDate): Opening[] {
  return openings.filter(({ body }) => isInTerm(body, day));
}
