/** Two years of a small county: what its workbook says on each day, when it publishes, and what must be gone when. */
import { addDays, type IsoDate, isoDate } from '../../src/core/domain/iso-date.ts';
import type { Stage } from '../../src/core/trust/releases.ts';

type Row = Readonly<Record<string, string>>;

export const FIRST = isoDate('2026-01-15');
export const LAST = isoDate('2028-01-15');

/** A publication on its day, at ten in the morning. */
export interface Publication {
  readonly day: IsoDate;
  readonly year: number;
  readonly stage: Stage;
  readonly until?: IsoDate;
}

const on = (day: string, year: number): Publication => ({ day: isoDate(day), year, stage: 'final' });
const PROPOSED: Publication = {
  day: isoDate('2027-01-12'),
  year: 2027,
  stage: 'proposed',
  until: isoDate('2027-01-19'),
};

/** Yearly grades, and amendments in between: a revocation, staff who leave, a class given late, a repair, new penalties. */
export function publications(proposes: boolean): readonly Publication[] {
  return [
    on('2026-01-15', 2026),
    on('2026-04-22', 2026),
    on('2026-05-20', 2026),
    on('2026-07-02', 2026),
    on('2026-08-20', 2026),
    ...(proposes ? [PROPOSED] : []),
    on('2027-01-25', 2027),
    on('2027-06-10', 2027),
    on('2028-01-14', 2028),
  ];
}

/** Something with texts of its own, shown from a day to a day. `byTerm`: its last day was known when it was published. */
export interface Shown {
  readonly texts: readonly string[];
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly byTerm: boolean;
}

interface Penalty {
  readonly n: number;
  readonly at: string;
  readonly decided: string;
  readonly class: '轻微' | '一般' | '严重' | '';
  /** When it is published first; null: never. */
  readonly first: string | null;
  /** The last day on which it is public. */
  readonly last?: string;
  /** Changes of its row, from a day on. */
  readonly later?: readonly [day: string, cells: Row];
  readonly cells?: Row;
  readonly byTerm?: boolean;
}

/** Each class and each way out. Terms: 12 months for 一般, 36 for 严重, from the day of the decision. */
const PENALTIES: readonly Penalty[] = [
  { n: 1, at: 'A1', decided: '2025-12-03', class: '一般', first: '2026-01-15', last: '2026-12-03' },
  { n: 2, at: 'A1', decided: '2025-03-10', class: '一般', first: '2026-01-15', last: '2026-03-10' },
  { n: 3, at: 'A2', decided: '2024-06-01', class: '严重', first: '2026-01-15', last: '2027-06-01' },
  { n: 4, at: 'A2', decided: '2025-11-11', class: '轻微', first: null },
  {
    n: 5,
    at: 'A2',
    decided: '2025-11-20',
    class: '',
    first: '2026-05-20',
    last: '2026-11-20',
    later: ['2026-05-20', { 严重程度: '一般' }],
  },
  {
    n: 6,
    at: 'A3',
    decided: '2025-10-10',
    class: '一般',
    first: '2026-01-15',
    last: '2026-04-21',
    later: ['2026-04-20', { 处罚状态: '已撤销', 撤销日期: '2026-04-20' }],
    byTerm: false,
  },
  { n: 7, at: 'A3', decided: '2025-09-09', class: '严重', first: '2026-01-15', last: '2026-07-01', byTerm: false },
  { n: 8, at: 'A1', decided: '2026-08-15', class: '一般', first: '2026-08-20', last: '2027-08-15' },
  { n: 9, at: 'A1', decided: '2025-08-08', class: '一般', first: null, cells: { 处罚对象: '个人' } },
  { n: 10, at: 'A2', decided: '2025-08-09', class: '一般', first: null, cells: { 处罚范围: '其他' } },
  // A leap day, and a term that ends within the month of another one.
  { n: 11, at: 'A2', decided: '2024-02-29', class: '严重', first: '2026-01-15', last: '2027-02-28' },
  { n: 12, at: 'A3', decided: '2027-05-30', class: '一般', first: '2027-06-10', last: '2028-05-30' },
  { n: 13, at: 'A1', decided: '2025-07-07', class: '', first: null },
];

const numberOf = (n: number) => `示卫医罚〔2025〕${900 + n}号`;
const textsOf = (n: number) => [numberOf(n), `违法事实之${n}款`, `依据之${n}条`, `罚没结果${n}元`, `执法机关第${n}队`];

function penaltyRow({ n, at, decided, class: seriousness, later, cells }: Penalty, day: IsoDate): Row {
  const [documentNo = '', cause = '', basis = '', result = '', authority = ''] = textsOf(n);
  return {
    机构编号: at,
    决定书文号: documentNo,
    决定日期: decided,
    严重程度: seriousness,
    处罚状态: '',
    撤销日期: '',
    处罚对象: '',
    处罚范围: '',
    违法事实: cause,
    处罚依据: basis,
    处罚结果: result,
    处罚机关: authority,
    ...cells,
    ...(later && day >= later[0] ? later[1] : {}),
  };
}

