/** 说明: one line a column, made from the same table as the columns. */
import type ExcelJS from 'exceljs';
import { CALL } from '../../../core/words/call.ts';
import { RESULT_EXAMPLES } from './columns/assessments-and-commitments.ts';
import { ASSESSMENT_KINDS } from './columns/choices.ts';
import { type Column, type ColumnKind, isOffered } from './columns/column.ts';
import { GUIDE_SHEET, offeredColumns, SHEETS, type SheetKey, sheetsOf } from './columns.ts';
import type { Policy } from './policy.ts';

const KINDS: Readonly<Record<ColumnKind, string>> = {
  code: '编号（文本）',
  text: '文字',
  list: '文字，可多项',
  phone: '电话',
  date: '日期',
  decimal: '数字',
  integer: '整数',
  yesNo: '是/否',
  choice: '从列表选',
};

const INTRODUCTION = [
  '医信码工作簿填写说明',
  '一、每张表第一行是标题，请不要改动；从第二行起填写，一行一条。红色标题必填。',
  '二、请不要填写身份证号、资格证书编号；手机号只有机构同意公开时才可填在“电话”列。',
  `三、填好后运行 ${CALL} check，按 check-report.csv 逐条改正；有错误的行暂不采用，其余照常。`,
  'One row a record, from the second row on. Red headings are required. No identity or certificate numbers.',
];

/** Adds the sheet as the first one. */
export function addGuide(workbook: ExcelJS.Workbook, policy: Policy | null): void {
  const sheet = workbook.addWorksheet(GUIDE_SHEET, { views: [{ state: 'frozen', ySplit: INTRODUCTION.length + 1 }] });
  for (const line of INTRODUCTION) sheet.addRow([line]);
  sheet.getRow(1).font = { bold: true, size: 16 };
  const head = sheet.addRow(['表', '列', '必填', '内容', '填法', '可填内容', '示例', 'English']);
  head.font = { bold: true };
  for (const key of sheetsOf(policy)) {
    for (const column of offeredColumns(key, policy))
      sheet.addRow(line(key, column, policy)).alignment = { wrapText: true, vertical: 'top' };
  }
  [8, 18, 8, 44, 14, 44, 24, 50].forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
}

/** Whatever the policy is, one of its own choices; of a result, one that fits what the policy assesses first. */
function exampleOf(key: SheetKey, column: Column, labels: readonly string[], policy: Policy | null): string {
  if (labels.length > 0 && !labels.includes(column.example)) return labels[0] ?? '';
  if (key !== 'assessments' || column.key !== 'result') return column.example;
  const kinds = ASSESSMENT_KINDS.filter((kind) => isOffered(kind, policy)).map(({ value }) => value);
  return kinds.flatMap((kind) => RESULT_EXAMPLES[kind] ?? [])[0] ?? '';
}

function line(key: SheetKey, column: Column, policy: Policy | null): readonly string[] {
  const labels = column.choices.filter((choice) => isOffered(choice, policy)).map(({ label }) => label);
  return [
    SHEETS[key].title,
    column.heading,
    column.required ? '必填' : '',
    column.about.zh,
    KINDS[column.kind],
    labels.join('、'),
    exampleOf(key, column, labels, policy),
    `${column.headingEn}: ${column.about.en}`,
  ];
}
