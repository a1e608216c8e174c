/** Where a text stops being JSON, for somebody who edits it in a text editor: the line, the place in it, and what is wrong. */
import { parseExactJson } from '../../../core/rulebooks/exact-json.ts';

export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** Where, the line itself, and what to write instead: Chinese with the English beside. */
  readonly text: string;
}

type Pair = readonly [zh: string, en: string];

/** Signs of a Chinese keyboard, and what JSON wants in their place. */
const SIGNS: Readonly<Record<string, Pair>> = {
  '“': ['中文引号“', 'a Chinese quotation mark'],
  '”': ['中文引号”', 'a Chinese quotation mark'],
  '‘': ['中文引号‘', 'a Chinese quotation mark'],
  '’': ['中文引号’', 'a Chinese quotation mark'],
  '＂': ['全角引号＂', 'a full-width quotation mark'],
  "'": ['单引号', 'a single quotation mark'],
  '，': ['中文逗号，', 'a Chinese comma'],
  '：': ['中文冒号：', 'a Chinese colon'],
  '｛': ['全角括号｛', 'a full-width brace'],
  '｝': ['全角括号｝', 'a full-width brace'],
};
const PLAIN: Readonly<Record<string, string>> = { '，': ',', '：': ':', '｛': '{', '｝': '}' };
const QUOTES = /[“”‘’＂]/;
const LONGEST = 60;

/** Null where the text is JSON. */
export function jsonFault(text: string): JsonFault | null {
  const read = parseExactJson(text);
  if (read.ok) return null;
  const { line, column } = read.fault;
  const lines = text.split(/\r?\n/);
  const shown = lines[line - 1] ?? '';
  const before = `${lines.slice(0, line - 1).join('\n')}\n${shown.slice(0, column - 1)}`.trimEnd();
  const [zh, en] = cause(shown, column, before, lines.slice(line).join('').trim() === '');
  return {
    line,
    text: `第${line}行第${column}个字符，${zh}。这一行是：${cut(shown.trim())} / line ${line}, column ${column}: ${en}`,
  };
}

/** `before`: all that stands ahead of the fault, without blanks at its end. `last`: nothing but blanks follows the line. */
function cause(line: string, column: number, before: string, last: boolean): Pair {
  const at = line[column - 1];
  const sign = at === undefined ? undefined : SIGNS[at];
  if (at !== undefined && sign !== undefined) {
    const plain = PLAIN[at] ?? '"';
    return [`是${sign[0]}，请改成英文的 ${plain}`, `${sign[1]}; write ${plain}`];
  }
  // An opening quote that is right and a closing one that is not: the text ran on beyond it.
  if (QUOTES.test(line)) {
    return [
      '这一行有中文引号，请把项目名和内容两边的引号都改成英文的 "',
      'Chinese quotation marks; write " around names and values',
    ];
  }
  if ((at === '}' || at === ']') && before.endsWith(',')) {
    return [`前面多了一个逗号：${at} 的前一项末尾不写逗号`, `a comma before ${at}: the last entry has none`];
  }
  if (at === '/' || at === '#') return ['这里不能写注释，请删去', 'no comments here: remove it'];
  if (at === '"' && /["\d}\]el]$/.test(before))
    return ['前一项末尾少了逗号', 'a comma is missing at the end of the entry before'];
  if (at === undefined && last)
    return ['没有写完，末尾少了 } 或引号', 'it ends too early: } or a quotation mark is missing'];
  if (at === undefined) return ['这一行的内容少了后一半引号 "', 'the closing quotation mark is missing on this line'];
  return [`从“${at}”起看不懂`, `not understood from ${at} on`];
}

function cut(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
