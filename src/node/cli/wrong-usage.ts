/** What is wrong with how a command was typed, and what to type instead. */

import type { Command, Io } from './command.ts';
import { nearest } from './nearest.ts';

/** Says all of `faults`, each Chinese with the English beside, then how the command is typed. Exit code 2. */
export function wrongUsage(io: Io, { usage }: Pick<Command, 'usage'>, faults: readonly string[]): 2 {
  io.err(`${[...faults, '', usage].join('\n')}\n`);
  return 2;
}

/** In words what `parseArgs` of Node found, with the option of `usage` that may have been meant; null for any other fault. */
export function parseFault(fault: unknown, usage: string): string | null {
  if (!(fault instanceof TypeError && 'code' in fault)) return null;
  // Node quotes the option as it was typed, with its short form where it has one.
  const named = /'(?:-\w, )?(-[^' ]*|[^']*)/.exec(fault.message)?.[1] ?? '';
  switch (fault.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const meant = meantText(named, usage.match(/--[a-z][a-z-]*/g) ?? []);
      return `没有“${named}”这个选项${meant[0]}，请对照下面的写法。/ No option "${named}"${meant[1]}: see how it is typed below.`;
    }
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return fault.message.includes('does not take')
        ? `“${named}”后面不用写内容。/ "${named}" takes no value.`
        : `“${named}”后面要写内容。/ "${named}" needs a value.`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `“${named}”是多余的，请去掉。/ "${named}" is one too many: leave it out.`;
    default:
      return null;
  }
}

/** `name`: an option, or what the word stands for in both languages. `typed` is none of `allowed`, or is missing. */
export function notOneOf(
  name: string | readonly [zh: string, en: string],
  typed: string | undefined,
  allowed: readonly string[],
): string {
  const [nameZh, nameEn] = typeof name === 'string' ? [`${name} `, name] : name;
  const [zh, en] = [allowed.join('、'), allowed.join(', ')];
  if (typed === undefined) return `缺少${nameZh.trim()}，可选：${zh}。/ ${nameEn} is missing: ${en}.`;
  const meant = meantText(typed, allowed);
  return `${nameZh}不能是“${typed}”${meant[0]}，可选：${zh}。/ ${nameEn} cannot be "${typed}"${meant[1]}: ${en}.`;
}

/** Of an option that wants a day of the calendar. */
export function notADay(option: string, typed: string): string {
  return `${option} 的“${typed}”不是有效日期，应为 年-月-日，例如 2026-03-10。/ ${option}: "${typed}" is no day; write YYYY-MM-DD, such as 2026-03-10.`;
}

/** What is wrong with `--year`; none when it is a year. */
export function yearFaults(typed: string | undefined): readonly string[] {
  if (typed === undefined) return ['缺少年度，例如 --year 2026。/ The year is missing, such as --year 2026.'];
  if (/^[12]\d{3}$/.test(typed)) return [];
  return [
    `--year 的“${typed}”不是年份，应为四位数字，例如 2026。/ --year: "${typed}" is no year; write four digits, such as 2026.`,
  ];
}

/** What is wrong with the words beside the options, where one folder is wanted. */
export function folderFaults(
  [dir, ...more]: readonly string[],
  missing = '缺少工作文件夹。/ The folder of the workspace is missing.',
): readonly string[] {
  return dir === undefined ? [missing] : tooMuch(more);
}

/** Words beyond those that are wanted. */
export function tooMuch(more: readonly string[]): readonly string[] {
  if (more.length === 0) return [];
  const typed = more.join(' ');
  return [`“${typed}”是多余的，请去掉。/ "${typed}" is too much: leave it out.`];
}

/** “Did you mean”, where something known is near. */
export function meantText(typed: string, known: readonly string[]): readonly [zh: string, en: string] {
  const meant = nearest(typed, known);
  return meant === null ? ['', ''] : [`（是不是“${meant}”？）`, ` (did you mean "${meant}"?)`];
}

/** Of an option that wants a port. */
export function notAPort(option: string, typed: string): string {
  return `${option} 的“${typed}”不是端口，应为1至65535。/ ${option}: "${typed}" is no port; a port is 1 to 65535.`;
}
