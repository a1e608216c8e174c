/** 评定 (long form: one row an institution and item) and 承诺. */

import { assesses, assessesAny } from '../policy.ts';
import { ASSESSMENT_KINDS, STARS, YES_NO } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

/** A result of each kind that has one; items on site have scores instead. */
export const RESULT_EXAMPLES: Readonly<Record<string, string>> = {
  positiveTier: '好',
  publicHealth: '92',
  importedGrade: 'A',
  associationScore: '88',
};

const result = [
  column('choice', 'kind', ['评定内容', 'What'], ['只能从列表中选。', 'One of the list.'], {
    aliases: ['评定项目', '评定类型'],
    choices: ASSESSMENT_KINDS,
    required: true,
    example: '现场评价',
  }),
  column(
    'text',
    'result',
    ['结果', 'Result'],
    [
      '正面信息填好、一般或差；公共卫生、协会评分填得分（0–100）；导入等级填等级；现场评价不填。',
      'Tier, score of 0–100, or imported grade; empty for on-site items.',
    ],
    { aliases: ['评定结果', '等次'], maxLength: 20 },
  ),
];

const onSite = [
  column(
    'integer',
    'inspectors',
    ['监督员人数', 'Inspectors'],
    [
      '现场评价用：到场监督员人数。每行都填，或只填第一行；各行须一致。',
      'Present on site; on each row or on the first.',
    ],
    { aliases: ['监督员数'], example: '2' },
  ),
  column('text', 'item', ['项目编号', 'Item'], ['现场评价表的项目编号。', 'Item of the on-site table.'], {
    aliases: ['项目', '评价项目'],
    example: '1.1',
    maxLength: 60,
  }),
  column('decimal', 'max', ['满分', 'Maximum'], ['该项目的满分。', 'Full score of the item.'], { example: '5' }),
  column('decimal', 'score', ['得分', 'Score'], ['该项目的得分，不超过满分。', 'Score, at most the maximum.'], {
    aliases: ['实得分'],
    example: '4.5',
  }),
  column('choice', 'star', ['星级', 'Star'], ['一票否决项：单星或双星；不填按“无”。', 'Empty means none.'], {
    choices: STARS,
    example: '无',
  }),
  column('yesNo', 'applicable', ['适用', 'Applicable'], ['不填按“是”。', 'Empty means 是.'], {
    aliases: ['是否适用'],
    choices: YES_NO,
    example: '是',
  }),
  column('yesNo', 'met', ['达标', 'Met'], ['星级项目必填；其他项目不填按“是”。', 'Needed for starred items.'], {
    aliases: ['是否达标', '符合要求'],
    choices: YES_NO,
    example: '是',
  }),
  column(
    'yesNo',
    'violationFound',
    ['发现违规', 'Violation found'],
    ['评价年度内发现违反该项内容，即使已改正也填“是”；不填按“否”。', 'Even if corrected since; empty means 否.'],
    { aliases: ['发现违反'], choices: YES_NO, example: '否' },
  ),
];

const imported = [
  column(
    'text',
    'source',
    ['来源', 'Source'],
    ['导入等级用：从哪个系统导出。', 'Of an imported grade: the system it comes from.'],
    { aliases: ['数据来源'], example: '省医疗卫生信用信息管理系统', maxLength: 60, when: assesses('importedGrade') },
  ),
  column(
    'date',
    'importedOn',
    ['导入日期', 'Imported on'],
    ['导入等级用：从系统导出的日期。', 'Of an imported grade: the day of the export.'],
    { aliases: ['导出日期'], example: '2026-01-22', when: assesses('importedGrade') },
  ),
];

export const ASSESSMENTS = sheet(
  {
    title: '评定',
    titleEn: 'Assessments',
    aliases: ['评定结果', '评价'],
    about: {
      zh: '每家机构、每项内容一行：正面信息一行，公共卫生一行，现场评价每个项目一行。',
      en: 'One row an institution and item: tier, public-health score, each on-site item.',
    },
    columns: [institutionIdColumn(), ...result, ...onSite, ...imported],
  },
  assessesAny,
);

export const COMMITMENTS = sheet({
  title: '承诺',
  titleEn: 'Commitments',
  aliases: ['承诺书', '信用承诺'],
  about: { zh: '每份依法执业承诺书一行。', en: 'One row a letter of commitment.' },
  columns: [
    institutionIdColumn(),
    column('integer', 'year', ['年度', 'Year'], ['承诺书的年度。', 'Year of the letter.'], {
      aliases: ['承诺年度'],
      required: true,
      example: '2026',
    }),
    column('date', 'signedOn', ['签署日期', 'Signed on'], ['签署的日期。', 'Day of signing.'], {
      aliases: ['承诺日期', '签订日期'],
      required: true,
      example: '2026-01-10',
    }),
    column('text', 'signer', ['签署人', 'Signer'], ['签署人姓名。', 'Who signed.'], {
      aliases: ['承诺人'],
      example: '张三',
      maxLength: 60,
      shown: true,
    }),
    column(
      'text',
      'items',
      ['承诺内容', 'Items'],
      ['一行一条或用分号隔开；不填即统一的承诺书。', 'One item a line; empty means the standard letter.'],
      { maxLength: 4000, shown: true },
    ),
  ],
});
