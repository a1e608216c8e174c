/** The sheets of a workspace's workbook: template, reader and problem texts are all made from this table. */
import { ASSESSMENTS, COMMITMENTS } from './columns/assessments-and-commitments.ts';
import { type Column, isKnown, isOffered } from './columns/column.ts';
import { ELIGIBILITY } from './columns/eligibility.ts';
import { EVENTS } from './columns/events.ts';
import { INSPECTIONS } from './columns/inspections.ts';
import { INSTITUTIONS } from './columns/institutions.ts';
import { MEASURES } from './columns/measures.ts';
import { PENALTIES, STAFF } from './columns/staff-and-penalties.ts';
import type { Policy } from './policy.ts';

export const SHEETS = {
  institutions: INSTITUTIONS,
  staff: STAFF,
  penalties: PENALTIES,
  events: EVENTS,
  assessments: ASSESSMENTS,
  commitments: COMMITMENTS,
  eligibility: ELIGIBILITY,
  measures: MEASURES,
  inspections: INSPECTIONS,
} as const;

export type SheetKey = keyof typeof SHEETS;
export type ColumnKey<Sheet extends SheetKey> = (typeof SHEETS)[Sheet]['columns'][number]['key'];

export const SHEET_KEYS = [
  'institutions',
  'staff',
  'penalties',
  'events',
  'assessments',
  'commitments',
  'eligibility',
  'measures',
  'inspections',
] as const satisfies readonly SheetKey[];

/** The sheets that a policy has a use for. */
export function sheetsOf(policy: Policy | null): readonly SheetKey[] {
  return SHEET_KEYS.filter((key) => isKnown(SHEETS[key], policy));
}

/** Sheets of our own that hold no data. */
export const GUIDE_SHEET = '说明';
export const LISTS_SHEET = '选项';
export const PROBLEM_SHEET = '问题';

/**
 * Columns that may not come in at all: the numbers identify a person, and a 资格证书编号 contains the identity number.
 * The column is dropped unread; the rows stay.
 */
const FORBIDDEN = [
  '身份证号',
  '身份证号码',
  '身份证',
  '公民身份号码',
  '居民身份证号',
  '证件号码',
  '证件号',
  '资格证书编号',
  '资格证书编码',
  '资格证书号',
  '资格证号',
  '资格证编号',
  '医师资格证书编号',
  '医师资格证书编码',
  '护士资格证书编号',
  '负责人身份证号',
  '法定代表人身份证号',
  '手机号',
  '手机号码',
  '手机',
  '移动电话',
  '个人电话',
  '负责人手机',
  '负责人手机号',
  '联系人手机',
  '联系人手机号',
].map(headingForm);

/** A heading as it is compared: NFKC, upper case, without blanks, line breaks and the usual marks of a required column. */
export function headingForm(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}*:]/gu, '')
    .replace(/\((?:必填|选填)\)$/, '')
    .replace(/^(?:必填|选填)/, '');
}

export function isForbiddenHeading(heading: string): boolean {
  return FORBIDDEN.includes(headingForm(heading));
}

/** The columns of a sheet that a policy has a use for, without their literal keys; those of any policy for null. */
export function columnsOf(sheet: SheetKey, policy: Policy | null = null): readonly Column[] {
  const columns: readonly Column[] = SHEETS[sheet].columns;
  return columns.filter((column) => isKnown(column, policy));
}

/** The columns that the template of a policy has. */
export function offeredColumns(sheet: SheetKey, policy: Policy | null): readonly Column[] {
  return columnsOf(sheet, policy).filter((column) => isOffered(column, policy));
}

const BY_KEY: ReadonlyMap<SheetKey, ReadonlyMap<string, Column>> = new Map(
  SHEET_KEYS.map((sheet) => [sheet, new Map(columnsOf(sheet).map((column) => [column.key, column]))]),
);

export function findColumn(sheet: SheetKey, key: string): Column | undefined {
  return BY_KEY.get(sheet)?.get(key);
}

/** Numbers of the lines of a list: they change with every list, and nothing is read from them. */
const RUNNING = ['序号', '序列', '行号', '顺序号', '流水号', 'No', 'No.'].map(headingForm);

export function isRunningNumber(heading: string): boolean {
  return RUNNING.includes(headingForm(heading));
}

/** The column that a heading means; undefined when none does. The heading proper goes before any alias, these before English. */
export function columnByHeading(sheet: SheetKey, heading: string, policy: Policy | null): Column | undefined {
  const form = headingForm(heading);
  if (form === '') return undefined;
  const columns = columnsOf(sheet, policy);
  return (
    columns.find((column) => headingForm(column.heading) === form) ??
    columns.find((column) => column.aliases.some((alias) => headingForm(alias) === form)) ??
    columns.find((column) => headingForm(column.headingEn) === form || headingForm(column.key) === form)
  );
}

/** The sheet that a title means; undefined when none does. */
export function sheetByTitle(title: string): SheetKey | undefined {
  const form = headingForm(title);
  return SHEET_KEYS.find((key) =>
    [SHEETS[key].title, ...SHEETS[key].aliases].some((name) => headingForm(name) === form),
  );
}
