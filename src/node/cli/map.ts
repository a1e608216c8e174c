/** `yixinma map DIR FILE`: another program's list under our headings, remembered in `bureau.json`. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SHEETS, sheetByTitle, sheetsOf } from '../publish/workspace/columns.ts';
import { CONFIG_FILE, parseConfig, type TableSource, type WorkspaceConfig } from '../publish/workspace/config.ts';
import { keepMapping } from '../publish/workspace/keep-mapping.ts';
import { type MappingWishes, mapTable } from '../publish/workspace/mapping.ts';
import { policyOf } from '../publish/workspace/policy.ts';
import { isFile, readMapped } from '../publish/workspace/sources.ts';
import { Ledger } from '../publish/workspace/table.ts';
import type { Command, Io } from './command.ts';
import { mappingLines } from './map-text.ts';
import { folderFaults, notOneOf, tooMuch, wrongUsage } from './wrong-usage.ts';

const OPTIONS = {
  as: { type: 'string', default: SHEETS.institutions.title },
  sheet: { type: 'string' },
  column: { type: 'string', multiple: true, default: [] as string[] },
  fixed: { type: 'string', multiple: true, default: [] as string[] },
  value: { type: 'string', multiple: true, default: [] as string[] },
  keep: { type: 'boolean', default: false },
} as const;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [given, list, ...more] = positionals;
  const { wishes, faults } = wishesOf(values);
  if (given !== undefined && list === undefined) faults.push('缺少名单文件。/ The list is missing.');
  faults.push(...(given === undefined ? folderFaults([]) : tooMuch(more)));
  if (given === undefined || list === undefined || faults.length > 0) return wrongUsage(io, map, faults);
  const dir = resolve(io.cwd, given);
  const ofConfig = new Ledger();
  const config = await configOf(dir, ofConfig);
  if (config === null) return refuse(io, ofConfig);
  const policy = policyOf(config.bureau.rulebook, config.rulings);
  const sheet = sheetByTitle(values.as);
  if (sheet === undefined || !sheetsOf(policy).includes(sheet)) {
    const titles = sheetsOf(policy).map((key) => SHEETS[key].title);
    return wrongUsage(io, map, [notOneOf('--as', values.as, titles)]);
  }
  const place = placeOf(dir, resolve(io.cwd, list), values.sheet);
  if (!(await isFile(resolve(io.cwd, list)))) {
    io.err(`没有找到名单“${list}”，请检查路径和文件名。/ There is no list "${list}": check its path and name.\n`);
    return 1;
  }
  const ledger = new Ledger();
  const table = await readMapped(dir, place, ledger);
  if (table === null) return refuse(io, ledger);
  const mapping = mapTable(sheet, table, wishes, { before: config.tables[sheet], place, policy });
  io.out(`${mappingLines(mapping, { dir: given, list, keep: values.keep }).join('\n')}\n`);
  if (mapping.faults.length > 0 || mapping.missing.length > 0) return 1;
  if (values.keep) await keepMapping(dir, sheet, mapping.source);
  return 0;
}

function refuse(io: Io, { problems }: Ledger): 1 {
  for (const { code, message, ...told } of problems) {
    // The sheet was typed: `bureau.json` has no part in it.
    const remedy =
      code === 'list-sheet-missing'
        ? { zh: '请用 --sheet 写其中一个。', en: 'Name one of them with --sheet.' }
        : told.remedy;
    io.err(`${message.zh}。${remedy.zh}\n${message.en}. ${remedy.en}\n`);
  }
  return 1;
}

async function configOf(dir: string, ledger: Ledger): Promise<WorkspaceConfig | null> {
  const file = join(dir, CONFIG_FILE);
  if (await isFile(file)) return parseConfig(await readFile(file, 'utf8'), ledger);
  ledger.file('config-missing', { sheet: CONFIG_FILE });
  return null;
}

/** Inside the workspace by a path that moves with it. */
function placeOf(dir: string, file: string, sheet: string | undefined): TableSource {
  const inside = relative(dir, file);
  const path = inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  return { file: path, ...(sheet !== undefined && { sheet }) };
}

function wishesOf(values: Readonly<Record<'column' | 'fixed' | 'value', readonly string[]>>) {
  const faults: string[] = [];
  const split = (option: 'column' | 'fixed' | 'value', pattern: RegExp, form: string) =>
    values[option].flatMap((text) => {
      const [, ...parts] = pattern.exec(text) ?? [];
      if (parts.length === 0) faults.push(`--${option} ${text} 应写成 ${form}。/ --${option} is typed ${form}.`);
      return parts.length === 0 ? [] : [parts.map((part) => part.trim())];
    });
  const PAIR = /^([^=＝]+)[=＝](.+)$/;
  const two = ([a = '', b = '']: readonly string[]): [string, string] => [a, b];
  const wishes: MappingWishes = {
    columns: split('column', PAIR, '名称=机构全称').map(two),
    fixed: split('fixed', PAIR, '乡镇=城关镇').map(two),
    values: split('value', /^([^:：]+)[:：]([^=＝]+)[=＝](.+)$/, '类别:个体诊所=诊所').map(
      ([a = '', b = '', c = '']): [string, string, string] => [a, b, c],
    ),
  };
  return { wishes, faults };
}

export const map: Command = {
  name: 'map',
  summary: '已有名单的列对应哪一项，记在 bureau.json / say once which columns of a list are which of ours',
  usage: `yixinma map DIR FILE [--as 机构] [--sheet 工作表] [--column 名称=机构全称]… [--fixed 乡镇=城关镇]… [--value 类别:个体诊所=诊所]… [--keep]
FILE 是 .csv 或 .xlsx。认得的列自动对应，其余用 --column 我们的列=名单的列；名单里没有的，用 --fixed 写一个固定值；名单的说法与我们不同的，用 --value 改写。
先看对应关系，对了再加 --keep 记入 bureau.json；以后 check、publish 直接读这份名单。退出码：0 可以（加 --keep 时已记下），1 还缺列或有错，没有记，2 用法不对。
Headings we know are mapped unasked; --column ours=theirs for the others, --fixed for what the list lacks, --value for other words. --keep writes it to bureau.json. Exit 0: complete, and kept with --keep; 1: something is missing, nothing kept; 2: wrong usage.`,
  run,
};
