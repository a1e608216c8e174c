/** `yixinma gaps ID`: what a policy's own text decides, what only a ruling, what nobody, and where it says two things at once. */
import { parseArgs } from 'node:util';
import { type DecidedBy, type GapRow, reportGaps, rulingsNotAsked } from '../../core/rulebooks/gaps.ts';
import type { Saying } from '../../core/rulebooks/probes.ts';
import { RULEBOOKS, rulebookById } from '../../core/rulebooks/registry.ts';
import type { Rulebook } from '../../core/rulebooks/rulebook.ts';
import { clerkEn, clerkZh } from '../../core/words/clerk.ts';
import type { Command } from './command.ts';
import { faultsOfPolicy } from './policy-faults.ts';
import { wrongUsage } from './wrong-usage.ts';

const IDS = RULEBOOKS.map(({ id }) => id).join(', ');

const USAGE = `yixinma gaps ID [--lang zh|en] [--json]
  ID      ${IDS}
  --json  机器可读 / for programs
逐项试算门槛两侧的事实，列出哪些由文件写明、哪些只由执行口径决定、哪些没有结论、哪些文件自相矛盾。
Facts on both sides of every threshold: what the text decides, what only a ruling, what nobody, what the text says twice.`;

/** What needs the bureau's attention first. */
const ORDER: readonly DecidedBy[] = ['several', 'none', 'ruling', 'text'];

const ZH = {
  title: (policy: string) => `${policy}：空白和矛盾`,
  total: (n: number) => `试算${n}种事实`,
  count: (what: string, n: number) => `${what}${n}`,
  several: '文件自相矛盾',
  none: '没有结论',
  ruling: '只由执行口径决定',
  text: '文件已写明',
  says: '文件',
  nothing: '没有写明',
  bars: (grade: string) => `不得为${grade}`,
  rulings: '口径',
  otherwise: (id: string, text: string, outcome: string) => `${id}改为“${text}”的，${outcome}`,
  because: (outcome: string, why: string) => `${outcome}（${why}）`,
  silent: '没有对应的执行口径，请补充',
  result: '结果',
  noGrade: '不评定等级',
  withdrawn: '停用标识',
  notAsked: '以上没有用到的口径（文件已写明，或不影响等级）',
  item: '；',
  colon: '：',
  cited: (fact: string, article: string) => `${fact}（${article}）`,
};

const EN: typeof ZH = {
  title: (policy) => `${policy}: gaps and contradictions`,
  total: (n) => `${n} facts tried`,
  count: (what, n) => `${what} ${n}`,
  several: 'The text says two things at once',
  none: 'Nobody decides',
  ruling: 'Only a ruling decides',
  text: 'The text decides',
  says: 'Text',
  nothing: 'says nothing',
  bars: (grade) => `not ${grade}`,
  rulings: 'Ruling',
  otherwise: (id, text, outcome) => `${outcome} where ${id} reads “${text}”`,
  because: (outcome, why) => `${outcome} (${why})`,
  silent: 'no ruling covers this: one is needed',
  result: 'Result',
  noGrade: 'no grade',
  withdrawn: 'label withdrawn',
  notAsked: 'Rulings not used above (settled by the text, or about no grade)',
  item: '; ',
  colon: ': ',
  cited: (fact, article) => `${fact} (${article})`,
};

type Lang = 'zh' | 'en';

interface Report {
  readonly rulebook: Rulebook;
  readonly rows: readonly GapRow[];
  readonly lang: Lang;
}

function text({ rulebook, rows, lang }: Report): string {
  const w = lang === 'zh' ? ZH : EN;
  const groups = ORDER.map((decidedBy) => ({ decidedBy, own: rows.filter((row) => row.decidedBy === decidedBy) }));
  const counts = groups.map(({ decidedBy, own }) => w.count(w[decidedBy], own.length)).join(w.item);
  const sections = groups
    .filter(({ own }) => own.length > 0)
    .map(({ decidedBy, own }) => `\n【${w[decidedBy]}】\n${own.map((row) => rowText(row, rulebook, lang)).join('')}`);
  const rest = rulingsNotAsked(rulebook, rows);
  const unasked = rest.map((ruling) => `  · ${rulingText(ruling, rulebook, lang)}\n`).join('');
  const foot = rest.length > 0 ? `\n【${w.notAsked}】\n${unasked}` : '';
  return `${w.title(rulebook.terms({}).title[lang])}\n${w.total(rows.length)}${w.colon}${counts}\n${sections.join('')}${foot}`;
}

