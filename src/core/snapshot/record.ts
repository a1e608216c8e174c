/** The record: what is public about one institution in one release. Its bytes are a leaf of the release's tree. */
import { type Bytes, utf8 } from '../domain/bytes.ts';
import type { WithdrawalCause } from '../domain/facts.ts';
import type { Certificate, CreditPoints, Licence } from '../domain/institution.ts';
import type { InstitutionCode } from '../domain/institution-code.ts';
import type { IsoDate, Period } from '../domain/iso-date.ts';
import type { Text } from '../domain/terms.ts';
import { canonicalJson, type Json } from './canonical.ts';

/** A reason as far as it is public: rule, article by the rulebook's terms, and what may be said of the observation. */
export interface PublicReason {
  readonly rule: string;
  readonly effect: string;
  /** Null where the observation is not public (policy readings, 7). */
  readonly observed: string | null;
  readonly threshold: string | null;
}

/**
 * Why there is no grade, in the states that people read (experience, grade states). `unrated` is an association's one
 * state: who failed and who never applied look the same.
 */
export type UngradedState = 'new' | 'awaiting' | 'incomplete' | 'out-of-scope' | 'unrated';

export type RecordOutcome =
  | {
      readonly status: 'graded';
      readonly grade: string;
      readonly mark: Text;
      readonly word: Text | null;
      /** 1 is best, of `levels`. */
      readonly level: number;
      readonly levels: number;
      /** Last day of validity; null: until the next grades are published. */
      readonly validUntil: IsoDate | null;
      readonly reasons: readonly PublicReason[];
      /** Some reason rests on penalties and stands in an opening of its own, so that it can leave with them. */
      readonly sealedReasons: boolean;
      readonly rulings: readonly string[];
      /** The grade in force was changed within the year by an amendment. */
      readonly change: GradeChange | null;
    }
  | { readonly status: 'not-graded'; readonly state: UngradedState }
  | { readonly status: 'withdrawn'; readonly cause: WithdrawalCause; readonly on: IsoDate }
  | { readonly status: 'register' };

export interface GradeChange {
  readonly from: string;
  readonly on: IsoDate;
  readonly article: string;
  readonly documentNo: string;
}

/** A grade that is proposed for a year and may still be objected to (公示); it stands beside the outcome in force. */
export interface Proposal {
  readonly year: number;
  readonly grade: string;
  readonly mark: Text;
  readonly word: Text | null;
  /** 1 is best, of `levels`. */
  readonly level: number;
  readonly levels: number;
  /** Day on which this institution was first proposed for this year. */
  readonly from: IsoDate;
  /** Last day of the period, that day included. */
  readonly until: IsoDate;
  /** Day on which another grade was proposed within the period; null: the first one stands. */
  readonly corrected: IsoDate | null;
}

export interface InstitutionRecord {
  readonly v: 1;
  readonly bureau: string;
  readonly year: number;
  readonly period: Period;
  readonly code: InstitutionCode;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly kind: string;
  readonly level: string;
  readonly town: string;
  readonly address: string;
  readonly phone: string | null;
  readonly creditCode: string | null;
  readonly licence: Licence;
  readonly principal: string | null;
  readonly staff: { readonly doctors: number; readonly nurses: number; readonly others: number } | null;
  readonly outcome: RecordOutcome;
  /** Not there at all when nothing is proposed, so that the bytes of other records have no trace of it. */
  readonly proposal?: Proposal;
  /** Id of its kind where the policy grades several; like `proposal`, this and the next four are not there where unused. */
  readonly subject?: string;
  /** Of the grade in `outcome`. `year` and `period` are then its own. */
  readonly certificate?: Certificate;
  /** Imported points; they are no grade. */
  readonly credit?: CreditPoints;
  /** How many of the staff signed a public commitment. */
  readonly promises?: number;
  /** The name before the last change of name. */
  readonly formerName?: string;
  readonly commitment: { readonly year: number; readonly signedOn: IsoDate; readonly items: readonly string[] } | null;
  readonly statement: { readonly text: string; readonly on: IsoDate } | null;
  /**
   * Salted commitments of everything that can leave (openings), base64url, sorted: their kinds are not told,
   * so an old record does not say how many penalties there were.
   */
  readonly sealed: readonly string[];
}

/** The exact text whose UTF-8 bytes are hashed, stored and carried by the page. */
export function recordText(record: InstitutionRecord): string {
  return canonicalJson(record as unknown as Json);
}

export function recordBytes(record: InstitutionRecord): Bytes {
  return utf8(recordText(record));
}
