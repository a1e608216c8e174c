/**
 * 阳山县医疗卫生信用信息管理实施方案 read literally. It grades nobody: the province's system does, and its own text lies elsewhere. What
 * stands out: a share that is no whole number of institutions (YS-1).
 */
import { drawSize } from '../../domain/draw.ts';
import type { InstitutionFacts } from '../../domain/facts.ts';
import { isoDate } from '../../domain/iso-date.ts';
import type { Text } from '../../domain/terms.ts';
import { numbersOn } from '../numbers.ts';
import {
  byEvaluation,
  found,
  type GapsData,
  gives,
  institutionWith,
  PERIOD,
  type Probe,
  type ProbeFacts,
  round,
  type TextReading,
} from '../probes.ts';
import { GRADES } from './grades.ts';
import { DRAW_ARTICLE, NUMBERS } from './numbers.ts';
import { SUBJECTS } from './subjects.ts';

const N = numbersOn(NUMBERS, PERIOD.to);
const GENERATED = '四、重点任务（三）';
const PHASES = '三、实施步骤';

/** 四（三）: 「系统自动生成」; a subject is graded from the year of its phase on. */
function read({ assessments, subject, events }: InstitutionFacts, year: string): TextReading {
  const known = SUBJECTS.find(({ id }) => id === subject);
  if (subject !== undefined && known === undefined) return { says: [gives(PHASES, null)], asks: [] };
  if (known !== undefined && known.from.slice(0, 4) > year) return { says: [gives(known.article, null)], asks: [] };
  // 四（六） has repairs confirmed and does not say whether the year's grade is generated again.
  if (events.some(({ kind }) => kind === 'creditRepair')) return { says: [], asks: ['YS-6'] };
  const grade = assessments.importedGrade?.grade;
  const grades: readonly string[] = GRADES;
  return { says: grade !== undefined && grades.includes(grade) ? [gives(GENERATED, grade)] : [], asks: [] };
}

function probe(id: string, article: string, fact: Text, facts: ProbeFacts, year = PERIOD.to.slice(0, 4)): Probe {
  const institution = institutionWith(facts);
  const period = { from: isoDate(`${year}-01-01`), to: isoDate(`${year}-12-31`) };
  const text = read(institution, year);
  return { id, article, fact, text, decide: byEvaluation({ ...round(institution), period }) };
}

/** 四（四）: how many of so many institutions of a grade are drawn. */
function share(grade: (typeof GRADES)[number], count: number): Probe {
  const percent = N[grade] ?? 0;
  const drawn = String(drawSize(count, percent));
  const whole = (count * percent) % 100 === 0;
  return {
    id: `share-${grade}-${count}`,
    article: DRAW_ARTICLE,
    fact: { zh: `${grade}级${count}家，抽取${percent}%`, en: `${percent}% of ${count} institutions of grade ${grade}` },
    text: whole
      ? { says: [gives(DRAW_ARTICLE, String((count * percent) / 100))], asks: [] }
      : { says: [], asks: ['YS-1'] },
    decide: () => ({ outcome: drawn, rulings: ['YS-1'], problems: [] }),
  };
}

const imported = (grade: string) => ({ importedGrade: { grade } });

/** One subject of each phase, in the year before it and in its year. */
const PHASE_PROBES: readonly Probe[] = SUBJECTS.flatMap((subject, index) => {
  const first = SUBJECTS.findIndex(({ from }) => from === subject.from) === index;
  const year = Number(subject.from.slice(0, 4));
  if (!first || index === 0) return [];
  return [year - 1, year].map((at) =>
    probe(
      `${subject.id}-${at}`,
      subject.article,
      { zh: `${subject.name.zh}，${at}年度`, en: `${subject.name.en}, ${at}` },
      { subject: subject.id, assessments: imported('B') },
      String(at),
    ),
  );
});

export const GAPS: GapsData = {
  probes: [
    probe(
      'natural-person',
      PHASES,
      { zh: '方案没有列出的主体', en: 'A subject that the plan does not name' },
      {
        subject: 'person',
        assessments: imported('B'),
      },
    ),
    ...PHASE_PROBES,
    ...GRADES.map((grade) =>
      probe(
        `imported-${grade}`,
        GENERATED,
        { zh: `省系统生成${grade}级`, en: `The province gives ${grade}` },
        {
          assessments: imported(grade),
        },
      ),
    ),
    probe(
      'imported-F',
      GENERATED,
      { zh: '导入的等级不在A至E之内', en: 'A grade outside A to E' },
      { assessments: imported('F') },
    ),
    probe('not-imported', GENERATED, { zh: '没有导入等级', en: 'No grade imported' }, {}),
    ...GRADES.flatMap((grade) => [share(grade, 20), share(grade, 21)]),
    probe(
      'repaired',
      '四、重点任务（六）',
      { zh: '导入后完成信用修复', en: 'Repaired after the import' },
      {
        assessments: imported('D'),
        events: [{ kind: 'creditRepair', repairs: found().documentNo, on: found().on }],
      },
    ),
  ],
  withheld: ['missing-imported-grade', 'unknown-grade'],
};
