/** Institutions as the matching compares them: those that have a code, and the rows of the workbook. */
import type { Institution } from '../../../core/domain/institution.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';

/** What an institution is recognised by. Null and '' are unknown, and agree with nothing. */
export interface Traits {
  /** 机构编号; null where it is not known, or belongs to another by now. */
  readonly id: string | null;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly address: string;
  readonly licence: string | null;
  readonly creditCode: string | null;
}

/** An institution that was given a code, as it was last published. */
export interface Known extends Traits {
  readonly code: InstitutionCode;
  /** Not in the last release any more. */
  readonly gone: boolean;
}

/** A row of 机构. */
export interface Row extends Traits {
  readonly id: string;
}

/** What the clerk said of a row. `not`: it is not that institution (a successor is another, too). */
export interface Said {
  readonly same: InstitutionCode | null;
  readonly isNew: boolean;
  readonly not: readonly InstitutionCode[];
}

/** What of an institution it is recognised by. */
export type Recognised = Pick<Institution, 'id' | 'name' | 'otherNames' | 'address' | 'licence' | 'creditCode'>;

export function rowOf({ id, name, otherNames, address, licence, creditCode }: Recognised): Row {
  return { id, name, otherNames, address, licence: licence.number, creditCode };
}

/** Names and addresses apart from how they are typed: widths, blanks, brackets, letters. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()[\]【】〔〕·,，。.-]/g, '')
    .toUpperCase();
}

/** A trait on which two agree. */
export type Trait = 'licence' | 'creditCode' | 'name' | 'address' | 'id';

/** What speaks for a row being an institution, and what against it. */
export interface Evidence {
  readonly agree: ReadonlySet<Trait>;
  /** Both have one, and not the same. */
  readonly differ: ReadonlySet<Trait>;
}

/** A second name counts as the name: which of the two is the first is often exchanged. */
export function compare(row: Row, known: Known): Evidence {
  const agree = new Set<Trait>();
  const differ = new Set<Trait>();
  const note = (trait: Trait, a: string | null, b: string | null) => {
    if (a === null || b === null || a === '' || b === '') return;
    (a === b ? agree : differ).add(trait);
  };
  note('licence', row.licence, known.licence);
  note('creditCode', row.creditCode, known.creditCode);
  note('address', plain(row.address), plain(known.address));
  note('id', row.id, known.id);
  if (known.name !== '') (sharesName(row, known) ? agree : differ).add('name');
  return { agree, differ };
}

function sharesName(row: Traits, known: Traits): boolean {
  const [a, b] = [plain(row.name), plain(known.name)];
  return a === b || known.otherNames.some((one) => plain(one) === a) || row.otherNames.some((one) => plain(one) === b);
}

/** All traits as one text: two of the same text cannot be told apart but by their number. */
export function traitText({ name, otherNames, address, licence, creditCode }: Traits): string {
  return JSON.stringify([plain(name), otherNames.map(plain), plain(address), licence, creditCode]);
}
