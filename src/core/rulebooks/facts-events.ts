/** Decoders of events and amendments, kind by kind (policy readings, 1). */
import { decimal } from '../domain/decimal.ts';
import type { Amendment, Event, MalpracticeEvent, PenaltyEvent, PlainEventKind } from '../domain/facts.ts';
import {
  byKind,
  type Decoder,
  day,
  decimalBetween,
  flag,
  name,
  object,
  optional,
  required,
  text,
  withDefault,
  word,
} from './decode.ts';

/** Points are counted up from nothing. */
const points = decimalBetween(decimal('0'), null);
const dated = { on: required(day), documentNo: optional(text) };

type Of<Kind extends Event['kind']> = Extract<Event, { readonly kind: Kind }>;

function plain(kind: PlainEventKind): Decoder<Event> {
  return object<{ kind: PlainEventKind } & Pick<PenaltyEvent, 'on' | 'documentNo'>>({
    kind: required(word(kind)),
    ...dated,
  });
}

const penalty = object<PenaltyEvent>({
  kind: required(word('penalty')),
  ...dated,
  scope: withDefault(word('health', 'medicalRelated', 'other'), 'health'),
  status: withDefault(word('effective', 'revoked'), 'effective'),
  revokedOn: optional(day),
  seriousness: optional(word('minor', 'ordinary', 'serious')),
  penaltyKind: optional(text),
  procedure: optional(text),
  cause: optional(text),
  basis: optional(text),
  result: optional(text),
  authority: optional(text),
  against: withDefault(word('institution', 'person'), 'institution'),
});

/** What is not said of an event is read as not found: no major accident, other harm, not established. */
const malpractice = object<MalpracticeEvent>({
  kind: required(word('malpractice')),
  ...dated,
  responsibility: required(word('full', 'main', 'equal', 'secondary', 'minor')),
  harm: withDefault(word('death', 'disability', 'other'), 'other'),
  major: withDefault(flag, false),
  established: withDefault(word('appraisal', 'court', 'none'), 'none'),
});

function sanctionable(kind: 'touting' | 'illegalAdvertising'): Decoder<Event> {
  return object<Of<'touting' | 'illegalAdvertising'>>({
    kind: required(word(kind)),
    ...dated,
    sanctioned: withDefault(flag, false),
  });
}

function positive(kind: 'commendation' | 'publicService'): Decoder<Event> {
  return object<Of<'commendation' | 'publicService'>>({
    kind: required(word(kind)),
    ...dated,
    title: optional(text),
    level: optional(text),
  });
}

const EVENTS: Readonly<Record<Event['kind'], Decoder<Event>>> = {
  penalty,
  malpractice,
  obstruction: plain('obstruction'),
  orderDefiance: plain('orderDefiance'),
  overdueRectification: plain('overdueRectification'),
  unregisteredPhysician: plain('unregisteredPhysician'),
  conductViolation: plain('conductViolation'),
  seriousViolation: plain('seriousViolation'),
  severeSocialImpact: plain('severeSocialImpact'),
  setupNonCompliance: plain('setupNonCompliance'),
  suspendedVerification: plain('suspendedVerification'),
  safetyAccident: plain('safetyAccident'),
  fireAccident: plain('fireAccident'),
  falseApplication: plain('falseApplication'),
  systemAvoidance: object<Of<'systemAvoidance'>>({
    kind: required(word('systemAvoidance')),
    ...dated,
    intentional: withDefault(flag, false),
    bySampling: withDefault(flag, false),
  }),
  complaint: object<Of<'complaint'>>({
    kind: required(word('complaint')),
    ...dated,
    // Absent and null both mean: not decided yet.
    substantiated: withDefault<boolean | null>(flag, null),
    severeImpact: withDefault(flag, false),
  }),
  safetyPoints: object<Of<'safetyPoints'>>({
    kind: required(word('safetyPoints')),
    ...dated,
    points: required(points),
  }),
  badPracticePoints: object<Of<'badPracticePoints'>>({
    kind: required(word('badPracticePoints')),
    ...dated,
    points: required(points),
    item: optional(text),
  }),
  touting: sanctionable('touting'),
  illegalAdvertising: sanctionable('illegalAdvertising'),
  commendation: positive('commendation'),
  publicService: positive('publicService'),
  creditRepair: object<Of<'creditRepair'>>({
    kind: required(word('creditRepair')),
    ...dated,
    repairs: required(name),
  }),
  otherNegative: object<Of<'otherNegative'>>({
    kind: required(word('otherNegative')),
    ...dated,
    description: optional(text),
  }),
};

type Change<Kind extends Amendment['kind']> = Extract<Amendment, { readonly kind: Kind }>;

const AMENDMENTS: Readonly<Record<Amendment['kind'], Decoder<Amendment>>> = {
  directDowngrade: object<Change<'directDowngrade'>>({
    kind: required(word('directDowngrade')),
    ...dated,
    to: required(name),
    reason: optional(text),
  }),
  labelWithdrawn: object<Change<'labelWithdrawn'>>({
    kind: required(word('labelWithdrawn')),
    ...dated,
    cause: required(word('closed', 'licenceRevoked', 'licenceCancelled', 'other')),
    reason: optional(text),
  }),
};

export const event: Decoder<Event> = byKind(EVENTS);
export const amendment: Decoder<Amendment> = byKind(AMENDMENTS);
