/** A large county as CSV files: institutions with 8.8 staff each, all invented, the same for the same number. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { KINDS } from '../../src/node/demo/kinds.ts';
import { houseNames, personName, streetAddress, TOWNS, villageNames } from '../../src/node/demo/names.ts';
import { fictionalCreditCode, fictionalLicenceNumber } from '../../src/node/demo/numbers.ts';
import { COUNTY_BUREAU } from '../../src/node/demo/publisher.ts';
import { createRandom, type Random } from '../../src/node/demo/random.ts';

/** Staff of institution `nth`: 44 in every five. */
const staffOf = (nth: number): number => [9, 9, 9, 9, 8][nth % 5] ?? 9;
const HOUSES = houseNames();
const VILLAGES = villageNames().map((name) => name.slice(0, -1));

type Cells = readonly string[];

interface Sheet {
  readonly title: string;
  readonly headings: Cells;
  readonly rows: (nth: number, random: Random) => readonly Cells[];
}

const day = (random: Random, year: number): string =>
  `${year}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
/** 机构编号 of institution `nth`. */
export const largeCountyId = (nth: number): string => `D${String(nth + 1).padStart(6, '0')}`;

const SHEETS: readonly Sheet[] = [
  {
    title: '机构',
    headings:
      '机构编号 名称 类别 级别 乡镇 地址 电话 统一社会信用代码 许可类型 登记号 许可有效期至 发证机关 诊疗科目 主要负责人 开业日期'.split(
        ' ',
      ),
    rows: (nth, random) => {
      const kind = random.pick(KINDS.filter(({ filed }) => filed !== true));
      const town = `${VILLAGES[(nth >> 4) % VILLAGES.length]}${random.pick(TOWNS)}`;
      const name = `${town}${random.pick(HOUSES)}${kind.kind}`;
      const phone = `0000-8${String(random.int(1e6)).padStart(6, '0')}`;
      const numbers = [fictionalCreditCode(random, '92'), '执业许可证', fictionalLicenceNumber(random, kind.category)];
      const where = [town, streetAddress(town, random), phone];
      const [until, opened] = [day(random, 2027), day(random, random.between(1996, 2022))];
      const rest = [until, '示例县卫生健康局', kind.subjects.join('；'), personName(random), opened];
      return [[largeCountyId(nth), name, kind.kind, kind.levels[0] ?? '', ...where, ...numbers, ...rest]];
    },
  },
  {
    title: '人员',
    headings: '机构编号 姓名 人员类别 职称 执业范围'.split(' '),
    rows: (nth, random) => {
      const names = new Set<string>();
      while (names.size < staffOf(nth)) names.add(personName(random));
      return [...names].map((name) =>
        random.chance(45)
          ? [largeCountyId(nth), name, '医师', random.pick(['医师', '主治医师', '副主任医师']), '全科医学专业']
          : [largeCountyId(nth), name, '护士', random.pick(['护士', '护师', '主管护师']), '护理'],
      );
    },
  },
  {
    title: '处罚',
    headings: '机构编号 决定书文号 处罚日期 处罚范围 严重程度 违法事实 处罚结果 处罚依据 处罚机关'.split(' '),
    rows: (nth, random) =>
      random.chance(6)
        ? [
            [
              largeCountyId(nth),
              `示卫医罚〔2025〕${nth + 1}号`,
              day(random, 2025),
              '卫生健康',
              '一般',
              '未按规定书写病历',
              `警告，罚款${random.between(1, 20)}千元`,
              '《医疗机构管理条例》',
              '示例县卫生健康局',
            ],
          ]
        : [],
  },
  {
    title: '评定',
    headings: '机构编号 评定内容 监督员人数 项目编号 满分 得分'.split(' '),
    rows: (nth, random) => [[largeCountyId(nth), '现场评价', '2', '1', '100', String(random.between(55, 100))]],
  },
];

/** Writes `bureau.json`, with `more` in it, and `workbook/*.csv`. */
export async function writeLargeCounty(dir: string, count: number, more: object = {}): Promise<void> {
  await mkdir(join(dir, 'workbook'), { recursive: true });
  const about = { id: 'bench', rulebook: 'wugang', origin: 'https://yx.example.gov.cn', demo: true, intake: 'none' };
  const bare = { intakeTerms: null, publicSecurityPicture: null, siteIdPicture: null };
  await writeFile(join(dir, 'bureau.json'), JSON.stringify({ ...COUNTY_BUREAU, ...about, ...bare, ...more }));
  for (const { title, rows } of countySheets(count)) {
    const lines = function* (): Generator<string> {
      for (const row of rows) yield `${row.join(',')}\n`;
    };
    await pipeline(lines, createWriteStream(join(dir, 'workbook', `${title}.csv`)));
  }
}

/** The sheets of `count` institutions, headings first. */
export function* countySheets(count: number): Generator<{ title: string; rows: Iterable<Cells> }> {
  for (const { title, headings, rows } of SHEETS) {
    const random = createRandom(`bench/${title}`);
    const all = function* (): Generator<Cells> {
      yield headings;
      for (let nth = 0; nth < count; nth++) yield* rows(nth, random);
    };
    yield { title, rows: all() };
  }
}
