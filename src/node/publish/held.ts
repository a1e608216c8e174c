/** What is made of an institution, as it is held until its pages are written. */
import type { Staff } from '../../core/domain/institution.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import type { InstitutionRecord, RecordOutcome } from '../../core/snapshot/record.ts';
import { doctorsFirst } from './openings.ts';

export type Graded = Extract<RecordOutcome, { status: 'graded' }>;

export interface Publishable {
  readonly record: InstitutionRecord;
  /** All openings, lapsed ones included. */
  readonly openings: readonly Opening[];
  /** Whom its list of staff names, where it is held apart (`held`). */
  readonly staff?: Staff;
  /** Which of the record's commitments is that of its list of staff; null: it has none. Not there where it is not known. */
  readonly staffSealed?: string | null | undefined;
  /** A grade whose certificate is not issued yet: not in force, and what a proposed stage proposes. */
  readonly unissued?: Graded | undefined;
}

/** The same, with its list of staff made anew whenever its openings are asked for: a million members need not be there at once. */
export function held(made: Publishable): Publishable {
  const at = made.openings.findIndex(({ body }) => body.type === 'staff');
  const salt = made.openings[at]?.salt;
  return made.staff === undefined || salt === undefined ? made : new Held(made, { at, salt, members: made.staff });
}

interface Sealed {
  /** Its place among the openings. */
  readonly at: number;
  readonly salt: string;
  readonly members: Staff;
}

class Held implements Publishable {
  readonly record: Publishable['record'];
  readonly unissued: Publishable['unissued'];
  readonly staffSealed: Publishable['staffSealed'];
  readonly #others: readonly Opening[];
  readonly #sealed: Sealed;

  constructor({ record, openings, unissued, staffSealed }: Publishable, sealed: Sealed) {
    this.record = record;
    this.unissued = unissued;
    this.staffSealed = staffSealed;
    this.#others = openings.length === 1 ? NONE : openings.toSpliced(sealed.at, 1);
    this.#sealed = sealed;
  }

  get staff(): Staff {
    return this.#sealed.members;
  }

  get openings(): readonly Opening[] {
    const { at, salt, members } = this.#sealed;
    return this.#others.toSpliced(at, 0, { salt, body: { type: 'staff', members: doctorsFirst(members) } });
  }
}

const NONE: readonly Opening[] = [];
