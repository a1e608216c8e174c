/** Facts at the numbers and vetoes of 舞卫健发〔2021〕89号: the probes of the report of gaps. */
import type { Amendment, Assessments, Event, InstitutionFacts, OnSiteItem } from '../../domain/facts.ts';
import type { Text } from '../../domain/terms.ts';
import {
  byEvaluation,
  DECIDED,
  found,
  type GapsData,
  institutionWith,
  justBelow,
  type Probe,
  type ProbeFacts,
  round,
  UNAPPROVED,
} from '../probes.ts';
import { CHANGE, FULL, LABEL, N, QUOTA, readLiterally, SCOPE, TABLE, VETO } from './literal.ts';
import { NUMBERS } from './numbers.ts';

const CONTENT = '附件1 三、信用评价内容';
const ON_SITE = NUMBERS.inspectors.article;

function item(max: string, score: string, facts: Partial<OnSiteItem> = {}): OnSiteItem {
  return { id: 'i', max, score, star: 0, applicable: true, met: true, violationFound: false, ...facts };
}

function onSite(...items: readonly OnSiteItem[]): Assessments {
  return { onSite: { inspectors: N.inspectors, items } };
}

const scored = (score: string): Assessments => onSite(item(FULL, score));
const QUALIFIED = institutionWith({ assessments: scored(String(N.qualifiedScore + 10)) });
const HIGH = String(N.excellentScore + 5);
/** One place for an excellent grade, and no more. */
const NINE: readonly InstitutionFacts[] = Array.from({ length: N.excellentOneOf - 1 }, () => QUALIFIED);

function probe(id: string, article: string, fact: Text, facts: ProbeFacts, others = NINE): Probe {
  const institution = institutionWith(facts);
  return {
    id,
    article,
    fact,
    text: readLiterally(institution, others),
    decide: byEvaluation(round(institution, others)),
  };
}

/** Facts beside a score of 95, which alone would be 优秀. */
function beside(id: string, fact: Text, ...events: readonly Event[]): Probe {
  return probe(id, VETO, fact, { assessments: scored(HIGH), events });
}

function changed(id: string, article: string, fact: Text, amendment: Amendment): Probe {
  return probe(id, article, fact, { assessments: scored(HIGH), amendments: [amendment] });
}

function penalty(n: number, scope: 'health' | 'medicalRelated' | 'other' = 'health'): Event {
  return { kind: 'penalty', scope, status: 'effective', against: 'institution', ...found(n) };
}

function malpractice(facts: {
  major?: boolean;
  responsibility?: 'full' | 'main';
  established?: 'court' | 'none';
}): Event {
  return {
    kind: 'malpractice',
    harm: 'death',
    major: true,
    responsibility: 'full',
    established: 'court',
    ...facts,
    ...found(),
  };
}

const excellent = (score: string): InstitutionFacts => institutionWith({ assessments: scored(score) });
const LESS = String(N.excellentScore + 1);

const SCOPE_AND_QUOTA: readonly Probe[] = [
  probe(
    'filed-clinic',
    SCOPE,
    { zh: '备案诊所', en: 'A filed clinic' },
    { licence: 'clinic-filing', assessments: scored(HIGH) },
  ),
  probe(
    'quota-one-of-ten',
    QUOTA,
    { zh: '评定10家，只有本机构达到优秀分数', en: 'One excellent score of 10' },
    { assessments: scored(HIGH) },
  ),
  probe(
    'quota-one-of-nine',
    QUOTA,
    { zh: '评定9家，只有本机构达到优秀分数', en: 'One excellent score of 9' },
    { assessments: scored(HIGH) },
    NINE.slice(1),
  ),
  probe(
    'quota-first-of-two',
    QUOTA,
    { zh: '评定10家，2家达到优秀分数，本机构较高', en: 'Two excellent scores of 10, this one higher' },
    { assessments: scored(HIGH) },
    [excellent(LESS), ...NINE.slice(1)],
  ),
  probe(
    'quota-second-of-two',
    QUOTA,
    { zh: '评定10家，2家达到优秀分数，本机构较低', en: 'Two excellent scores of 10, this one lower' },
    { assessments: scored(LESS) },
    [excellent(HIGH), ...NINE.slice(1)],
  ),
  probe(
    'quota-tie',
    QUOTA,
    { zh: '评定10家，2家达到优秀分数且得分相同', en: 'Two equal excellent scores of 10' },
    { assessments: scored(HIGH) },
    [excellent(HIGH), ...NINE.slice(1)],
  ),
  probe(
    'violation-corrected',
    CONTENT,
    { zh: '40分的项目有违法行为，已改正', en: 'A breach, corrected since, in an item of 40 points' },
    { assessments: onSite(item('60', '60'), item('40', '40', { violationFound: true })) },
  ),
];

