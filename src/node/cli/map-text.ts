/** A mapping as the clerk reads it: ours, theirs, a value of it; then what is left over, what is open and what is missing. */
import { isRunningNumber } from '../publish/workspace/columns.ts';
import type { Mapping, MappingFault } from '../publish/workspace/mapping.ts';

/** `dir` and `list` as the clerk typed them. */
export function mappingLines(
  mapping: Mapping,
  { dir, list, keep }: { readonly dir: string; readonly list: string; readonly keep: boolean },
): readonly string[] {
  const { columns, unused, missing, faults } = mapping;
  const good = faults.length === 0 && missing.length === 0;
  const next = keep
    ? [`已记入 bureau.json，下一步：npx yixinma check ${dir} / Kept in bureau.json.`]
    : [`对应无误就再运行一次，末尾加 --keep。/ Run it again with --keep to keep this: map ${dir} ${list} … --keep`];
  return [
    ...columns.map(columnText),
    ...columns.flatMap(runningWarning),
    ...part('不采用的列 / Not read:', unused.map(unusedText)),
    ...part('可能对应，请您确认 / Perhaps, please confirm:', mapping.open.flatMap(openText)),
    ...part(null, stillOpen(mapping)),
    ...part(
      null,
      missing.map((one) => missingText(one, columns)),
    ),
    ...part(null, faults.map(faultText)),
    '',
    ...(good ? next : ['没有记入 bureau.json。/ Nothing was kept.']),
  ];
}

/** Lines under a heading of their own; nothing where there are none. */
function part(heading: string | null, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ['', ...(heading === null ? [] : [heading]), ...lines];
}

function columnText({ column, heading, fixed, sample }: Mapping['columns'][number]): string {
  const theirs = heading === null ? `固定为“${fixed}”` : `${heading}${fixed === null ? '' : `（空时为“${fixed}”）`}`;
  return `  ${column.heading} ← ${theirs}${sample === '' ? '' : `，如：${sample}`}`;
}

/** A running number is another institution's next year. */
function runningWarning({ column, heading }: Mapping['columns'][number]): readonly string[] {
  if (heading === null || !isNumber(column.key) || !isRunningNumber(heading)) return [];
  return [
    `⚠ “${heading}”是流水号，名单一变就会重排，不宜作${column.heading}；请改用登记号、信用代码或自编的固定编号。/ "${heading}" changes with every list: use a lasting number.`,
  ];
}

function unusedText({ heading, sample }: Mapping['unused'][number]): string {
  if (isRunningNumber(heading)) return `  ${heading}（流水号，不用读）`;
  return `  ${heading}${sample === '' ? '' : `，如：${sample.slice(0, 30)}`}`;
}

function openText({ column, maybe }: Mapping['open'][number]): readonly string[] {
  return maybe.map((heading) => `  “${heading}”是不是${column.heading}？是的话加 ${wish(column.heading, heading)}`);
}

/** What the list may have under a name that tells us nothing. */
function stillOpen({ open, missing }: Mapping): readonly string[] {
  const names = open
    .filter(({ column, maybe }) => column.shown && maybe.length === 0 && !missing.includes(column))
    .map(({ column }) => column.heading);
  if (names.length === 0) return [];
  return [
    `还没有对应的列：${names.join('、')}。名单里有的，用 --column 我们的列=名单的列；没有的不用管。/ Not found, and not needed: ${names.join(', ')}.`,
  ];
}

/** No two institutions share a number or a name: one value for all is not offered there. */
function missingText({ heading, key }: Mapping['missing'][number], columns: Mapping['columns']): string {
  const own = isNumber(key) || key === 'name';
  const fixed = own ? '' : `，或用 --fixed ${heading}=固定值`;
  const lasting = columns.find(({ column }) => column.key === 'licenceNumber' || column.key === 'creditCode')?.heading;
  const instead = key === 'id' && lasting ? `；没有自编号的，可以用 ${wish(heading, lasting)}` : '';
  return `缺少必需的列“${heading}”：用 --column ${heading}=名单的列名${fixed}${instead}。/ "${heading}" is needed.`;
}

function isNumber(key: string): boolean {
  return key === 'id' || key === 'institutionId';
}

/** As it can be typed, a heading with blanks or brackets in quotes. */
function wish(ours: string, theirs: string): string {
  return /^[\p{L}\p{N}_/.-]+$/u.test(theirs) ? `--column ${ours}=${theirs}` : `--column "${ours}=${theirs}"`;
}

function faultText(fault: MappingFault): string {
  switch (fault.kind) {
    case 'no-headings':
      return '名单的前5行里没有找到列名，请把列名放在第一行。/ No headings in the first 5 rows.';
    case 'unknown-column':
      return `我们没有“${fault.name}”这一列，列名见工作簿的“说明”表。/ We have no column "${fault.name}".`;
    case 'unknown-heading':
      return `名单里没有“${fault.name}”这一列，请核对上面的列名。/ The list has no column "${fault.name}".`;
    case 'forbidden':
      return `“${fault.name}”不能采用：身份证号、资格证书编号和个人手机号不进入本系统。/ "${fault.name}" may not be taken in.`;
  }
}
