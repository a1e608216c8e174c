/** A county whose clerk never rests: what its workbook says, and everything that may be done to it between two publications. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { makeInspectorKey } from '../../../src/node/publish/signing/inspector-key.ts';
import { onSite, writeCounty } from '../workspace.ts';

type Row = Record<string, string>;
type Title = '机构' | '人员' | '处罚' | '事件' | '评定' | '承诺';

const TOWNS = ['青石镇', '白水乡', '云岭街道'];
const PEOPLE = ['周柏年', '苏小禾', '白青石', '何一舟', '陆明远', '沈知秋'];
const REPAIRS: readonly string[] = ['一般', '严重'];

/** Licence numbers of 22 characters, so that a new name does not make another institution. */
const licence = (n: number): string => `PDY${String(n).padStart(8, '0')}51052D2112`;

/** What may be done: `n` says to whom, `m` what. */
export const EDITS = {
  score: (county: County, n: number, m: number) => county.assess(n, String(60 + (m % 40))),
  lowered: ({ sheets, day }: County, n: number, m: number) => {
    sheets.事件.push({
      机构编号: idOf(n),
      事件类型: '直接降级',
      日期: day,
      文书号: `示卫降${n}-${m}号`,
      降至等级: '差',
    });
  },
  obstruction: ({ sheets }: County, n: number, m: number) => {
    const on = `2025-0${1 + (m % 9)}-11`;
    sheets.事件.push({ 机构编号: idOf(n), 事件类型: '阻碍监督执法', 日期: on, 文书号: `示卫记${n}-${m}号` });
  },
  newInstitution: (county: County, n: number, m: number) => county.open(100 + n + 20 * (m % 3)),
  goneInstitution: ({ sheets }: County, n: number) => {
    for (const rows of Object.values(sheets)) drop(rows, (row) => row.机构编号 === idOf(n));
  },
  goneRow: ({ sheets }: County, n: number) => drop(sheets.机构, (row) => row.机构编号 === idOf(n)),
  renamed: (county: County, n: number, m: number) => county.change('机构', n, '名称', `示例第${n}诊所之${m % 3}`),
  telephone: (county: County, n: number, m: number) => county.change('机构', n, '电话', `0000-8${m}`.padEnd(12, '3')),
  badTelephone: (county: County, n: number) => county.change('机构', n, '电话', '138 0000 0000'),
  moved: (county: County, n: number, m: number) => county.change('机构', n, '乡镇', TOWNS[m % 3] ?? ''),
  hired: ({ sheets }: County, n: number, m: number) => {
    sheets.人员.push({ 机构编号: idOf(n), 姓名: PEOPLE[m % 6] ?? '', 人员类别: m % 2 ? '医师' : '护士' });
  },
  left: ({ sheets }: County, n: number) => {
    sheets.人员.splice(n % Math.max(1, sheets.人员.length), 1);
  },
  penalty: ({ sheets }: County, n: number, m: number) => {
    const about = {
      处罚范围: '卫生健康',
      严重程度: REPAIRS[m % 2] ?? '',
      违法事实: '未按规定书写病历',
      处罚结果: '警告',
    };
    const on = `2025-${String(1 + (m % 12)).padStart(2, '0')}-20`;
    sheets.处罚.push({ 机构编号: idOf(n), 决定书文号: `示卫医罚${n}-${m}号`, 处罚日期: on, ...about });
  },
  penaltyRemoved: ({ sheets }: County, n: number) => {
    sheets.处罚.splice(n % Math.max(1, sheets.处罚.length), 1);
  },
  repaired: ({ sheets, day }: County, n: number) => {
    const { 机构编号: id = '', 决定书文号: number = '' } = sheets.处罚[n % Math.max(1, sheets.处罚.length)] ?? {};
    sheets.事件.push({ 机构编号: id, 事件类型: '信用修复', 日期: day, 文书号: `示卫修${n}号`, 修复的文书号: number });
  },
  closed: ({ sheets, day }: County, n: number) => {
    sheets.事件.push({ 机构编号: idOf(n), 事件类型: '停用标识', 日期: day, 文书号: `示卫停${n}号`, 停用原因: '歇业' });
  },
  eventsWithdrawn: ({ sheets }: County) => {
    sheets.事件.length = 0;
  },
  brokenDate: (county: County, n: number) => county.change('处罚', n, '处罚日期', '下周三'),
  futureDate: (county: County, n: number) => {
    const about = { 处罚范围: '卫生健康', 严重程度: '一般', 违法事实: '未公示', 处罚结果: '警告' };
    const row = { 机构编号: idOf(n), 决定书文号: `示卫医罚将${n}号`, 处罚日期: county.later(9), ...about };
    county.sheets.处罚.push(row);
  },
  orphan: ({ sheets }: County, n: number) => {
    sheets.人员.push({ 机构编号: `X${n}`, 姓名: '查无此家', 人员类别: '医师' });
  },
  nameless: ({ sheets }: County, n: number) => {
    sheets.评定.push({ ...onSite('', '77')[0], 得分: String(n) });
  },
  blankRow: ({ sheets }: County, n: number) => {
    sheets.机构.splice(n % sheets.机构.length, 0, {});
  },
  doubled: ({ sheets }: County, n: number) => {
    const row = sheets.机构.find((one) => one.机构编号 === idOf(n));
    if (row) sheets.机构.push({ ...row });
  },
  sorted: ({ sheets }: County, n: number) => {
    sheets.人员.reverse();
    sheets.机构.push(...sheets.机构.splice(0, n % sheets.机构.length));
  },
  promised: ({ sheets }: County, n: number, m: number) => {
    sheets.承诺.push({ 机构编号: idOf(n), 年度: '2026', 签署日期: `2026-01-0${1 + (m % 9)}`, 承诺内容: '依法执业' });
  },
  ruling: (county: County, _: number, m: number) => county.configure({ rulings: m % 2 ? RULED : {} }),
  hotline: (county: County, _: number, m: number) => county.configure({ phone: `0000-765432${m % 10}` }),
  inspectorKey: async ({ dir, day }: County) => {
    await makeInspectorKey(join(dir, 'keys'), isoDate(day));
  },
  plain: (county: County) => {
    county.quoted = !county.quoted;
  },
} as const satisfies Record<string, (county: County, n: number, m: number) => void | Promise<void>>;