const STARS: readonly Probe[] = [
  probe(
    'double-star',
    VETO,
    { zh: '双星项不符合要求', en: 'A two-star item not met' },
    { assessments: onSite(item(FULL, HIGH, { star: 2, met: false })) },
  ),
  probe(
    'single-star',
    VETO,
    { zh: '单星项不符合要求', en: 'A one-star item not met' },
    { assessments: onSite(item(FULL, HIGH, { star: 1, met: false })) },
  ),
];

const VETOES: readonly Probe[] = [
  beside('penalty-1', { zh: '卫生行政处罚1次', en: 'One health penalty' }, penalty(1)),
  beside(
    'penalty-1-other-authority',
    { zh: '其他部门与医疗卫生相关的处罚1次', en: 'One health-related penalty by another authority' },
    penalty(1, 'medicalRelated'),
  ),
  beside('penalty-2', { zh: `行政处罚${N.penaltiesForPoor}次`, en: 'Two penalties' }, penalty(1), penalty(2)),
  beside('penalty-3', { zh: '行政处罚3次', en: 'Three penalties' }, penalty(1), penalty(2), penalty(3)),
  beside(
    'penalty-3-unrelated',
    { zh: '与医疗卫生无关的行政处罚3次', en: 'Three unrelated penalties' },
    penalty(1, 'other'),
    penalty(2, 'other'),
    penalty(3, 'other'),
  ),
  beside('conduct', { zh: '违反行业作风', en: 'Conduct violated' }, { kind: 'conductViolation', ...found() }),
  beside(
    'serious-violation',
    { zh: '严重违法行为', en: 'A serious violation' },
    { kind: 'seriousViolation', ...found() },
  ),
  beside(
    'social-impact',
    { zh: '造成严重社会影响', en: 'A severe social impact' },
    { kind: 'severeSocialImpact', ...found() },
  ),
  beside(
    'setup',
    { zh: '不符医疗机构设置相关规定', en: 'Setup rules not met' },
    { kind: 'setupNonCompliance', ...found() },
  ),
  beside(
    'suspended',
    { zh: '被暂缓校验', en: 'Verification suspended' },
    { kind: 'suspendedVerification', ...found() },
  ),
  beside(
    'malpractice',
    { zh: '重大医疗事故负完全责任，有判决', en: 'Major malpractice, full responsibility, established' },
    malpractice({}),
  ),
  beside(
    'malpractice-main',
    { zh: '重大医疗事故负主要责任', en: 'Major malpractice, main responsibility' },
    malpractice({ responsibility: 'main' }),
  ),
  beside(
    'malpractice-minor',
    { zh: '医疗事故负完全责任，不属重大', en: 'Malpractice, not major' },
    malpractice({ major: false }),
  ),
  beside(
    'malpractice-not-established',
    { zh: '称重大医疗事故负完全责任，没有鉴定或判决', en: 'Major malpractice, not established' },
    malpractice({ established: 'none' }),
  ),
  beside('safety-accident', { zh: '安全生产事故', en: 'A safety accident' }, { kind: 'safetyAccident', ...found() }),
  beside('fire-accident', { zh: '消防事故', en: 'A fire' }, { kind: 'fireAccident', ...found() }),
  ...[String(N.publicHealthScore), justBelow(N.publicHealthScore)].map((publicHealthScore) =>
    probe(
      `public-health-${publicHealthScore}`,
      VETO,
      { zh: `基本公共卫生服务考核${publicHealthScore}分`, en: `Public health services ${publicHealthScore}` },
      { assessments: { ...scored(HIGH), publicHealthScore } },
    ),
  ),
  probe(
    'fire-no-on-site',
    VETO,
    { zh: '消防事故，没有现场评价', en: 'A fire, no on-site result' },
    { events: [{ kind: 'fireAccident', ...found() }] },
  ),
];

