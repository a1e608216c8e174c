/** 奖惩: incentives and sanctions that a register shows while they are in force. */
import { keepsRegister } from '../policy.ts';
import { MEASURE_LISTS } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

export const MEASURES = sheet(
  {
    title: '奖惩',
    titleEn: 'Incentives and sanctions',
    aliases: ['奖惩措施', '激励惩戒'],
    about: {
      zh: '实施中的守信激励、失信惩戒，每项一行。不写个人信息；从业人员个人的信用记录不对外公布。',
      en: 'Incentives and sanctions in force, one row each. No personal data: the record of staff is not public.',
    },
    columns: [
      institutionIdColumn(),
      column('choice', 'list', ['激励或惩戒', 'Which'], ['只能从列表中选。', 'One of the list.'], {
        aliases: ['类型'],
        choices: MEASURE_LISTS,
        required: true,
        example: '激励',
      }),
      column('text', 'text', ['措施', 'Measure'], ['措施的内容。', 'What it is.'], {
        aliases: ['措施内容'],
        required: true,
        example: '减少监督检查频次',
        maxLength: 500,
        shown: true,
      }),
      column(
        'text',
        'documentNo',
        ['文书号', 'Document no.'],
        ['决定的文号；惩戒没有文书号不公示。', 'A sanction without it is not shown.'],
        { aliases: ['文号', '依据文号'], example: '示卫信〔2026〕3号', maxLength: 120 },
      ),
      column('date', 'from', ['开始日期', 'From'], ['开始实施的日期；还没开始的先不填。', 'Not before it begins.'], {
        aliases: ['起始日期'],
        required: true,
        example: '2026-01-10',
      }),
      column(
        'date',
        'until',
        ['结束日期', 'Until'],
        ['最后一天；不填即到公布年度的12月31日。', 'Last day; empty means the end of the year of publication.'],
        { aliases: ['截止日期'], example: '2026-12-31', days: 'any' },
      ),
    ],
  },
  keepsRegister,
);
