/** Facts at the numbers of 社会办医疗机构社会信用评价管理办法: the probes of the report of gaps. */
import type { Eligibility } from '../../domain/facts.ts';
import type { Text } from '../../domain/terms.ts';
import {
  byEvaluation,
  DECIDED,
  type GapsData,
  institutionWith,
  justBelow,
  type Probe,
  type ProbeFacts,
  round,
  UNAPPROVED,
} from '../probes.ts';
import { GRADES } from './bands.ts';
import { N, OPERATION, RECORD, readLiterally, SATISFACTION, TRACKING } from './literal.ts';
import { ANNEX } from './numbers.ts';

/** A primary hospital that meets everything and exceeds every number. */
const ELIGIBLE: Eligibility = {
  member: true,
  licencesValid: true,
  meetsBasicStandards: true,
  licenceConductClean: true,
  qualifiedStaffOnly: true,
  level: 'primary',
  monthsInOperation: N.primaryMonths,
  majorIncidentWithinTwoYears: false,
  badPracticePointsByYear: ['0', '0', '0'],
  satisfaction: '0.98',
  adverseRecordWithinTwoYears: false,
  conductFailingWithinTwoYears: false,
};

function probe(id: string, article: string, fact: Text, facts: ProbeFacts): Probe {
  const institution = institutionWith(facts);
  return { id, article, fact, text: readLiterally(institution), decide: byEvaluation(round(institution)) };
}

function scored(id: string, score: string): Probe {
  const fact = { zh: `评价得分${score}分`, en: `Score ${score}` };
  return probe(id, ANNEX, fact, { assessments: { associationScore: score, eligibility: ELIGIBLE } });
}

const INSIDE = String(N.AAA + 5);

function asked(id: string, article: string, fact: Text, facts: Partial<Eligibility>): Probe {
  const eligibility = { ...ELIGIBLE, ...facts };
  return probe(id, article, fact, { assessments: { associationScore: INSIDE, eligibility } });
}

function changed(id: string, fact: Text, to: string, approved: boolean): Probe {
  return probe(id, TRACKING, fact, {
    assessments: { associationScore: INSIDE, eligibility: ELIGIBLE },
    amendments: [{ kind: 'directDowngrade', to, ...(approved ? DECIDED : UNAPPROVED) }],
  });
}

const MONTHS_ASKED = [
  ['tertiary', '三级医院', 'A tertiary hospital', N.tertiaryMonths],
  ['secondary', '二级医院', 'A secondary hospital', N.secondaryMonths],
  ['primary', '一级医院', 'A primary hospital', N.primaryMonths],
  ['other', '其他医疗机构', 'Any other institution', N.otherMonths],
] as const;