const SCORES: readonly Probe[] = [
  String(N.excellentScore),
  justBelow(N.excellentScore),
  String(N.qualifiedScore),
  justBelow(N.qualifiedScore),
].map((score) =>
  probe(
    `score-${score}`,
    TABLE,
    { zh: `满分100分，全部适用，得${score}分`, en: `${score} of 100, all items apply` },
    { assessments: scored(score) },
  ),
);

const ON_SITE_PROBES: readonly Probe[] = [
  probe(
    'score-inapplicable-item',
    ON_SITE,
    { zh: '适用项目满分90分，得55分（评分办法缺页）', en: '55 of 90 applicable points (the page is missing)' },
    { assessments: onSite(item('90', '55'), item('10', '0', { applicable: false })) },
  ),
  probe(
    'score-other-total',
    ON_SITE,
    { zh: '满分120分，得109分（评分办法缺页）', en: '109 of 120 points (the page is missing)' },
    { assessments: onSite(item('120', '109')) },
  ),
  probe(
    'no-applicable-item',
    ON_SITE,
    { zh: '没有适用的项目', en: 'No applicable item' },
    { assessments: onSite(item('10', '0', { applicable: false })) },
  ),
  probe('no-on-site', ON_SITE, { zh: '没有现场评价', en: 'No on-site result' }, {}),
  probe(
    'no-on-site-penalty',
    ON_SITE,
    { zh: '没有现场评价，卫生行政处罚1次', en: 'No on-site result, one penalty' },
    { events: [penalty(1)] },
  ),
  probe(
    'inspectors-1',
    ON_SITE,
    { zh: `现场评价的监督员${N.inspectors - 1}名`, en: 'One inspector' },
    { assessments: { onSite: { inspectors: N.inspectors - 1, items: [item(FULL, HIGH)] } } },
  ),
];

const CHANGES: readonly Probe[] = [
  changed(
    'downgrade',
    CHANGE,
    { zh: '经审查降为差', en: 'Lowered to poor, reviewed' },
    { kind: 'directDowngrade', to: 'poor', ...DECIDED },
  ),
  changed(
    'downgrade-unapproved',
    CHANGE,
    { zh: '降为差，没有审查文号', en: 'Lowered to poor, not reviewed' },
    { kind: 'directDowngrade', to: 'poor', ...UNAPPROVED },
  ),
  changed(
    'label-closed',
    LABEL.closed,
    { zh: '歇业', en: 'Closed' },
    { kind: 'labelWithdrawn', cause: 'closed', ...UNAPPROVED },
  ),
  changed(
    'label-licence',
    LABEL.licenceRevoked,
    { zh: '执业许可证被吊销', en: 'Licence revoked' },
    { kind: 'labelWithdrawn', cause: 'licenceRevoked', ...UNAPPROVED },
  ),
  changed(
    'label-other',
    LABEL.other,
    { zh: '其它情形停用标识，有文书', en: 'Withdrawn for another cause, with a document' },
    { kind: 'labelWithdrawn', cause: 'other', ...DECIDED },
  ),
  changed(
    'label-other-undocumented',
    LABEL.other,
    { zh: '其它情形停用标识，没有文书', en: 'Withdrawn for another cause, without a document' },
    { kind: 'labelWithdrawn', cause: 'other', ...UNAPPROVED },
  ),
];

export const GAPS: GapsData = {
  probes: [...SCOPE_AND_QUOTA, ...STARS, ...VETOES, ...SCORES, ...ON_SITE_PROBES, ...CHANGES],
  withheld: ['missing-on-site', 'too-few-inspectors'],
};
