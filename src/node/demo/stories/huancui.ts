/** The county under a plan without a method of grading: a register of points, praise, incentives, sanctions and commitments. */
import { MEASURE_LISTS } from '../../publish/workspace/columns/choices.ts';
import { label, type Row } from '../book.ts';
import { countyStory } from '../county-story.ts';
import type { Member } from '../institutions.ts';
import { COUNTY } from '../names.ts';
import type { Random } from '../random.ts';
import { SHOWCASE_ID, type Stage, WORST_CASE_ID } from '../shared-stories.ts';

type Id = Pick<Member, 'id'>;
type Which = 'incentive' | 'sanction';

/** Two years: the demo's register is full from its January to the next. */
const REGISTER_MONTHS = 24;

export const huancui = countyStory({
  name: { zh: '环翠方案', en: 'Huancui plan' },
  registerMonths: REGISTER_MONTHS,
  assess: () => ({ sound: () => undefined, best: () => undefined }),
  stories,
  ordinary,
});

/** Examples: the bureau's own table of points is not part of the plan. */
const ITEMS = [
  ['未按规定书写门诊病历', '1'],
  ['未公示收费标准', '1'],
  ['医疗废物未按类别收集', '2'],
  ['处方未经药师审核即调配', '2'],
  ['未按规定执行消毒隔离制度', '3'],
  ['超出登记的诊疗科目开展诊疗活动', '4'],
  ['使用非卫生技术人员从事诊疗活动', '6'],
] as const;

const MEASURES: Readonly<Record<Which, readonly string[]>> = {
  incentive: ['减少日常监督检查频次', '优先推荐参加评先评优', '校验等事项优先办理'],
  sanction: ['增加监督检查频次', '约谈主要负责人', '暂停评先评优资格'],
};

function stories(stage: Stage, seeded: Random): void {
  const random = seeded.fork('register');
  everything(stage, random);
  longest(stage, random);
  eachAlone(stage, random);
  notShown(stage, random);
  // Nothing at all is known of this one.
  stage.cast.next('village');
}

function points({ tell }: Stage, member: Id, nth: number, cells: Row<'events'> = {}): void {
  const [content, each] = ITEMS[nth % ITEMS.length] ?? ITEMS[0];
  tell.event(member, 'badPracticePoints', { content, points: each, ...cells });
}

/** In force from the January of the register's year, or the day given, until the day given. */
function measure({ book, year }: Stage, member: Id, list: Which, nth: number, cells: Row<'measures'> = {}): void {
  const { from = `${year}-01-1${nth % 10}` } = cells;
  book.measure({
    institutionId: member.id,
    list: label(MEASURE_LISTS, list),
    text: MEASURES[list][nth % MEASURES[list].length] ?? '',
    documentNo: `示卫信〔${from.slice(0, 4)}〕${book.rows.measures.length + 1}号`,
    from,
    until: `${year + 1}-02-28`,
    ...cells,
  });
}

function credit({ book, year }: Stage, member: Id, creditPoints: string): void {
  const creditSource = '示例县医疗机构信用积分（虚构）';
  book.complete(member.id, { creditPoints, creditSource, creditOn: `${year - 1}-12-31` });
}

function promise({ book, year }: Stage, member: Id, staff: number): void {
  book.commitment({ institutionId: member.id, year: String(year), signedOn: `${year}-01-12` });
  book.complete(member.id, { promises: String(staff) });
}

/** The page that is offered first: one of each. */
function everything(stage: Stage, random: Random): void {
  const member = { id: SHOWCASE_ID };
  points(stage, member, 2, { on: `${stage.tell.evidenceYear}-06-18` });
  measure(stage, member, 'incentive', 1);
  credit(stage, member, '92.5');
  promise(stage, member, random.between(30, 45));
}

/** All that there can be, beside its 30 penalties. */
function longest(stage: Stage, random: Random): void {
  const member = { id: WORST_CASE_ID };
  for (let nth = 0; nth < 14; nth++) points(stage, member, nth);
  for (let nth = 0; nth < 3; nth++) measure(stage, member, 'sanction', nth);
  for (let nth = 0; nth < 2; nth++)
    stage.tell.event(member, 'commendation', { content: praise(random), level: '县级' });
  credit(stage, member, '41');
  promise(stage, member, 180);
}

/** One list each, so that every other list of the page is seen empty. */
function eachAlone(stage: Stage, random: Random): void {
  const { cast, tell } = stage;
  for (let nth = 0; nth < ITEMS.length; nth++) points(stage, cast.next('clinic', 'outpatient'), nth);
  const several = cast.next('outpatient');
  for (const nth of [0, 2, 4]) points(stage, several, nth);
  for (let nth = 0; nth < 4; nth++) {
    tell.event(cast.next(), nth % 2 ? 'publicService' : 'commendation', { content: praise(random), level: '县级' });
    measure(stage, cast.next(), 'incentive', nth);
    measure(stage, cast.next('clinic'), 'sanction', nth);
    credit(stage, cast.next('clinic', 'outpatient'), ['100', '88.5', '60', '0'][nth] ?? '');
    promise(stage, cast.next('clinic'), nth);
  }
  // Without a last day of its own it runs as long as the register shows entries.
  measure(stage, cast.next('clinic'), 'sanction', 0, { until: '' });
}

/** What the register leaves out: without its document, repaired, past its last day, not known in this policy. */
function notShown(stage: Stage, random: Random): void {
  const { cast, tell, year } = stage;
  points(stage, cast.next('clinic'), 5, { documentNo: '' });
  tell.event(cast.next('clinic'), 'falseApplication', { documentNo: '' });
  measure(stage, cast.next('clinic'), 'sanction', 1, { documentNo: '' });
  measure(stage, cast.next('clinic'), 'incentive', 1, { from: `${year - 1}-01-10`, until: `${year - 1}-12-31` });
  const repaired = cast.next('outpatient');
  const documentNo = `示卫记〔${year - 1}〕示例1号`;
  points(stage, repaired, 3, { documentNo, on: `${year - 1}-04-09` });
  tell.event(repaired, 'creditRepair', { on: `${year}-01-20`, repairs: documentNo });
  const lied = cast.next('clinic');
  tell.event(lied, 'falseApplication');
  measure(stage, lied, 'sanction', 2);
  tell.withdraw(cast.next('clinic'), 'closed', true);
  credit(stage, cast.next('outpatient'), String(random.between(70, 90)));
}

function praise(random: Random): string {
  return random.pick([`${COUNTY}诚信医疗机构`, `${COUNTY}卫生健康工作先进单位`, '义诊进乡村12次']);
}

/** Everybody else: imported points for those that are not public, now and then an entry, staff who signed. */
function ordinary(stage: Stage, member: Member, random: Random): void {
  const isPrivate = member.group === 'clinic' || member.group === 'outpatient';
  if (isPrivate && random.chance(70)) credit(stage, member, String(random.between(120, 200) / 2));
  if (random.chance(9)) points(stage, member, random.int(ITEMS.length));
  if (random.chance(6)) stage.tell.event(member, 'commendation', { content: praise(random), level: '县级' });
  if (random.chance(5)) measure(stage, member, random.chance(70) ? 'incentive' : 'sanction', random.int(10));
  const [few] = member.kind.staff;
  if (random.chance(60)) stage.book.complete(member.id, { promises: String(random.between(Math.ceil(few / 2), few)) });
}
