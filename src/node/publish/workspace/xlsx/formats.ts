/** What the number formats of a workbook make of a number. */
import { type Meaning, readXml } from './xml.ts';

/** A number: so many digits at least, with zeros in front. `dressed`: shown with words or signs that are not in the cell. */
export type NumberForm = 'plain' | 'date' | 'share' | 'dressed' | number;

/** Days and times among the built-in formats (ECMA-376 part 1, 18.8.30), those of Chinese, Japanese and Korean included. */
const DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;
const SHARES = [9, 10];

/** The form of each cell format (`s` of a cell), by its number. */
export async function readFormats(pieces: AsyncIterable<Buffer>): Promise<readonly NumberForm[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  const meaning: Meaning = {
    root: 'styleSheet',
    open: (name, tag) => {
      if (name === 'numFmt') codes.set(Number(tag.get('numFmtId')), tag.get('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) ids.push(Number(tag.get('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  };
  await readXml(pieces, meaning);
  return ids.map((id) => formOf(id, codes.get(id)));
}

function formOf(id: number, code: string | undefined): NumberForm {
  if (code !== undefined) return formOfCode(code);
  if (DATES.some(([first, last]) => id >= first && id <= last)) return 'date';
  return SHARES.includes(id) ? 'share' : 'plain';
}

/** By the letters of the code outside `"…"`, `[…]` and behind `\`, `_`, `*`: `[$-804]yyyy"年"m"月"d"日"` is a day. */
export function formOfCode(code: string): NumberForm {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '');
  if (/[ymdhs]/i.test(bare)) return 'date';
  if (/^00+(?:;@)?$/.test(code)) return code.lastIndexOf('0') + 1;
  if (bare.includes('%')) return 'share';
  return isDressed(code) ? 'dressed' : 'plain';
}

/** `"PDY"0000`, `0000-0000000`, `0"元"`: of a positive number, the first part of the code. */
function isDressed(code: string): boolean {
  const shown = code.replace(/\[[^\]]*\]|[_*]./g, '').replace(/General|G\/通用格式/gi, '0');
  const [first = ''] = /^(?:"[^"]*"|\\.|[^;"\\])*/.exec(shown) ?? [];
  return /[^0#?.,@+\sE]/i.test(first.replace(/\\\s|"\s*"/g, ''));
}
