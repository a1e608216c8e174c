/** What is to be seen of an association's rating: every symbol, every stage of a certificate, every refusal, every change. */
import { DOWNGRADE_TO, EVENT_KINDS, INSTITUTION_LEVELS } from '../publish/workspace/columns/choices.ts';
import type { AssociationMember } from './association.ts';
import { type Book, label, type Row } from './book.ts';
import type { Teller } from './teller.ts';

export interface Scene {
  readonly book: Book;
  readonly tell: Teller;
  readonly year: number;
  /** The next member without a part. */
  readonly next: () => AssociationMember;
}

const MET: Row<'eligibility'> = {
  member: '是',
  licencesValid: '是',
  meetsBasicStandards: '是',
  licenceConductClean: '是',
  qualifiedStaffOnly: '是',
  monthsInOperation: '72',
  majorIncidentWithinTwoYears: '否',
  badPracticePointsByYear: '0；1；0',
  satisfaction: '96.5%',
  adverseRecordWithinTwoYears: '否',
  conductFailingWithinTwoYears: '否',
};

function apply({ book }: Scene, { id, rank }: AssociationMember, cells: Row<'eligibility'> = {}): void {
  book.eligibility({ institutionId: id, level: label(INSTITUTION_LEVELS, rank), ...MET, ...cells });
}

/** Eligible, scored, and with its certificate of that day. */
export function rate(scene: Scene, member: AssociationMember, score: string, on: string, extendedUntil = ''): void {
  apply(scene, member);
  scene.tell.score(member, score);
  const serial = scene.book.rows.assessments.length;
  scene.book.complete(member.id, {
    certificateNumber: `SL-XY-${on.slice(0, 4)}-${String(serial).padStart(4, '0')}`,
    certificateOn: on,
    certificateExtendedUntil: extendedUntil,
  });
}

/** Each of the 13, the ends of a band on both sides, and what may not be rounded up. */
export function everySymbol(scene: Scene): void {
  const scores = [
    '100',
    '90',
    '89.99',
    '85',
    '80',
    '75',
    '70',
    '65',
    '60',
    '59.99',
    '50',
    '40',
    '30',
    '20',
    '10',
    '9.5',
    '0',
  ];
  for (const score of scores) rate(scene, scene.next(), score, `${scene.year - 1}-11-18`);
}

/**
 * Certificates at every stage, whatever the day of the year on which the demo is seen: about to end, with a renewal under
 * way, past their term.
 */
export function terms(scene: Scene): void {
  const { year, next } = scene;
  for (const month of ['03', '06', '09', '12']) {
    rate(scene, next(), '88', `${year - 3}-${month}-05`);
    rate(scene, next(), '78.5', `${year - 3}-${month}-05`, extended(year, month));
  }
  rate(scene, next(), '83', `${year - 3}-01-20`, `${year}-07-20`);
  rate(scene, next(), '72', `${year - 4}-05-20`);
  rate(scene, next(), '66', `${year - 5}-10-11`);
}

/** Six months after the end of the certificate of that month's fifth day. */
function extended(year: number, month: string): string {
  const later = Number(month) + 6;
  return later > 12
    ? `${year + 1}-${String(later - 12).padStart(2, '0')}-05`
    : `${year}-${String(later).padStart(2, '0')}-05`;
}

/** Each condition of taking part not met, one after the other; then what is missing. None of it is told in public. */
export function refusals(scene: Scene): void {
  const { next, tell, book, year } = scene;
  const failures: readonly Row<'eligibility'>[] = [
    { member: '否' },
    { licencesValid: '否' },
    { meetsBasicStandards: '否' },
    { licenceConductClean: '否' },
    { qualifiedStaffOnly: '否' },
    { monthsInOperation: '2' },
    { majorIncidentWithinTwoYears: '是' },
    { badPracticePointsByYear: '0；6.5；0' },
    { satisfaction: '89.9%' },
    { adverseRecordWithinTwoYears: '是' },
    { conductFailingWithinTwoYears: '是', satisfaction: '80%' },
  ];
  for (const cells of failures) {
    const member = next();
    apply(scene, member, cells);
    tell.score(member, '81');
  }
  // Scored, and nobody looked at the conditions; looked at, and not scored; rated, and no certificate entered yet.
  tell.score(next(), '77');
  apply(scene, next());
  const unissued = next();
  apply(scene, unissued);
  tell.score(unissued, '86');
  const half = next();
  apply(scene, half);
  tell.score(half, '74');
  book.complete(half.id, { certificateOn: `${year}-01-15` });
  // An extension longer than the rules know.
  rate(scene, next(), '69', `${year - 3}-02-10`, `${year + 1}-02-10`);
}

/** Lowered, removed, and the same without the approval that either needs. */
export function changes(scene: Scene): void {
  const { next, tell, book, year } = scene;
  const rated = (): AssociationMember => {
    const member = next();
    rate(scene, member, '87', `${year - 2}-06-09`);
    return member;
  };
  tell.downgrade(rated(), 'BBB', true);
  tell.downgrade(rated(), 'CCC', false);
  for (const documentNo of [`示协摘〔${year}〕1号`, `示协摘〔${year}〕2号`, '']) {
    book.event({
      institutionId: rated().id,
      kind: label(EVENT_KINDS, 'directDowngrade'),
      on: `${year}-02-06`,
      documentNo,
      to: label(DOWNGRADE_TO, 'revoked'),
      content: '申报材料弄虚作假（示例）',
    });
  }
}

/** Refused by the check: an impossible score, an unreadable condition, a day that does not exist, a number given twice. */
export function badRows(scene: Scene): void {
  const { next, tell, book, year } = scene;
  const over = next();
  apply(scene, over);
  tell.score(over, '101');
  apply(scene, next(), { satisfaction: '优' });
  book.event({ institutionId: next().id, kind: '锦旗', on: `${year - 1}-02-30` });
  for (const name of ['编号重复的示例医院甲', '编号重复的示例医院乙']) book.institution({ id: 'M999', name });
}
