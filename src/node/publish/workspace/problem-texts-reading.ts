/** What is said of files that cannot be read. `{value}` is the file, `{sheet}`, `{detail}` where in it. */
import { error, warning } from './problem-text.ts';

export const READING_PROBLEMS = {
  'workbook-old-format': error(
    [
      '{value} 是别的格式（如 .xls、.et、.ods）、带宏或加了密码，读不了',
      '{value} is in another format (.xls, .et, .ods), holds macros or is encrypted',
    ],
    [
      '请在 Excel 或 WPS 中打开，取消密码，另存为 .xlsx。',
      'Open it in Excel or WPS, remove the password, save it as .xlsx.',
    ],
  ),
  'workbook-unreadable': error(
    ['{value} 已损坏，或不是 .xlsx 工作簿', '{value} is damaged or not an .xlsx workbook'],
    [
      '请在 Excel 或 WPS 中打开，检查后另存为新的 .xlsx。',
      'Open it in Excel or WPS, check it, and save it as a new .xlsx.',
    ],
  ),
  'workbook-is-text': error(
    ['{value} 其实是文本或网页，不是 .xlsx 工作簿', '{value} is a text or a web page and no .xlsx workbook'],
    [
      '是 CSV 的，请把扩展名改为 .csv；从网页系统导出的，请把扩展名改为 .xls，用 Excel 或 WPS 打开，另存为 .xlsx。',
      'If it is CSV, name it .csv; if a website handed it out, name it .xls, open it in Excel or WPS, and save it as .xlsx.',
    ],
  ),
  'workbook-cell-wrong': error(
    [
      '{value} 的“{sheet}”表在 {detail} 处不合规范，内容无法确定，整个文件没有读取',
      '{value}, sheet {sheet}: what is at {detail} cannot be understood, so nothing of the file was read',
    ],
    [
      '请在 Excel 或 WPS 中打开，核对这一处，另存为新的 .xlsx。',
      'Open it in Excel or WPS, look at this place, and save it as a new .xlsx.',
    ],
  ),
  'workbook-merged-too-far': error(
    [
      '{value} 的“{sheet}”表合并了 {detail}，超过20万格，整个文件没有读取',
      '{value}, sheet {sheet}: {detail} is merged, more than 200,000 cells, so nothing of the file was read',
    ],
    ['请在 Excel 或 WPS 中取消这处合并，另存后再检查。', 'Unmerge it in Excel or WPS, save the file, and check again.'],
  ),
  'workbook-too-large': error(
    [
      '{value} 太大：解压后不能超过1 GB，单元格不能超过1200万个',
      '{value} is too large: at most 1 GB unpacked and 12 million cells',
    ],
    [
      '请删去不用的工作表和空行空列，另存后再试；还是太大的，把每张表另存为 CSV，放入 workbook 文件夹，移走原文件。',
      'Remove sheets, rows and columns that are not used and save it again; or save each sheet as CSV into the folder workbook, and move the file away.',
    ],
  ),
  'file-not-utf8': error(
    ['{value} 不是文本，或编码不认识', '{value} is no text, or in an unknown encoding'],
    ['请在 Excel 中另存为“CSV UTF-8（逗号分隔）”。', 'In Excel, save as “CSV UTF-8 (comma delimited)”.'],
  ),
  'csv-mixed-encodings': error(
    [
      '{value} 第{detail}行的编码与其他行不同，会变成乱码，整个文件没有读取',
      '{value}: line {detail} is in another encoding than the others, so nothing of the file was read',
    ],
    [
      '请用记事本打开，重新输入乱码的地方，另存为 UTF-8；由几个文件拼成的，请各自另存为 UTF-8 后再拼。',
      'Open it in an editor, type what is garbled again, and save it as UTF-8; if it was put together from several files, save each as UTF-8 first.',
    ],
  ),
  'csv-quote-open': error(
    [
      '{value} 第{detail}行的引号（"）不成对，后面的行会被并成一格，整个文件没有读取',
      '{value}: a quotation mark in row {detail} has no partner and would take in the rows after it, so nothing of the file was read',
    ],
    [
      '请用记事本打开，删去或补上这个引号，保存后再检查。',
      'Open it in an editor, remove or add the mark, and check again.',
    ],
  ),
  'csv-too-large': error(
    ['{value} 超过500 MB，读不了', '{value} is over 500 MB and cannot be read'],
    ['请删去不用的列和空行，另存后再检查。', 'Remove columns and rows that are not used, save it, and check again.'],
  ),
  'folder-file-unread': warning(
    [
      'workbook 文件夹里的 {value} 没有读取：这里只读 .csv',
      '{value} in the folder workbook was not read: only .csv is',
    ],
    ['请把它另存为 .csv；不用的请移走。', 'Save it as .csv, or move it away.'],
  ),
  'csv-is-workbook': error(
    ['{value} 其实是工作簿，不是 CSV', '{value} is a workbook and no CSV'],
    ['请把扩展名改为 .xlsx；旧格式的请先另存为 .xlsx。', 'Name it .xlsx; save an old format as .xlsx first.'],
  ),
} as const;
