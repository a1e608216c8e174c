/**
 * A rulebook's terms in the order in which a person reads them: policy, whom, grades, rules with the policy's own words,
 * numbers, readings, what follows. One outline for the page and the command, so that both say the same.
 */
import type { GradeTerms, MeasureTerms, RulebookTerms, ThresholdTerms } from '../domain/terms.ts';
import { dayIn } from './dates.ts';
import { fill, type Lang } from './lang.ts';
import { rulebookEn, rulebookZh } from './rulebook.ts';

/** One thing said: a head, what belongs to it, the policy's words where it has some (always Chinese), and the article. */
export interface OutlineItem {
  readonly head: string;
  readonly lines: readonly string[];
  readonly quote: string | null;
  readonly article: string | null;
}

export interface OutlineSection {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly items: readonly OutlineItem[];
}

interface Reading {
  readonly terms: RulebookTerms;
  readonly lang: Lang;
  readonly w: typeof rulebookZh;
  readonly day: ReturnType<typeof dayIn>;
}

/** Sections without an item are left out. */
export function rulebookOutline(terms: RulebookTerms, lang: Lang): readonly OutlineSection[] {
  const reading: Reading = { terms, lang, w: lang === 'zh' ? rulebookZh : rulebookEn, day: dayIn(lang) };
  const { w } = reading;
  const section = (id: string, title: string, items: readonly OutlineItem[], note: string | null = null) => ({
    id,
    title,
    note,
    items,
  });
  return [
    section('policy', w.policy, policyItems(reading)),
    section('subjects', w.subjects, subjectItems(reading)),
    ...(terms.provisions ?? []).map(({ title, articles }, index) =>
      section(`provisions-${index}`, title[lang], provisionItems(articles, reading)),
    ),
    section('register', w.register, registerItems(reading), terms.register?.note[lang] ?? null),
    section(
      'grades',
      w.grades,
      terms.grades.map((grade) => gradeItem(grade, reading)),
    ),
    section('rules', w.rules, ruleItems(reading)),
    section('numbers', w.thresholds, thresholdItems(reading)),
    section('rulings', w.rulings, rulingItems(reading), w.rulingsNote),
    section('measures', w.measures, measureItems(reading)),
    section('checks', w.checks, checkItems(reading), checksNote(reading)),
    section('draw', w.draw, drawItems(reading)),
    section('lists', w.lists, listItems(reading)),
  ].filter(({ items }) => items.length > 0);
}

function item(head: string, more: Partial<Omit<OutlineItem, 'head'>> = {}): OutlineItem {
  return { head, lines: [], quote: null, article: null, ...more };
}

function policyItems({ terms, lang, w, day }: Reading): OutlineItem[] {
  const { title, documentNo, validity, validitySource, notice, register } = terms;
  const name = lang === 'zh' ? `《${title.zh}》` : title.en;
  return [
    item(documentNo === '' ? name : w.cited({ what: name, place: documentNo }), {
      lines: [
        inForceLine(terms.inForce, w, day),
        ...(notice ? [notice[lang]] : []),
        ...(register ? [] : validityLines(validity, validitySource, w)),
      ],
    }),
  ];
}

/** A first day that only a ruling sets is told as the ruling's, never as the text's. */
function inForceLine({ from, to, article, ruling }: RulebookTerms['inForce'], w: Reading['w'], day: Reading['day']) {
  if (ruling !== undefined) return w.fromByRuling({ from: day(from), ruling });
  const term = to ? w.fromTo({ from: day(from), to: day(to) }) : w.from({ from: day(from) });
  return w.cited({ what: term, place: article });
}

function validityLines(validity: RulebookTerms['validity'], source: string | undefined, w: Reading['w']): string[] {
  return validitySentences(validity, w).map((what) => (source === undefined ? what : w.cited({ what, place: source })));
}

function validitySentences(validity: RulebookTerms['validity'], w: Reading['w']): string[] {
  if (validity.kind === 'until-next') return [w.validityNext];
  if (validity.kind === 'months') return [w.validityMonths({ n: validity.months })];
  const { months, renewMonths, extensionMonths } = validity;
  const first = w.validityCertificate({ n: months, renew: renewMonths });
  return extensionMonths === null ? [first] : [first, w.validityExtension({ n: extensionMonths })];
}

/** The articles in the policy's words, each with its numbers. */
function provisionItems(articles: readonly string[], reading: Reading): OutlineItem[] {
  return articles.map((article) => {
    const numbers = reading.terms.thresholds.filter((threshold) => threshold.article === article);
    const quote = reading.terms.articles.find((one) => one.article === article)?.words ?? null;
    const lines = numbers.map((number) => {
      const [said, since] = [numberText(number, reading), sinceText(number, reading)];
      return since === null ? said : reading.w.cited({ what: said, place: since });
    });
    return item(article, { lines, quote });
  });
}

