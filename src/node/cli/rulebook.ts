/** `yixinma rulebook ID`: a policy as it is encoded – rules, numbers, readings, measures –, to be read by a person. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RULEBOOKS, rulebookById } from '../../core/rulebooks/registry.ts';
import type { AdoptedRulings } from '../../core/rulebooks/rulings.ts';
import type { Lang } from '../../core/words/lang.ts';
import { type OutlineItem, type OutlineSection, rulebookOutline } from '../../core/words/rulebook-outline.ts';
import { CONFIG_FILE, parseConfig } from '../publish/workspace/config.ts';
import { Ledger } from '../publish/workspace/table.ts';
import type { Command, Io } from './command.ts';
import { faultsOfPolicy } from './policy-faults.ts';
import { wrongUsage } from './wrong-usage.ts';

const IDS = RULEBOOKS.map(({ id }) => id).join(', ');

const USAGE = `yixinma rulebook ID [--dir DIR] [--lang zh|en] [--json]
  ID      ${IDS}
  --dir   工作区：显示本局采用的执行口径及其文号 / a workspace: its readings and the documents that adopted them
  --json  机器可读 / for programs`;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = {
    dir: { type: 'string' },
    lang: { type: 'string', default: 'zh' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [id = ''] = positionals;
  const found = rulebookById(id);
  const lang = readLang(values.lang);
  if (found === null || lang === null || positionals.length > 1) {
    return wrongUsage(io, rulebook, faultsOfPolicy(positionals, values.lang));
  }
  const adopted = values.dir === undefined ? {} : await adoptedIn(resolve(io.cwd, values.dir), id, io);
  if (adopted === null) return 1;
  const terms = found.terms(adopted);
  const outline = rulebookOutline(terms, lang);
  io.out(
    values.json === true
      ? `${JSON.stringify(outline, null, 2)}\n`
      : `${terms.title[lang]}\n${outline.map(sectionText).join('')}`,
  );
  return 0;
}

function readLang(text: string): Lang | null {
  return text === 'zh' || text === 'en' ? text : null;
}

/** The readings that a workspace adopted; null after what is wrong with it was said. */
async function adoptedIn(dir: string, id: string, io: Io): Promise<AdoptedRulings | null> {
  const file = join(dir, CONFIG_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    io.err(`打不开 ${file}，请检查 --dir 后的路径。/ Cannot read ${file}: check the path after --dir.\n`);
    return null;
  }
  const ledger = new Ledger();
  const config = parseConfig(text, ledger);
  if (config === null) {
    for (const { message, remedy } of ledger.problems)
      io.err(`${message.zh}。${remedy.zh} / ${message.en}. ${remedy.en}\n`);
    return null;
  }
  if (config.bureau.rulebook !== id) {
    const own = config.bureau.rulebook;
    io.err(`该工作区采用的是 ${own}，不是 ${id}。/ This workspace uses ${own}, not ${id}.\n`);
    return null;
  }
  return config.rulings;
}

function sectionText({ title, note, items }: OutlineSection): string {
  return `\n【${title}】\n${note === null ? '' : `${note}\n`}${items.map(itemText).join('')}`;
}

function itemText({ head, lines, quote, article }: OutlineItem): string {
  const more = [...lines, ...(quote === null ? [] : [`“${quote}”`])].map((line) => `      ${line}\n`);
  return `  · ${head}${article === null ? '' : `（${article}）`}\n${more.join('')}`;
}

export const rulebook: Command = {
  name: 'rulebook',
  summary: '打印一套规则：规则、数值、口径、措施 / print a rulebook as a person reads it',
  usage: USAGE,
  run,
};
