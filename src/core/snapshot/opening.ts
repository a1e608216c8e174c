/** Openings: the texts behind a record's commitments, which can leave while the signed record stays. */
import { type Bytes, concat, fromBase64Url, sha256, toBase64Url, utf8 } from '../domain/bytes.ts';
import type { StaffMember } from '../domain/institution.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import type { RegisterList } from '../domain/terms.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { PublicReason } from './record.ts';

/** One administrative penalty as shown. */
export interface PenaltyOpening {
  readonly type: 'penalty';
  readonly on: IsoDate;
  readonly documentNo: string;
  readonly cause: string;
  readonly result: string;
  readonly basis: string;
  readonly authority: string;
  /** Last day on which it may be shown. */
  readonly shownUntil: IsoDate;
}

/** One entry of a register: what must be able to leave, as a penalty must. */
export interface ListedOpening {
  readonly type: 'listed';
  readonly list: RegisterList;
  readonly on: IsoDate;
  /** Empty where it rests on none: a commendation. */
  readonly documentNo: string;
  readonly text: string;
  /** Points, or the level of a commendation; empty where there is neither. */
  readonly detail: string;
  readonly shownUntil: IsoDate;
}

/** A reason that rests on penalties; it leaves with the first of them. */
export interface ReasonOpening extends PublicReason {
  readonly type: 'reason';
  readonly shownUntil: IsoDate;
}

/** The staff list as of the release that it travels with. */
export interface StaffOpening {
  readonly type: 'staff';
  readonly members: readonly StaffMember[];
}

export type OpeningBody = PenaltyOpening | ListedOpening | ReasonOpening | StaffOpening;

/** A body with the salt of its commitment (16 bytes, base64url). */
export interface Opening {
  readonly salt: string;
  readonly body: OpeningBody;
}

/** SHA-256 of `committedBytes`, base64url (trust, "What must be able to leave"). */
export async function commitmentOf(opening: Opening): Promise<string> {
  return toBase64Url(await sha256(committedBytes(opening)));
}

/** salt ‖ canonical bytes of the body. */
export function committedBytes(opening: Opening): Bytes {
  const salt = fromBase64Url(opening.salt);
  if (salt === null || salt.length !== 16) throw new RangeError('a salt is 16 bytes in base64url');
  return concat(salt, utf8(canonicalJson(opening.body as unknown as Json)));
}

/** Whether every opening belongs to one of the record's commitments. Extra, altered or doubled openings are refused. */
export async function openingsMatch(sealed: readonly string[], openings: readonly Opening[]): Promise<boolean> {
  const left = new Set(sealed);
  for (const opening of openings) {
    if (!left.delete(await commitmentOf(opening))) return false;
  }
  return true;
}