function subjectItems({ terms, lang, w }: Reading): OutlineItem[] {
  return terms.subjects.map(({ name, from, article }) =>
    item(w.subjectFrom({ name: name[lang], year: from.slice(0, 4) }), { article }),
  );
}

function registerItems({ terms, lang }: Reading): OutlineItem[] {
  return (terms.register?.sections ?? []).map(({ title, article }) => item(title[lang], { article }));
}

function gradeItem({ mark, word, meaning, asks }: GradeTerms, { lang, w }: Reading): OutlineItem {
  const name = word ? `${mark[lang]} ${word[lang]}` : mark[lang];
  const asked = asks.map((ask) => ask[lang]).join(lang === 'zh' ? '；' : '; ');
  return item(name, { lines: [meaning[lang], ...(asked === '' ? [] : [`${w.asks}${asked}`])] });
}

/** Rules of one article stand together under its words, what each does once; articles in the policy's order. */
function ruleItems(reading: Reading): OutlineItem[] {
  const { terms, lang } = reading;
  const rules = Object.values(terms.reasons);
  return terms.articles.flatMap(({ article, words }) => {
    const effects = rules.filter((rule) => rule.article === article).map(({ effect }) => effect);
    const line = bestFirst([...new Set(effects)], terms).map((effect) => effectText(effect, reading));
    const lines = [[...new Set(line)].join(lang === 'zh' ? '；' : '; ')];
    return effects.length === 0 ? [] : [item(article, { lines, quote: words })];
  });
}

/** A signed file sorts its rules by their names; people read the best grade first, and what names no grade last. */
function bestFirst(effects: readonly string[], { grades }: RulebookTerms): string[] {
  const rank = (effect: string): number => {
    const at = grades.findIndex(({ symbol }) => symbol === symbolOf(effect));
    return at < 0 ? grades.length : at;
  };
  return [...effects].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function symbolOf(effect: string): string {
  return effect.slice(effect.indexOf(' ') + 1);
}

function effectText(effect: string, { terms, lang, w }: Reading): string {
  const [verb, symbol] = [effect.slice(0, effect.indexOf(' ')), symbolOf(effect)];
  const grade = terms.grades.find((one) => one.symbol === symbol)?.mark[lang];
  // Not above the lowest is the lowest.
  if (verb === 'cap' && grade && symbol !== terms.grades[terms.grades.length - 1]?.symbol) return w.cap({ grade });
  if (grade) return w.give({ grade });
  if (verb === 'set') return w.set;
  return effect === 'withdrawn' ? w.withdraw : w.take;
}

function thresholdItems(reading: Reading): OutlineItem[] {
  return reading.terms.thresholds.map((number) => {
    const since = sinceText(number, reading);
    return item(numberText(number, reading), { lines: since === null ? [] : [since], article: number.article });
  });
}

function numberText({ text, value }: ThresholdTerms, { lang }: Reading): string {
  return fill(text[lang], { n: String(value) });
}

/** The first value of a number is as old as the policy: only a later one is told with its day. */
function sinceText({ from }: ThresholdTerms, { terms, w, day }: Reading): string | null {
  return from > terms.inForce.from ? w.since({ date: day(from) }) : null;
}

function rulingItems({ terms, lang, w }: Reading): OutlineItem[] {
  return terms.rulings.map(({ id, article, text, adoptedBy }) =>
    item(`${id} ${text[lang]}`, {
      lines: [
        ...(article === undefined ? [] : [w.reads({ article })]),
        adoptedBy ? w.adoptedBy({ doc: adoptedBy }) : w.byDefault,
      ],
    }),
  );
}

function measureItems({ terms, lang, w }: Reading): OutlineItem[] {
  const line = ({ text, article }: MeasureTerms): string => w.cited({ what: text[lang], place: article });
  return terms.grades
    .filter(({ measures }) => measures.length > 0)
    .map(({ mark, measures }) => item(mark[lang], { lines: measures.map(line) }));
}

function checkItems({ terms, lang }: Reading): OutlineItem[] {
  return terms.grades.flatMap(({ symbol, mark }) => {
    const checks = terms.supervision[symbol];
    return checks ? [item(mark[lang], { lines: [checks.text[lang]], article: checks.article })] : [];
  });
}

function checksNote({ terms: { supervisionNote: note }, lang, w }: Reading): string | null {
  return note ? w.cited({ what: note.text[lang], place: note.article }) : null;
}

function drawItems({ terms, lang, w }: Reading): OutlineItem[] {
  const { draw, grades } = terms;
  if (draw === null) return [];
  const lines = grades.flatMap(({ symbol, mark }) => {
    const n = draw.shares[symbol];
    return n === undefined ? [] : [w.share({ grade: mark[lang], n })];
  });
  return [item(w.draw, { lines, article: draw.article })];
}

function listItems({ terms, lang }: Reading): OutlineItem[] {
  return terms.lists.map(({ title, note, article }) => item(title[lang], { lines: [note[lang]], article }));
}
