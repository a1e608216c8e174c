/** A mapping as the clerk reads it: ours, theirs, a value of it; then what is left over and what is missing. */
import type { Mapping, MappingFault } from '../publish/workspace/mapping.ts';

/** `dir` and `list` as the clerk typed them. */
export function mappingLines(
  { columns, unused, missing, faults }: Mapping,
  { dir, list, keep }: { readonly dir: string; readonly list: string; readonly keep: boolean },
): readonly string[] {
  const rows = columns.map(({ column, heading, fixed, sample }) => {
    const theirs = heading === null ? `固定为“${fixed}”` : `${heading}${fixed === null ? '' : `（空时为“${fixed}”）`}`;
    return `  ${column.heading} ← ${theirs}${sample === '' ? '' : `，如：${sample}`}`;
  });
  const good = faults.length === 0 && missing.length === 0;
  const next = keep
    ? [`已记入 bureau.json，下一步：npx yixinma check ${dir} / Kept in bureau.json.`]
    : [`对应无误就再运行一次，末尾加 --keep。/ Run it again with --keep to keep this: map ${dir} ${list} … --keep`];
  return [
    ...rows,
    ...(unused.length === 0 ? [] : ['', '不采用的列 / Not read:', ...unused.map(unusedText)]),
    ...(missing.length === 0 ? [] : ['', ...missing.map(missingText)]),
    ...(faults.length === 0 ? [] : ['', ...faults.map(faultText)]),
    '',
    ...(good ? next : ['没有记入 bureau.json。/ Nothing was kept.']),
  ];
}

function unusedText({ heading, sample }: Mapping['unused'][number]): string {
  return `  ${heading}${sample === '' ? '' : `，如：${sample.slice(0, 30)}`}`;
}

/** No two institutions share a number or a name: one value for all is not offered there. */
function missingText({ heading, key }: Mapping['missing'][number]): string {
  const own = key === 'id' || key === 'name' || key === 'institutionId';
  const fixed = own ? '' : `，或用 --fixed ${heading}=固定值`;
  return `缺少必需的列“${heading}”：用 --column ${heading}=名单的列名${fixed}。/ "${heading}" is needed.`;
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
