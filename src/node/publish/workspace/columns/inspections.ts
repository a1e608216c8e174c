/** 监督检查: who was inspected when, for the bureau's own list of supervision. Nothing of it is published. */
import { asksForChecks } from '../policy.ts';
import { INSPECTION_KINDS } from './choices.ts';
import { column, institutionIdColumn, sheet } from './column.ts';

export const INSPECTIONS = sheet(
  {
    title: '监督检查',
    titleEn: 'Inspections',
    aliases: ['监督检查记录', '检查记录', '检查'],
    about: {
      zh: '每次监督检查一行，供本局安排检查用，不对外公布。',
      en: 'One row an inspection, for the bureau’s own planning; never published.',
    },
    columns: [
      institutionIdColumn(),
      column('date', 'on', ['检查日期', 'Day'], ['到场检查的日期。', 'Day of the inspection.'], {
        aliases: ['日期'],
        required: true,
        example: '2026-04-20',
      }),
      column(
        'choice',
        'kind',
        ['检查类型', 'Kind'],
        [
          '只有“日常抽查”计入等级规定的次数；规定的检查、专项检查、投诉举报核查不计入。',
          'Only 日常抽查 counts towards the numbers of the grades; the others do not.',
        ],
        { aliases: ['类型'], choices: INSPECTION_KINDS, required: true, example: '日常抽查' },
      ),
      column(
        'text',
        'documentNo',
        ['文书号', 'Document no.'],
        [
          '检查笔录或监督意见书的文号；同类检查同一文号只计一次。',
          'Of the record; one document of a kind counts once.',
        ],
        { aliases: ['文号', '文书编号'], example: '示卫监〔2026〕20号', maxLength: 120 },
      ),
      column('text', 'note', ['备注', 'Note'], ['内部备注，不公布。', 'For the bureau alone.'], { maxLength: 500 }),
    ],
  },
  asksForChecks,
);