export type Edit = keyof typeof EDITS;

const RULED = { 'WG-3': { choice: 'none', adoptedBy: '示卫〔2026〕1号' } };

function idOf(n: number): string {
  return `A${String(n).padStart(3, '0')}`;
}

function drop(rows: Row[], gone: (row: Row) => boolean): void {
  for (let at = rows.length - 1; at >= 0; at--) if (gone(rows[at] ?? {})) rows.splice(at, 1);
}

export class County {
  readonly dir: string;
  now = new Date('2026-01-15T02:00:00Z');
  quoted = true;
  readonly sheets: Record<Title, Row[]> = { 机构: [], 人员: [], 处罚: [], 事件: [], 评定: [], 承诺: [] };

  constructor(dir: string) {
    this.dir = dir;
  }

  get day(): string {
    return this.now.toISOString().slice(0, 10);
  }

  later(days: number): string {
    return new Date(this.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }

  async found(institutions: number): Promise<void> {
    for (let n = 0; n < institutions; n++) this.open(n);
    for (const n of [3, 6]) EDITS.penalty(this, n, n);
    await writeCounty(this.dir, {}, { pages: 'on-request' });
    await this.save();
  }

  open(n: number): void {
    const id = idOf(n);
    if (this.sheets.机构.some((row) => row.机构编号 === id)) return;
    const where = { 乡镇: TOWNS[n % 3] ?? '', 地址: `中街${n}号`, 电话: `0000-8${String(n).padStart(6, '1')}` };
    this.sheets.机构.push({
      机构编号: id,
      名称: `示例第${n}诊所`,
      类别: '门诊部',
      ...where,
      许可类型: '执业许可证',
      登记号: licence(n),
    });
    for (const m of [n, n + 1]) EDITS.hired(this, n, m);
    this.sheets.评定.push(...onSite(id, String(70 + (n % 29))).map((row) => ({ ...row })));
  }

  assess(n: number, score: string): void {
    this.change('评定', n, '得分', score);
  }

  change(title: Title, n: number, heading: string, text: string): void {
    const row = this.sheets[title].find((one) => one.机构编号 === idOf(n));
    if (row) row[heading] = text;
  }

  async configure(more: object): Promise<void> {
    const file = join(this.dir, 'bureau.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...more }));
  }

  /** Sheets without a row are no files. */
  async save(): Promise<void> {
    await mkdir(join(this.dir, 'workbook'), { recursive: true });
    for (const [title, rows] of Object.entries(this.sheets)) {
      await writeFile(join(this.dir, 'workbook', `${title}.csv`), this.#csv(rows, title as Title));
    }
  }

  #csv(rows: readonly Row[], title: Title): string {
    const headings = HEADINGS[title];
    const cell = (text: string) => (this.quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
    return lines.map((cells) => `${cells.map(cell).join(',')}${this.quoted ? '\r\n' : '\n'}`).join('');
  }
}

const HEADINGS: Readonly<Record<Title, readonly string[]>> = {
  机构: ['机构编号', '名称', '类别', '乡镇', '地址', '电话', '许可类型', '登记号'],
  人员: ['姓名', '机构编号', '人员类别'],
  处罚: ['机构编号', '决定书文号', '处罚日期', '处罚范围', '严重程度', '违法事实', '处罚结果'],
  事件: ['机构编号', '事件类型', '日期', '文书号', '降至等级', '修复的文书号', '停用原因'],
  评定: ['机构编号', '评定内容', '监督员人数', '项目编号', '满分', '得分'],
  承诺: ['机构编号', '年度', '签署日期', '承诺内容'],
};
