/** 机构: one row to one institution. */
import { checkCreditCode } from '../../../core/domain/credit-code.ts';
import type { Institution, Licence } from '../../../core/domain/institution.ts';
import { LICENCE_TYPES, SUBJECTS } from './columns/choices.ts';
import { readLevel } from './levels.ts';
import { splitName } from './names.ts';
import { readPhone } from './phones.ts';
import type { RowReader } from './row-reader.ts';

const STATEMENT_LENGTH = 200;

/** Reads an institution; only whether the row was refused says if it may be used. */
export function readInstitution(row: RowReader): Institution {
  const id = row.code('id');
  const names = readNames(row);
  const kind = row.text('kind');
  const level = readLevelOf(row);
  const town = row.text('town');
  const address = row.text('address');
  const subject = readSubject(row);
  if (address === '') row.report('missing-address', 'address');
  return {
    id,
    ...names,
    kind,
    subject,
    level,
    town,
    address,
    phone: readPhoneOf(row),
    creditCode: readCreditCode(row),
    licence: readLicence(row, kind, isOther(row, subject)),
    principal: row.textOrNull('principal'),
    openedOn: row.date('openedOn'),
    statement: readStatement(row),
  };
}

/** The bureau's own list of other names switches the splitting of brackets off. */
function readNames(row: RowReader): Pick<Institution, 'name' | 'otherNames'> {
  const name = row.text('name').replace(/\n/g, '');
  const otherNames = row.list('otherNames');
  if (otherNames.length > 0) return { name, otherNames };
  const split = splitName(name);
  if (split.otherNames.length > 0) row.report('name-split', 'name', split.otherNames.join('、'));
  return split;
}

function readLevelOf(row: RowReader): string {
  const { level, known } = readLevel(row.text('level'));
  if (!known) row.report('level-unknown', 'level');
  return level;
}

function readPhoneOf(row: RowReader): string | null {
  const { phone, mobileDropped, noNumber } = readPhone(row.text('phone'), row.flag('phonePublic') === true);
  if (mobileDropped) row.report('mobile-dropped', 'phone');
  if (noNumber) row.report('phone-without-digits', 'phone');
  return phone;
}

/** Never an error: real early codes fail the check digit (policy facts). A malformed one is not published. */
function readCreditCode(row: RowReader): string | null {
  const code = row.code('creditCode');
  if (code === '') return null;
  const { wellFormed, checkDigit } = checkCreditCode(code);
  if (!wellFormed) row.report('credit-code-malformed', 'creditCode');
  else if (!checkDigit) row.report('credit-code-check', 'creditCode');
  return wellFormed ? code : null;
}

/** People whom clerks may well put there, since the policy speaks of them: they have no public record of their own. */
const PERSON = /自然人|个人|人员|医师|医生|护士/;

function readSubject(row: RowReader): string | null {
  const text = row.isBlank('subject') ? '' : row.text('subject');
  if (!PERSON.test(text)) return row.choice('subject', SUBJECTS);
  row.report('subject-is-person', 'subject');
  return null;
}

/** Whether it is no medical institution: its licence has another form. */
function isOther(row: RowReader, subject: string | null): boolean {
  return row.policy?.terms.subjects.some(({ id, own }) => id === subject && own !== null) ?? false;
}

function readLicence(row: RowReader, kind: string, other: boolean): Licence {
  const given = row.choice('licenceType', LICENCE_TYPES);
  // A filed clinic is out of Wugang's scope (WG-8), so this default must not be silent.
  if (given === null && !row.refused && !other && kind.includes('诊所'))
    row.report('licence-type-assumed', 'licenceType');
  const type = given ?? 'practice-licence';
  const number = row.code('licenceNumber');
  // Numbers of hygiene licences hold characters: 粤卫公证字〔2025〕第0001号. Of 1.23E+21 it is said already that it is lost.
  if (number !== '' && !other && !/E\+/.test(number)) {
    if (!/^[0-9A-Z-]{6,30}$/.test(number)) row.report('licence-number-form', 'licenceNumber');
    else if (type === 'practice-licence' && number.length !== 22) row.report('licence-number-length', 'licenceNumber');
  }
  const validUntil = row.date('licenceValidUntil');
  if (validUntil !== null && validUntil < row.today) row.report('licence-expired', 'licenceValidUntil');
  return {
    type,
    number: number === '' ? null : number,
    validUntil,
    authority: row.textOrNull('licenceAuthority'),
    subjects: row.list('subjects'),
  };
}

function readStatement(row: RowReader): Institution['statement'] {
  const text = row.text('statement');
  const on = row.date('statementOn');
  if (text === '') return null;
  if (on !== null && [...text].length <= STATEMENT_LENGTH) return { text, on };
  row.report('statement-dropped', 'statement');
  return null;
}
