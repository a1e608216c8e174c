/** An association's voluntary rating: scores, conditions of taking part, certificates of three years. */
import { DOWNGRADE_TO, EVENT_KINDS, INSTITUTION_LEVELS } from '../../publish/workspace/columns/choices.ts';
import { type AssociationMember, addMembers } from '../association.ts';
import { type Book, label, type Row } from '../book.ts';
import { COUNTY_BUREAU } from '../publisher.ts';
import type { Random } from '../random.ts';
import type { Publisher, Story, Telling } from '../story.ts';
import { createTeller, type Teller } from '../teller.ts';

/** An association has no administrative power: it takes no complaints online and has no site number of a government. */
const PUBLISHER: Publisher = {
  ...COUNTY_BUREAU,
  name: '示例非公立医疗机构协会（虚构）',
  nameEn: 'Example Association of Non-Government Medical Institutions (fictional)',
  county: '示例协会会员',
  countyEn: 'Members of the Example Association',
  supervisor: '示例协会信用评价办公室',
  siteId: null,
  siteIdPicture: null,
  commitment: [],
  intake: 'none',
  intakeTerms: null,
};

const SHOWCASE_ID = 'M001';

export const cnmia: Story = {
  name: { zh: '非公立医疗机构协会办法', en: 'Association rules' },
  publisher: PUBLISHER,
  showcase: SHOWCASE_ID,
  tell,
};

interface Scene {
  readonly book: Book;
  readonly tell: Teller;
  readonly year: number;
  readonly random: Random;
  /** The next member without a part. */
  readonly next: () => AssociationMember;
}

function tell({ book, random, world, year }: Telling): void {
  const members = addMembers(book, world.fork('association'), year);
  const [first, ...others] = members;
  if (first === undefined) throw new RangeError('an association without members');
  const free = random.fork('cast').shuffle(others);
  const next = (): AssociationMember => {
    const member = free.shift();
    if (member === undefined) throw new RangeError('the association is too small for its stories');
    return member;
  };
  const scene: Scene = { book, tell: createTeller(book, random.fork('facts'), year), year, random, next };
  rate(scene, first, '91.5', `${year - 1}-09-16`);
  everySymbol(scene);
  terms(scene);
  refusals(scene);
  changes(scene);
  badRows(scene);
  for (const member of free) ordinary(scene, member, random.fork(`ordinary/${member.id}`));
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
function rate(scene: Scene, member: AssociationMember, score: string, on: string, extendedUntil = ''): void {
  apply(scene, member);
  scene.tell.score(member, score);
  const serial = scene.book.rows.assessments.length;
  scene.book.complete(member.id, {
    certificateNumber: `SL-XY-${on.slice(0, 4)}-${String(serial).padStart(4, '0')}`,
    certificateOn: on,
    certificateExtendedUntil: '',
  });
}

/** Each of the 13, the ends of a band on both sides, and what may not be rounded up. */
function everySymbol(scene: Scene): void {
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
function terms(scene: Scene): void {
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
function refusals(scene: Scene): void {
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
function changes(scene: Scene): void {
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
      to: 'BBB',
      content: '申报材料弄虚作假（示例）',
    });
  }
}

/** Refused by the check: an impossible score, an unreadable condition, a day that does not exist, a number given twice. */
function badRows(scene: Scene): void {
  const { next, tell, book, year } = scene;
  const over = next();
  apply(scene, over);
  tell.score(over, '101');
  apply(scene, next(), { satisfaction: '优' });
  book.event({ institutionId: next().id, kind: '锦旗', on: `${year - 1}-02-30` });
  for (const name of ['编号重复的示例医院甲', '编号重复的示例医院乙']) book.institution({ id: 'M999', name });
}

/** Everybody else: most are rated well, on any day of the last two years; one in five has never applied. */
function ordinary(scene: Scene, member: AssociationMember, random: Random): void {
  if (random.chance(20)) return;
  const months = random.between(1, 25);
  const on = `${scene.year - (months > 13 ? 2 : 1)}-${String(1 + (months % 12)).padStart(2, '0')}-${random.between(10, 28)}`;
  rate(scene, member, String(random.between(110, 192) / 2), on);
}