const CONDITIONS: readonly Probe[] = [
  probe(
    'eligibility-missing',
    '第十七条',
    { zh: '没有基本条件的审核结论', en: 'Conditions not examined' },
    {
      assessments: { associationScore: INSIDE },
    },
  ),
  asked('no-member', '第十七条（一）', { zh: '不是协会会员', en: 'No member' }, { member: false }),
  asked('licences', '第十七条（二）', { zh: '证照不齐全有效', en: 'Licences not valid' }, { licencesValid: false }),
  asked(
    'standards',
    '第十七条（三）',
    { zh: '未达基本标准', en: 'Below the basic standards' },
    { meetsBasicStandards: false },
  ),
  asked(
    'licence-conduct',
    '第十七条（四）',
    { zh: '有违反执业许可规定的行为', en: 'Licence misused' },
    { licenceConductClean: false },
  ),
  asked(
    'staff',
    '第十七条（五）',
    { zh: '使用非卫生技术人员', en: 'Unqualified staff' },
    { qualifiedStaffOnly: false },
  ),
  ...MONTHS_ASKED.flatMap(([level, zh, en, months]) => [
    asked(
      `${level}-${months - 1}`,
      OPERATION,
      { zh: `${zh}运营${months - 1}个月`, en: `${en}, ${months - 1} months` },
      {
        level,
        monthsInOperation: months - 1,
      },
    ),
    asked(
      `${level}-${months}`,
      OPERATION,
      { zh: `${zh}运营${months}个月`, en: `${en}, ${months} months` },
      {
        level,
        monthsInOperation: months,
      },
    ),
  ]),
  asked(
    'incident',
    '第十七条（七）',
    { zh: '两年内有重大事故等', en: 'A major incident' },
    { majorIncidentWithinTwoYears: true },
  ),
  asked(
    'points-at',
    RECORD,
    { zh: `某年不良执业行为积分${N.pointsPerYear}分`, en: `${N.pointsPerYear} points in a year` },
    {
      badPracticePointsByYear: ['0', String(N.pointsPerYear)],
    },
  ),
  asked(
    'points-above',
    RECORD,
    { zh: `某年不良执业行为积分${N.pointsPerYear}.5分`, en: `${N.pointsPerYear}.5 points in a year` },
    {
      badPracticePointsByYear: ['0', `${N.pointsPerYear}.5`],
    },
  ),
  asked(
    'points-no-year',
    RECORD,
    { zh: '没有任何年度的积分记录', en: 'No year’s points told' },
    { badPracticePointsByYear: [] },
  ),
  asked(
    'satisfaction-below',
    RECORD,
    { zh: '患者满意度89.9%', en: 'Satisfaction 89.9%' },
    {
      satisfaction: `0.${N.satisfactionPercent - 1}9`,
    },
  ),
  asked(
    'satisfaction-at',
    RECORD,
    { zh: `患者满意度${N.satisfactionPercent}%`, en: `Satisfaction ${N.satisfactionPercent}%` },
    {
      satisfaction: SATISFACTION,
    },
  ),
  asked(
    'satisfaction-above',
    RECORD,
    { zh: '患者满意度90.1%', en: 'Satisfaction 90.1%' },
    {
      satisfaction: `${SATISFACTION}1`,
    },
  ),
  asked(
    'public-record',
    '第十七条（九）',
    { zh: '负责人有重大负面记录', en: 'Adverse record of those in charge' },
    {
      adverseRecordWithinTwoYears: true,
    },
  ),
  asked(
    'conduct',
    '第十七条（十）',
    { zh: '行风建设有重大失误', en: 'Major failing in conduct' },
    {
      conductFailingWithinTwoYears: true,
    },
  ),
];

const CHANGES: readonly Probe[] = [
  changed('downgrade', { zh: '经核准下调至BB', en: 'Lowered to BB with approval' }, 'BB', true),
  changed('downgrade-unapproved', { zh: '下调至BB，没有核准文号', en: 'Lowered to BB without approval' }, 'BB', false),
  changed('removal', { zh: '经核准摘牌', en: 'Removed with approval' }, 'revoked', true),
  changed('removal-unapproved', { zh: '摘牌，没有核准文号', en: 'Removed without approval' }, 'revoked', false),
];

const SCORES: readonly Probe[] = [
  probe('score-missing', ANNEX, { zh: '没有评价得分', en: 'No score' }, { assessments: { eligibility: ELIGIBLE } }),
  scored('score-above-100', `${N.scoreMax}.01`),
  scored('score-100', String(N.scoreMax)),
  scored('score-99.99', justBelow(N.scoreMax)),
  ...GRADES.flatMap((grade) => {
    const end = N[grade];
    const sides = [scored(`score-${end}.01`, `${end}.01`), scored(`score-${end}`, String(end))];
    return end === 0 ? sides : [...sides, scored(`score-${justBelow(end)}`, justBelow(end))];
  }),
  scored('score-below-0', '-0.01'),
];

export const GAPS: GapsData = {
  probes: [...CONDITIONS, ...CHANGES, ...SCORES],
  withheld: ['missing-score', 'score-out-of-range', 'missing-eligibility'],
};