function rowText(row: GapRow, rulebook: Rulebook, lang: Lang): string {
  const w = lang === 'zh' ? ZH : EN;
  const named = (outcome: GapRow['outcome']): string => {
    if (outcome === null) return w.noGrade;
    if (outcome === 'withdrawn') return w.withdrawn;
    return rulebook.terms({}).grades.find(({ symbol }) => symbol === outcome)?.mark[lang] ?? outcome;
  };
  const said = ({ article, says, outcome }: Saying): string =>
    `${article} ${says === 'bars' ? w.bars(named(outcome)) : named(outcome)}`;
  const readings = row.otherwise.map(({ ruling, choice, outcome }) => {
    const text = definitionOf(ruling, rulebook)?.alternatives.find(({ id }) => id === choice)?.text[lang];
    return w.otherwise(ruling, withoutStop(text ?? choice), named(outcome));
  });
  const results = [resultText(row, named(row.outcome), lang), ...readings].join(w.item);
  const head = `  · ${w.cited(row.fact[lang], row.article)}`;
  if (row.decidedBy === 'text') return `${head}${w.colon}${named(row.outcome)}\n`;
  const lines = [
    `${w.says}${w.colon}${row.says.length === 0 ? w.nothing : row.says.map(said).join(w.item)}`,
    ...rulingLines(row, rulebook, lang),
    `${w.result}${w.colon}${results}`,
  ];
  return `${head}\n${lines.map((line) => `      ${line}\n`).join('')}`;
}

/** The outcome with what the evaluation says of it, in words. */
function resultText({ problems }: GapRow, outcome: string, lang: Lang): string {
  const w = lang === 'zh' ? ZH : EN;
  const said = lang === 'zh' ? clerkZh.grading : clerkEn.grading;
  const why = problems.map((code) => said[code] ?? code).join(w.item);
  return why === '' ? outcome : w.because(outcome, why);
}

function rulingLines({ silent, rulings }: GapRow, rulebook: Rulebook, lang: Lang): readonly string[] {
  const w = lang === 'zh' ? ZH : EN;
  if (silent) return [`${w.rulings}${w.colon}${w.silent}`];
  return rulings.map((id) => `${w.rulings}${w.colon}${rulingText(id, rulebook, lang)}`);
}

/** The id, for who must look it up, and its default reading. */
function rulingText(id: string, rulebook: Rulebook, lang: Lang): string {
  return `${id} ${definitionOf(id, rulebook)?.text[lang] ?? ''}`.trim();
}

function definitionOf(id: string, rulebook: Rulebook) {
  return rulebook.rulings.find((ruling) => ruling.id === id);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[。.]$/, '');
}

export const gaps: Command = {
  name: 'gaps',
  summary: '列出文件没有写明或自相矛盾之处 / list what a policy leaves open or says twice',
  usage: USAGE,
  async run(args, io) {
    const options = { lang: { type: 'string', default: 'zh' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [id = ''] = positionals;
    const rulebook = rulebookById(id);
    const lang = values.lang === 'zh' || values.lang === 'en' ? values.lang : null;
    if (rulebook === null || lang === null || positionals.length > 1) {
      return wrongUsage(io, this, faultsOfPolicy(positionals, values.lang));
    }
    const rows = reportGaps(rulebook);
    const json = { rulebook: id, rows, notAsked: rulingsNotAsked(rulebook, rows) };
    io.out(values.json === true ? `${JSON.stringify(json, null, 2)}\n` : text({ rulebook, rows, lang }));
    return 0;
  },
};
