/** Facts at the numbers of 晋卫健规〔2024〕2号, and what stands in 第八条: the probes of the report of gaps. */
import type { Amendment, Assessments, Event } from '../../domain/facts.ts';
import type { Text } from '../../domain/terms.ts';
import {
  byEvaluation,
  DECIDED,
  found,
  type GapsData,
  institutionWith,
  justBelow,
  type Probe,
  round,
  UNAPPROVED,
  UNDOCUMENTED,
} from '../probes.ts';
import { type Events, type Malpractice, N, readLiterally } from './literal.ts';

type Tier = Assessments['positiveTier'] | 'missing';

function probe(
  id: string,
  article: string,
  fact: Text,
  tier: Tier,
  events: Events = [],
  amendments: readonly Amendment[] = [],
): Probe {
  const assessments = tier === 'missing' || tier === undefined ? {} : { positiveTier: tier };
  const institution = institutionWith({ assessments, events, amendments });
  return { id, article, fact, text: readLiterally(institution), decide: byEvaluation(round(institution)) };
}

const TIERS: Readonly<Record<NonNullable<Tier>, Text>> = {
  good: { zh: '正面信息“好”', en: 'tier good' },
  fair: { zh: '正面信息“一般”', en: 'tier fair' },
  poor: { zh: '正面信息“差”', en: 'tier poor' },
  missing: { zh: '正面信息没有等次', en: 'no tier' },
};

/** One fact beside the tier 「好」, which alone would be A. */
function beside(id: string, article: string, fact: Text, ...events: Events): Probe {
  return probe(id, article, fact, 'good', events);
}

function points(value: string, tier: NonNullable<Tier>, article = '第十二条'): Probe {
  const fact = { zh: `安全生产记分${value}分，${TIERS[tier].zh}`, en: `${value} safety points, ${TIERS[tier].en}` };
  return probe(`points-${value}-${tier}`, article, fact, tier, [{ kind: 'safetyPoints', points: value, ...found() }]);
}

function penalty(n: number, scope: 'health' | 'medicalRelated' | 'other' = 'health'): Event {
  return { kind: 'penalty', scope, status: 'effective', against: 'institution', ...found(n) };
}

function avoidance(n: number, intentional = true, bySampling = true): Event {
  return { kind: 'systemAvoidance', intentional, bySampling, ...found(n) };
}

function malpractice(facts: Partial<Pick<Malpractice, 'responsibility' | 'harm' | 'established'>>): Event {
  return {
    kind: 'malpractice',
    responsibility: 'main',
    harm: 'death',
    major: false,
    established: 'court',
    ...facts,
    ...found(),
  };
}

function complaint(substantiated: boolean | null, severeImpact = false): Event {
  return { kind: 'complaint', substantiated, severeImpact, ...found() };
}

const [BAR_A, BAR_B] = [N.safetyPointsBarA, N.safetyPointsBarB];
const obstruction: Event = { kind: 'obstruction', ...found(9) };

const NEGATIVE: readonly Probe[] = [
  beside(
    'penalty-other-authority',
    '第八条第1项',
    { zh: '其他部门与医疗卫生相关的处罚1次', en: 'A health-related penalty by another authority' },
    penalty(1, 'medicalRelated'),
  ),
  beside(
    'penalty-unrelated',
    '第八条第1项',
    { zh: '与医疗卫生无关的处罚1次', en: 'An unrelated penalty' },
    penalty(1, 'other'),
  ),
  beside(
    'order-defiance',
    '第八条第3项',
    { zh: '拒不执行行政命令或行政处罚', en: 'An order or penalty defied' },
    { kind: 'orderDefiance', ...found() },
  ),
  beside(
    'avoidance-not-sampled',
    '第八条第4项',
    { zh: '故意不使用“闽诊通”，不是系统抽查发现', en: 'System avoided, not found by sampling' },
    avoidance(1, true, false),
  ),
  beside(
    'avoidance-unintentional',
    '第八条第4项',
    { zh: '系统抽查发现未使用“闽诊通”，不是故意', en: 'System not used, not intentional' },
    avoidance(1, false, true),
  ),
  beside(
    'malpractice-equal',
    '第八条第5项',
    { zh: '医疗事故负同等责任', en: 'Malpractice, equal responsibility' },
    malpractice({ responsibility: 'equal' }),
  ),
  beside(
    'malpractice-other-harm',
    '第八条第5项',
    { zh: '医疗事故负主要责任，未致残疾或死亡', en: 'Malpractice, main responsibility, other harm' },
    malpractice({ harm: 'other' }),
  ),
  beside(
    'malpractice-not-established',
    '第八条第5项',
    { zh: '称负主要责任致死亡，没有鉴定或判决', en: 'Malpractice with death, not established' },
    malpractice({ established: 'none' }),
  ),
  beside(
    'complaint-undecided',
    '第八条第7项',
    { zh: '有投诉，尚无结论', en: 'A complaint, undecided' },
    complaint(null),
  ),
  beside(
    'complaint-unsubstantiated',
    '第八条第7项',
    { zh: '有投诉，查无实据', en: 'A complaint, unsubstantiated' },
    complaint(false),
  ),
  beside(
    'complaint-substantiated',
    '第八条第7项',
    { zh: '有投诉，查实', en: 'A complaint, substantiated' },
    complaint(true),
  ),
  points('0', 'good', '第八条第9项'),
  points('0.01', 'good', '第八条第9项'),
  beside(
    'other-negative',
    '第八条第10项',
    { zh: '经认定的其他负面信息', en: 'Other negative information' },
    { kind: 'otherNegative', ...found() },
  ),
];