interface Person {
  readonly name: string;
  readonly at: string;
  readonly from: string;
  /** The publication that no longer has the person. */
  readonly gone?: string;
}

const PEOPLE: readonly Person[] = [
  { name: '周柏年', at: 'A1', from: '2026-01-15' },
  { name: '苏小禾', at: 'A1', from: '2026-01-15', gone: '2026-05-20' },
  { name: '陈望舒', at: 'A2', from: '2026-01-15', gone: '2027-06-10' },
  { name: '林听雨', at: 'A1', from: '2026-05-20' },
  { name: '何青野', at: 'A3', from: '2026-01-15' },
];

/** What the workbook says on a day. A register's own events leave by their terms too. */
export function sheetsOn(day: IsoDate, register: boolean): Readonly<Record<string, readonly Row[]>> {
  const repair = { 机构编号: 'A3', 事件类型: '信用修复', 日期: '2026-07-01', 修复的文书号: numberOf(7) };
  const points = { 机构编号: 'A2', 事件类型: '不良执业行为记分', 日期: '2025-09-01', 文书号: '记〔2025〕77号' };
  return {
    机构: ['A1', 'A2', 'A3'].map((id, at) => ({
      机构编号: id,
      名称: `${'青白南'.charAt(at)}石镇门诊部`,
      乡镇: `${'青白南'.charAt(at)}石镇`,
      地址: `中街${at + 1}号`,
    })),
    人员: PEOPLE.filter(({ from, gone }) => day >= from && (gone === undefined || day < gone)).map(({ name, at }) => ({
      机构编号: at,
      姓名: name,
      人员类别: '医师',
    })),
    处罚: PENALTIES.filter(({ decided }) => decided <= day).map((one) => penaltyRow(one, day)),
    事件: [
      ...(day >= '2026-07-01' ? [repair] : []),
      ...(register ? [{ ...points, 内容: '病历不全之甲', 分值: '2' }] : []),
    ].map((row) => ({ 内容: '', 分值: '', 文书号: '', 修复的文书号: '', ...row })),
    评定: ['A1', 'A2', 'A3'].map((id) => ({
      机构编号: id,
      评定内容: '现场评价',
      监督员人数: '2',
      项目编号: '1',
      满分: '100',
      得分: '93',
    })),
  };
}

const OTHERS = Array.from({ length: 150 }, (_, n) => n);

/** The same county with so many others that its data lie in parts, and that what changes is one more. */
export function amongMany(sheets: Readonly<Record<string, readonly Row[]>>): Readonly<Record<string, readonly Row[]>> {
  const { 机构 = [], 评定 = [] } = sheets;
  const others = OTHERS.map((n) => ({
    机构编号: `B${n}`,
    名称: `第${n * 7919}卫生室`,
    乡镇: `${'青白南'.charAt(n % 3)}石镇`,
    地址: `长街${n}号`,
  }));
  const scores = OTHERS.map((n) => ({ ...评定[0], 机构编号: `B${n}`, 得分: String(60 + (n % 30)) }));
  return { ...sheets, 机构: [...机构, ...others], 评定: [...评定, ...scores] };
}

/** Everything with a text of its own and when it is public. */
export function shownOver(register: boolean): readonly Shown[] {
  const penalties = PENALTIES.flatMap(({ n, first, last, byTerm = true }): Shown[] =>
    first === null || last === undefined
      ? []
      : [{ texts: textsOf(n), first: isoDate(first), last: isoDate(last), byTerm }],
  );
  const people = PEOPLE.map(
    ({ name, from, gone }): Shown => ({
      texts: [name],
      first: isoDate(from),
      last: gone === undefined ? LAST : addDays(isoDate(gone), -1),
      byTerm: false,
    }),
  );
  // Of the evidence of 2025: in the register of 2026, to the end of its year.
  const points = { texts: ['病历不全之甲'], first: FIRST, last: isoDate('2026-12-31'), byTerm: true };
  return [...penalties, ...people, ...(register ? [points] : [])];
}

/** Texts that are never public. */
export const NEVER: readonly string[] = PENALTIES.filter(({ first }) => first === null).flatMap(({ n }) => textsOf(n));

/** Days on which something ends or is published, each with the day after. */
export function relevantDays(register: boolean, proposes: boolean): readonly IsoDate[] {
  const ends = shownOver(register).map(({ last }) => last);
  const days = [...publications(proposes).map(({ day }) => day), ...ends].flatMap((day) => [day, addDays(day, 1)]);
  return [...new Set([FIRST, ...days, LAST])].filter((day) => day >= FIRST && day <= LAST).sort();
}

export function everyDay(): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) days.push(day);
  return days;
}
