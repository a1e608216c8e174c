/**
 * 舞卫健发〔2021〕89号 read literally: its sentences without any ruling, for the report of gaps. 四 calls its items 否决: they come
 * before the score. What stands out: the standard score, whose page is missing (WG-0), and 「每年优秀率不超过10%」, which does not say
 * who falls (WG-3).
 *
 * 「2名以上卫生监督员」 is read as two: 行政处罚法 第四十二条 asks for no more. 「以上」 elsewhere is left open (WG-1): the guide itself
 * writes 「90(含90)分以上」 where it includes the number.
 */
import { addDecimals, compareDecimals, type Decimal, decimal } from '../../domain/decimal.ts';
import type { Assessments, Event, InstitutionFacts, OnSiteItem, WithdrawalCause } from '../../domain/facts.ts';
import { hasDocument } from '../evidence.ts';
import { numbersOn } from '../numbers.ts';
import type { TextReading } from '../probes.ts';
import { bars, gives, PERIOD } from '../probes.ts';
import { NUMBERS } from './numbers.ts';

/** The numbers in force in the period of the probes. */
export const N = numbersOn(NUMBERS, PERIOD.to);
export const SCOPE = '附件1 一、信用评价范围';
export const QUOTA = NUMBERS.excellentOneOf.article;
export const VETO = NUMBERS.publicHealthScore.article;
export const TABLE = NUMBERS.excellentScore.article;
export const CHANGE = '附件1 七、信用评定结果运用（二）';
export const LABEL: Readonly<Record<WithdrawalCause, string>> = {
  closed: '附件1 七、信用评定结果运用（三）第1项',
  licenceRevoked: '附件1 七、信用评定结果运用（三）第2项',
  licenceCancelled: '附件1 七、信用评定结果运用（三）第2项',
  other: '附件1 七、信用评定结果运用（三）第3项',
};
/** The points of a whole table. */
export const FULL = '100';

type OnSite = NonNullable<Assessments['onSite']>;

const sum = (items: readonly OnSiteItem[], of: (item: OnSiteItem) => string): Decimal =>
  items.reduce((total, item) => addDecimals(total, decimal(of(item))), decimal('0'));
const atLeast = (score: Decimal, n: number): boolean => compareDecimals(score, decimal(String(n))) >= 0;

/**
 * The points of a whole table of 100, which any way to standardise leaves as they are; null where an item does not apply or
 * the maxima make another sum. 三 「痕迹管理」: what was found in breach scores nothing.
 */
function wholeScore({ items }: OnSite): Decimal | null {
  const whole =
    items.every(({ applicable }) => applicable) &&
    compareDecimals(
      sum(items, ({ max }) => max),
      decimal(FULL),
    ) === 0;
  return whole ? sum(items, ({ score, violationFound }) => (violationFound ? '0' : score)) : null;
}

function ofScore(score: Decimal): 'excellent' | 'qualified' | 'poor' {
  if (atLeast(score, N.excellentScore)) return 'excellent';
  return atLeast(score, N.qualifiedScore) ? 'qualified' : 'poor';
}

const POOR_KINDS: readonly Event['kind'][] = [
  'seriousViolation',
  'severeSocialImpact',
  'setupNonCompliance',
  'suspendedVerification',
  'safetyAccident',
  'fireAccident',
];

interface Vetoes {
  readonly poor: boolean;
  readonly excellent: boolean;
  /** What 四 leaves open. */
  readonly asks: readonly string[];
}

/** 四. Two penalties are 「2次以上」 only where that includes two, and 「合格以上」 bars 合格 only where it includes it. */
function vetoes({ assessments, events }: InstitutionFacts): Vetoes {
  const penalties = events.filter((event) => event.kind === 'penalty');
  const others = penalties.filter((event) => event.kind === 'penalty' && event.scope === 'other');
  const malpractice = events.filter(
    (event) => event.kind === 'malpractice' && event.major && event.responsibility === 'full',
  );
  const items = assessments.onSite?.items ?? [];
  const unmet = (star: 1 | 2): boolean => items.some((item) => item.applicable && item.star === star && !item.met);
  const { publicHealthScore } = assessments;
  const poor =
    events.some(({ kind }) => POOR_KINDS.includes(kind)) ||
    malpractice.length > 0 ||
    penalties.length > N.penaltiesForPoor ||
    (publicHealthScore !== undefined && !atLeast(decimal(publicHealthScore), N.publicHealthScore));
  const excellent =
    unmet(1) ||
    events.some((event) => event.kind === 'conductViolation' || (event.kind === 'penalty' && event.scope === 'health'));
  return {
    poor,
    excellent: excellent || unmet(2),
    asks: [
      ...(!poor && (unmet(2) || penalties.length === N.penaltiesForPoor) ? ['WG-1'] : []),
      // 「发生重大医疗事故」: by whose finding?
      ...(malpractice.some((event) => event.kind === 'malpractice' && event.established === 'none') ? ['WG-14'] : []),
      ...(others.length > 0 && penalties.length >= N.penaltiesForPoor ? ['WG-9'] : []),
    ],
  };
}

/** `others` are graded in the same round. */
export function readLiterally(institution: InstitutionFacts, others: readonly InstitutionFacts[]): TextReading {
  if (institution.licence !== 'practice-licence') return { says: [gives(SCOPE, null)], asks: [] };
  const [change] = institution.amendments;
  if (change?.kind === 'labelWithdrawn') {
    // 第3项 does not say who finds 「其它情形」, nor in what form.
    const doubtful = change.cause === 'other' && !hasDocument(change);
    return { says: [gives(LABEL[change.cause], 'withdrawn')], asks: doubtful ? ['WG-6'] : [] };
  }
  // 「进行评分…经审查后…予以降级」: the review fixes the grade.
  if (change && hasDocument(change)) return { says: [gives(CHANGE, change.to)], asks: [] };
  return ofEvidence(institution, others);
}

function ofEvidence(institution: InstitutionFacts, others: readonly InstitutionFacts[]): TextReading {
  const veto = vetoes(institution);
  if (veto.poor) return { says: [gives(VETO, 'poor')], asks: veto.asks };
  if (veto.asks.length > 0) return { says: [bars(VETO, 'excellent')], asks: veto.asks };
  const { onSite } = institution.assessments;
  if (onSite === undefined || !onSite.items.some(({ applicable }) => applicable)) return { says: [], asks: ['WG-5'] };
  if (onSite.inspectors < N.inspectors) return { says: [], asks: ['WG-4'] };
  const score = wholeScore(onSite);
  if (score === null) return { says: [], asks: ['WG-0'] };
  const grade = ofScore(score);
  if (grade !== 'excellent') return { says: [gives(TABLE, grade)], asks: [] };
  if (veto.excellent) return { says: [gives(VETO, 'qualified')], asks: [] };
  const candidates = 1 + others.filter(isCandidate).length;
  if (candidates * N.excellentOneOf <= 1 + others.length) return { says: [gives(TABLE, grade)], asks: [] };
  return { says: [gives(TABLE, grade), bars(QUOTA, grade)], asks: ['WG-3'] };
}

function isCandidate({ assessments: { onSite } }: InstitutionFacts): boolean {
  const score = onSite && wholeScore(onSite);
  return score !== undefined && score !== null && atLeast(score, N.excellentScore);
}