const TIER_PROBES: readonly Probe[] = [
  probe('tier-poor', '第十一条', TIERS.poor, 'poor'),
  probe(
    'tier-poor-complaint',
    '第十一条',
    { zh: '正面信息“差”，有查实的投诉', en: 'Tier poor, a substantiated complaint' },
    'poor',
    [complaint(true)],
  ),
  probe(
    'tier-poor-obstruction',
    '第十一条',
    { zh: '正面信息“差”，拒绝、阻碍执法', en: 'Tier poor, obstruction' },
    'poor',
    [obstruction],
  ),
  ...(['good', 'fair'] as const).flatMap((tier) =>
    [justBelow(BAR_A), String(BAR_A), justBelow(BAR_B), String(BAR_B)].map((value) => points(value, tier)),
  ),
  points(String(BAR_B), 'poor'),
  points(justBelow(BAR_B), 'missing'),
  points(String(BAR_B), 'missing'),
  probe('tier-good', '第十四条', TIERS.good, 'good'),
  probe('tier-fair', '第十五条', TIERS.fair, 'fair'),
];

const LISTED: readonly Probe[] = [
  beside(
    'penalty-1',
    '第十六条第1项',
    { zh: `卫生行政处罚${N.penaltiesForC}次`, en: 'One health penalty' },
    penalty(1),
  ),
  probe(
    'penalty-1-no-tier',
    '第十六条第1项',
    { zh: '卫生行政处罚1次，正面信息没有等次', en: 'One health penalty, no tier' },
    'missing',
    [penalty(1)],
  ),
  beside(
    'overdue',
    '第十六条第2项',
    { zh: '限期整改逾期未改', en: 'Overdue rectification' },
    { kind: 'overdueRectification', ...found() },
  ),
  beside(
    'avoidance-1',
    '第十六条第3项',
    { zh: `系统抽查发现故意不使用“闽诊通”${N.avoidancesForC}次`, en: 'One avoidance' },
    avoidance(1),
  ),
  beside(
    'penalty-2',
    '第十七条第1项',
    { zh: `卫生行政处罚${N.penaltiesForD}次`, en: 'Two health penalties' },
    penalty(1),
    penalty(2),
  ),
  beside('obstruction', '第十七条第2项', { zh: '拒绝、阻碍监督执法', en: 'Obstruction' }, obstruction),
  beside(
    'penalty-and-obstruction',
    '第十七条第2项',
    { zh: '卫生行政处罚1次，又拒绝、阻碍监督执法', en: 'One penalty and obstruction' },
    penalty(1),
    obstruction,
  ),
  beside(
    'avoidance-2',
    '第十七条第3项',
    { zh: `系统抽查发现故意不使用“闽诊通”${N.avoidancesForD}次`, en: 'Two avoidances' },
    avoidance(1),
    avoidance(2),
  ),
  beside(
    'physician-1',
    '第十七条第4项',
    { zh: '1名医师未注册', en: 'One unregistered physician' },
    { kind: 'unregisteredPhysician', ...found(1) },
  ),
  beside(
    'physician-2',
    '第十七条第4项',
    { zh: '2名医师未注册', en: 'Two unregistered physicians' },
    { kind: 'unregisteredPhysician', ...found(1) },
    { kind: 'unregisteredPhysician', ...found(2) },
  ),
  beside(
    'malpractice-death',
    '第十七条第5项',
    { zh: '医疗事故经判决负主要责任，致死亡', en: 'Malpractice with death, established' },
    malpractice({}),
  ),
  beside(
    'complaint-severe',
    '第十七条第6项',
    { zh: '投诉事项造成恶劣影响，有认定文书', en: 'Severe impact, determined' },
    complaint(null, true),
  ),
  beside(
    'complaint-severe-undocumented',
    '第十七条第6项',
    { zh: '投诉事项造成恶劣影响，没有认定文书', en: 'Severe impact, not determined' },
    { kind: 'complaint', substantiated: true, severeImpact: true, ...UNDOCUMENTED },
  ),
  beside(
    'complaint-severe-unsubstantiated',
    '第十七条第6项',
    { zh: '投诉事项造成恶劣影响，但查无实据', en: 'Severe impact of an unsubstantiated complaint' },
    complaint(false, true),
  ),
  beside(
    'touting',
    '第十七条第7项',
    { zh: '雇佣“医托”被查处', en: 'Touting, sanctioned' },
    { kind: 'touting', sanctioned: true, ...found() },
  ),
  beside(
    'advertising-unsanctioned',
    '第十七条第7项',
    { zh: '违规医疗广告，未被查处或通报', en: 'Advertising, not sanctioned' },
    { kind: 'illegalAdvertising', sanctioned: false, ...found() },
  ),
];

function downgrade(id: string, fact: Text, to: string, decided: typeof DECIDED | typeof UNAPPROVED): Probe {
  return probe(id, '第十八条', fact, 'good', [], [{ kind: 'directDowngrade', to, ...decided }]);
}

const CHANGES: readonly Probe[] = [
  downgrade('downgrade-one-step', { zh: 'A级，经批准直接降为B级', en: 'A lowered to B, approved' }, 'B', DECIDED),
  downgrade('downgrade-three-steps', { zh: 'A级，经批准直接降为D级', en: 'A lowered to D, approved' }, 'D', DECIDED),
  downgrade(
    'downgrade-unapproved',
    { zh: 'A级，降为D级没有批准文号', en: 'A lowered to D, not approved' },
    'D',
    UNAPPROVED,
  ),
  probe('tier-missing', '第二十条', TIERS.missing, 'missing'),
];

export const GAPS: GapsData = {
  probes: [...NEGATIVE, ...TIER_PROBES, ...LISTED, ...CHANGES],
  withheld: ['missing-positive-tier', 'refer-to-bureau'],
};
