/** What is said of a workspace's folder, configuration, sheets and columns. `{value}`, `{column}`, `{sheet}`, `{detail}` are filled in. */
import { error, warning } from './problem-text.ts';

export const FILE_PROBLEMS = {
  'folder-missing': error(
    ['没有这个文件夹', 'There is no such folder'],
    ['请先运行 yixinma init 建立工作区。', 'Make the workspace with yixinma init first.'],
  ),
  'config-missing': error(
    ['缺少 bureau.json', 'bureau.json is missing'],
    ['请用 yixinma init 建立，或把原来的 bureau.json 放回。', 'Make it with yixinma init, or put the old one back.'],
  ),
  'config-not-json': error(
    ['bureau.json 不是有效的 JSON：{detail}', 'bureau.json is not valid JSON: {detail}'],
    ['请检查逗号、引号和括号，并以 UTF-8 保存。', 'Check commas, quotes and brackets; save it as UTF-8.'],
  ),
  'config-not-utf8': error(
    ['bureau.json 不是 UTF-8 编码，中文会变成乱码', 'bureau.json is not in UTF-8: its Chinese would be garbled'],
    [
      '请用记事本打开，另存为时编码选 UTF-8，再检查一次。',
      'Open it in an editor, save it with the encoding UTF-8, and check again.',
    ],
  ),
  'config-invalid': error(
    ['bureau.json 的 {column} 不正确：{detail}', 'bureau.json: {column} is not right: {detail}'],
    ['请改正这一项。', 'Correct this entry.'],
  ),
  'tables-unchecked': warning(
    [
      '表格这次没有检查：bureau.json 改好以后，才知道按哪个规定、读哪些文件',
      'Tables were not checked: bureau.json says by which policy and from which files',
    ],
    ['改好以后请再运行一次 yixinma check。', 'Run yixinma check again once it is right.'],
  ),
  'config-unknown-key': warning(
    ['bureau.json 中的 {column} 不认识，未使用', 'bureau.json: {column} is unknown and not used'],
    ['请检查拼写，不需要就删去。', 'Check the spelling, or remove it.'],
  ),
  'config-example': error(
    [
      'bureau.json 的 {column} 还是样例（{value}），会印在公示栏和每个网页上，不能公布',
      'bureau.json: {column} still holds the example ({value}), which would stand on boards and pages',
    ],
    [
      '请改成本局的内容；只是试用的，把 demo 改为 true。',
      'Put in your own; if this is only a trial, set demo to true.',
    ],
  ),
  'config-placeholder': warning(
    ['bureau.json 的 {column} 还是样例', 'bureau.json: {column} still holds the example'],
    ['公布之前请改成本局的内容。', 'Put in your own before publishing.'],
  ),
  'intake-without-https': warning(
    [
      '网上反映已开通（intake 为 online），但网址 {value} 不是 https：手机无法加密，提交不了',
      'intake is online, but the origin {value} is not https: phones cannot seal, so nothing can be sent',
    ],
    [
      '请给网站配好证书，把 origin 改为 https 开头；暂时做不到的，把 intake 改为 none。',
      'Get a certificate and let origin begin with https; until then set intake to none.',
    ],
  ),
  'ratings-wrong': error(
    ['ratings.json 不能公布：{detail}', 'ratings.json cannot be published: {detail}'],
    [
      '请用办件端重新导出 ratings.json，不要手工修改；不公布评价的，移走这个文件。',
      'Export it from the desk again and do not edit it; if no ratings are to be published, move it away.',
    ],
  ),
  'picture-wrong': error(
    ['页脚图标 {value} 不能公布：{detail}', 'The footer picture {value} cannot be published: {detail}'],
    [
      '请把不超过20 KB 的 PNG、SVG 或 WebP 放入 pictures 文件夹；不用图标的，在 bureau.json 中改为 null。',
      'Put a PNG, SVG or WebP of at most 20 KB into the folder pictures; without a picture, set the entry to null.',
    ],
  ),
  'two-workbooks': warning(
    [
      '既有 workbook.xlsx，又有 workbook 文件夹：只读了前者',
      'Both workbook.xlsx and a folder workbook: only the former was read',
    ],
    ['请删去或移走不用的一个。', 'Remove the one that is not used.'],
  ),
  'workbook-missing': error(
    ['没有 workbook.xlsx，也没有 workbook 文件夹', 'Neither workbook.xlsx nor a folder workbook'],
    [
      '请放入填好的工作簿，或在 bureau.json 的 tables 中指定文件。',
      'Put in the workbook, or name files under tables in bureau.json.',
    ],
  ),
  'file-missing': error(
    ['找不到文件 {value}', 'The file {value} is not there'],
    [
      '请检查 bureau.json 中 tables 的文件名；相对路径从工作区算起。',
      'Check the file name under tables; paths start from the workspace.',
    ],
  ),
  'sheet-missing': error(
    ['没有“{value}”表', 'There is no sheet {value}'],
    ['请照模板补上这张表。', 'Add it as in the template.'],
  ),
  'list-sheet-missing': error(
    ['{sheet} 里没有“{value}”这张工作表，有的是：{detail}', '{sheet} has no sheet {value}; there are: {detail}'],
    ['请改正 bureau.json 中 tables 的 sheet。', 'Correct the sheet under tables in bureau.json.'],
  ),
  'sheet-unknown': warning(
    ['“{value}”表不认识，未读取', 'The sheet {value} is unknown and was not read'],
    ['需要的话请改成模板中的表名。', 'If it is needed, rename it as in the template.'],
  ),
  'sheet-repeated': error(
    ['“{value}”与前面的表是同一种，未读取', '{value} means the same as an earlier sheet and was not read'],
    ['请把两张表合并为一张。', 'Merge the two sheets.'],
  ),
  'headings-missing': error(
    ['没有找到标题行', 'No row of headings was found'],
    ['请把模板的标题放在前五行内。', 'Put the headings of the template into one of the first five rows.'],
  ),
  'headings-repeated': warning(
    ['这一行又是一遍标题，已跳过', 'This row repeats the headings and was skipped'],
    ['不必改；想去掉提醒，删去这一行。', 'Leave it, or delete the row.'],
  ),
  'column-missing': error(
    ['缺少“{column}”列，整张表都不能用', 'The column {column} is missing; no row can be used'],
    ['请照模板补上这一列。', 'Add it as in the template.'],
  ),
  'column-unknown': warning(
    ['“{column}”列不认识，未读取', 'The column {column} is unknown and was not read'],
    ['请核对列名；不需要的列可以删去。', 'Check the heading; remove it if not needed.'],
  ),
  'column-repeated': warning(
    ['“{column}”与前面的列重复，未读取', '{column} repeats an earlier column and was not read'],
    ['请只保留一列。', 'Keep one of them.'],
  ),
  'column-forbidden': error(
    [
      '“{column}”列含个人证件信息，整列已弃用，没有读取',
      '{column} holds personal numbers; the column was dropped unread',
    ],
    ['请从文件中删去这一列，其他列照常使用。', 'Delete this column from the file; the others are used.'],
  ),
  'column-of-private-numbers': error(
    [
      '“{column}”列多为{detail}，整列已弃用，没有读取',
      '{column} mostly holds private numbers; the column was dropped unread',
    ],
    ['请从文件中删去这一列，其他列照常使用。', 'Delete this column from the file; the others are used.'],
  ),
  'column-unheaded': warning(
    ['第{detail}列有内容但没有标题，未读取', 'Column {detail} has content but no heading; not read'],
    ['请补上标题，或删去这一列。', 'Add a heading or delete the column.'],
  ),
  'mapped-column-missing': error(
    ['文件中没有“{column}”列（bureau.json 中对应 {detail}）', 'The file has no column {column} (mapped to {detail})'],
    ['请改正 bureau.json 中 tables 的列名。', 'Correct the heading under tables in bureau.json.'],
  ),
  'mapping-unknown': error(
    ['bureau.json 的 tables 中 {column} 不认识', 'bureau.json: {column} under tables is unknown'],
    ['可用的名称见“说明.txt”。', 'The keys that exist are listed in 说明.txt.'],
  ),
  'match-two-rows': error(
    ['不止一行与原有机构 {detail} 相符，不能确定哪一行是它', 'Several rows fit {detail}'],
    ['请用 yixinma match 答复，未答复前不能公布。', 'Answer with yixinma match; nothing is published before.'],
  ),
  'match-two-institutions': error(
    ['这一行与不止一家原有机构相符：{detail}', 'This row fits several institutions of before: {detail}'],
    ['请用 yixinma match 答复，未答复前不能公布。', 'Answer with yixinma match; nothing is published before.'],
  ),
  'match-doubtful': error(
    ['这一行可能是原有机构 {detail}，不能确定', 'This row may be {detail}'],
    ['请用 yixinma match 答复，未答复前不能公布。', 'Answer with yixinma match; nothing is published before.'],
  ),
  'no-institutions': error(
    ['没有一家机构可以采用', 'Not one institution could be accepted'],
    ['请先填写或改正“机构”表。', 'Fill in or correct the sheet 机构 first.'],
  ),
} as const;
