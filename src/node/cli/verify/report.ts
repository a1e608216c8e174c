/** Findings for people: grouped, the worst first, each with what it means and what to do next. */
import { visibleLine, visibleName } from '../../../core/domain/visible.ts';
import { dayIn } from '../../../core/words/dates.ts';
import { factName } from '../../../core/words/fact-names.ts';
import { FINDING_KINDS, type FindingKind, findingText } from '../../../core/words/findings.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { type VerifyingWords, verifyingWords } from '../../../core/words/verifying.ts';
import type { Difference } from '../../verify/differences.ts';
import { findingKind } from '../../verify/finding-kind.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import type { SiteProblem } from '../../verify/site-problem.ts';

/** A terminal shows so many of one kind, and so many facts of one page; `--json` has all. */
const SHOWN = 10;
const FACTS_SHOWN = 5;

/** All problems, worst kind first, or nothing. */
export function findingLines(
  problems: readonly SiteProblem[],
  releases: readonly ReadRelease[],
  lang: Lang,
): readonly string[] {
  const byKind = new Map<FindingKind, SiteProblem[]>();
  for (const problem of problems) {
    const kind = findingKind(problem);
    byKind.set(kind, [...(byKind.get(kind) ?? []), problem]);
  }
  const names = namesOf(releases);
  const groups = FINDING_KINDS.filter((kind) => byKind.has(kind));
  return groups.flatMap((kind) => groupLines(kind, byKind.get(kind) ?? [], names, lang));
}

function groupLines(
  kind: FindingKind,
  problems: readonly SiteProblem[],
  names: ReadonlyMap<string, string>,
  lang: Lang,
): string[] {
  const w = verifyingWords[lang];
  const { what, means, next } = findingText(kind, lang);
  const shown = problems.slice(0, SHOWN).flatMap((problem) => itemLines(problem, names, lang));
  const more = problems.length > SHOWN ? [`    ${w.more({ n: problems.length - SHOWN })}`] : [];
  return [
    `✗ ${what}${problems.length > 1 ? w.places({ n: problems.length }) : ''}`,
    ...shown,
    ...more,
    `  ${means}`,
    `  ${w.next}${next}`,
    '',
  ];
}

function itemLines(problem: SiteProblem, names: ReadonlyMap<string, string>, lang: Lang): string[] {
  const w = verifyingWords[lang];
  const code = institutionCode(problem, names);
  const institution =
    code === null ? '' : lang === 'zh' ? `　${names.get(code)}（${code}）` : `  ${names.get(code)} (${code})`;
  const more = extra(problem, w, lang);
  const differences = 'differences' in problem ? (problem.differences ?? []) : [];
  return [
    `    ${fileText(problem, w)}${institution}${more && `　${more}`}`,
    ...distinct(differences.map((one) => differenceText(one, lang)))
      .slice(0, FACTS_SHOWN)
      .map((line) => `      ${line}`),
  ];
}

/** Names that others gave are shown so that no letter passes for another, nor a name for a line of ours. */
function fileText(problem: SiteProblem, w: VerifyingWords): string {
  if (problem.code !== 'app') return visibleLine(problem.file) || '–';
  const { file, paths } = problem;
  const name = visibleName(file);
  return paths === undefined ? name : w.folder({ folder: name, n: paths.length, first: visibleName(paths[0] ?? '') });
}

function differenceText({ fact, shown, signed }: Difference, lang: Lang): string {
  const w = verifyingWords[lang];
  const say = fact === 'title' || fact === 'page' ? w.written : w.differs;
  return say({ fact: factName(fact, lang), shown, signed });
}

function extra({ code, detail = '' }: SiteProblem, w: VerifyingWords, lang: Lang): string {
  if (code === 'expired') return w.since({ date: dayIn(lang)(detail.slice(0, 10)) });
  const entry = code === 'log' ? /^[a-z-]+ (\d+)$/.exec(detail)?.[1] : undefined;
  return entry === undefined ? '' : w.entry({ n: Number(entry) + 1 });
}

/** Which institution a problem is about: its code stands in the file's name or in the detail. */
export function institutionCode({ file, detail = '' }: SiteProblem, names: ReadonlyMap<string, string>): string | null {
  return `${file} ${detail}`.match(/[0-9A-Z]{10}/g)?.find((code) => names.has(code)) ?? null;
}

/** Name by code, of whoever is or was in the list. */
export function namesOf(releases: readonly ReadRelease[]): ReadonlyMap<string, string> {
  return new Map(
    releases.flatMap(({ records, tombstones }) =>
      [...tombstones, ...records].map(({ code, name }): [string, string] => [code, name ?? '']),
    ),
  );
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
