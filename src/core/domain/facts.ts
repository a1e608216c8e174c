/** The one vocabulary of facts that all rulebooks read (policy readings, 1). */
import type { IsoDate, Period } from './iso-date.ts';

/** A decimal exactly as written (`"93.50"`, `6`); read with `parseDecimal`, never as a float (GEN-7). */
export type DecimalText = string;

interface Dated {
  /** The day of the decision or finding; the evidence period is compared with it. */
  readonly on: IsoDate;
  /** The document the fact rests on; without it a negative fact does not count (GEN-1). */
  readonly documentNo?: string;
}

export interface PenaltyEvent extends Dated {
  readonly kind: 'penalty';
  readonly scope: 'health' | 'medicalRelated' | 'other';
  readonly status: 'effective' | 'revoked';
  /** Day on which it was revoked, altered or declared void. No rulebook reads it: it must be off every page within three days. */
  readonly revokedOn?: IsoDate;
  readonly seriousness?: 'minor' | 'ordinary' | 'serious';
  readonly penaltyKind?: string;
  readonly procedure?: string;
  readonly cause?: string;
  readonly basis?: string;
  readonly result?: string;
  readonly authority?: string;
  readonly against: 'institution' | 'person';
}

export interface MalpracticeEvent extends Dated {
  readonly kind: 'malpractice';
  readonly responsibility: 'full' | 'main' | 'equal' | 'secondary' | 'minor';
  readonly harm: 'death' | 'disability' | 'other';
  readonly major: boolean;
  readonly established: 'appraisal' | 'court' | 'none';
}

/** Facts that carry nothing beyond their day and document. */
export type PlainEventKind =
  | 'obstruction'
  | 'orderDefiance'
  | 'overdueRectification'
  | 'unregisteredPhysician'
  | 'conductViolation'
  | 'seriousViolation'
  | 'severeSocialImpact'
  | 'setupNonCompliance'
  | 'suspendedVerification'
  | 'safetyAccident'
  | 'fireAccident'
  | 'falseApplication';

export type Event =
  | PenaltyEvent
  | MalpracticeEvent
  | (Dated & { readonly kind: PlainEventKind })
  | (Dated & { readonly kind: 'systemAvoidance'; readonly intentional: boolean; readonly bySampling: boolean })
  | (Dated & { readonly kind: 'complaint'; readonly substantiated: boolean | null; readonly severeImpact: boolean })
  | (Dated & { readonly kind: 'safetyPoints'; readonly points: DecimalText })
  | (Dated & { readonly kind: 'badPracticePoints'; readonly points: DecimalText; readonly item?: string })
  | (Dated & { readonly kind: 'touting' | 'illegalAdvertising'; readonly sanctioned: boolean })
  | (Dated & { readonly kind: 'commendation' | 'publicService'; readonly title?: string; readonly level?: string })
  | (Dated & { readonly kind: 'creditRepair'; readonly repairs: string })
  | (Dated & { readonly kind: 'otherNegative'; readonly description?: string });

/** A change of the grade in force; never evidence for the next year. */
export type Amendment =
  | (Dated & { readonly kind: 'directDowngrade'; readonly to: string; readonly reason?: string })
  | (Dated & {
      readonly kind: 'labelWithdrawn';
      readonly cause: WithdrawalCause;
      readonly reason?: string;
    });

export type WithdrawalCause = 'closed' | 'licenceRevoked' | 'licenceCancelled' | 'other';

/** One line of an on-site evaluation table. */
export interface OnSiteItem {
  readonly id: string;
  readonly max: DecimalText;
  readonly score: DecimalText;
  /** 0 none, 1 single-star, 2 double-star (一票否决项). */
  readonly star: 0 | 1 | 2;
  readonly applicable: boolean;
  readonly met: boolean;
  /** Found in breach within the period, even if corrected since (痕迹管理): scores 0. */
  readonly violationFound: boolean;
}

export interface Eligibility {
  readonly member: boolean;
  readonly licencesValid: boolean;
  readonly meetsBasicStandards: boolean;
  readonly licenceConductClean: boolean;
  readonly qualifiedStaffOnly: boolean;
  readonly level: 'tertiary' | 'secondary' | 'primary' | 'other';
  readonly monthsInOperation: number;
  readonly majorIncidentWithinTwoYears: boolean;
  readonly badPracticePointsByYear: readonly DecimalText[];
  readonly satisfaction: DecimalText;
  readonly adverseRecordWithinTwoYears: boolean;
  readonly conductFailingWithinTwoYears: boolean;
}

export interface Assessments {
  readonly positiveTier?: 'good' | 'fair' | 'poor';
  readonly onSite?: { readonly inspectors: number; readonly items: readonly OnSiteItem[] };
  readonly publicHealthScore?: DecimalText;
  readonly importedGrade?: { readonly grade: string; readonly source?: string; readonly on?: IsoDate };
  readonly associationScore?: DecimalText;
  readonly eligibility?: Eligibility;
}

/** What a rulebook may know of one institution. */
export interface InstitutionFacts {
  readonly id: string;
  readonly licence: 'practice-licence' | 'clinic-filing';
  /** Where the policy grades others than medical institutions too: the id of its kind (`RulebookTerms.subjects`). */
  readonly subject?: string;
  readonly assessments: Assessments;
  readonly events: readonly Event[];
  readonly amendments: readonly Amendment[];
}

export interface Facts {
  /** The evidence period, both ends included (GEN-4). */
  readonly period: Period;
  readonly institutions: readonly InstitutionFacts[];
}
