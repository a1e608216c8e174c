/** Puts facts into the book in the words of the workbook; the stories say only what happened to whom. */
import {
  AGAINST,
  ASSESSMENT_KINDS,
  DOWNGRADE_TO,
  ESTABLISHED,
  EVENT_KINDS,
  HARM,
  PENALTY_SCOPES,
  PENALTY_STATUS,
  RESPONSIBILITY,
  SERIOUSNESS,
  TIERS,
  WITHDRAWAL_CAUSES,
} from '../publish/workspace/columns/choices.ts';
import { type Book, label, type Row, yesNo } from './book.ts';
import { BUREAU } from './names.ts';
import type { Random } from './random.ts';

type Values<Choices extends readonly { readonly value: string }[]> = Choices[number]['value'];

export interface PenaltyFacts {
  /** `MM-DD` of the evidence year, or a whole day. */
  readonly on?: string;
  readonly scope?: Values<typeof PENALTY_SCOPES>;
  readonly status?: Values<typeof PENALTY_STATUS>;
  readonly seriousness?: Values<typeof SERIOUSNESS> | null;
  readonly against?: Values<typeof AGAINST>;
  /** Null leaves the decision without its number. */
  readonly documentNo?: string | null;
  /** What it is about; one of a medical institution's by chance. */
  readonly about?: PenaltyCase;
}

/** Cause, provision, result, kind. */
export type PenaltyCase = readonly [string, string, string, string];

export interface Malpractice {
  readonly responsibility: Values<typeof RESPONSIBILITY>;
  readonly harm: Values<typeof HARM>;
  readonly major: boolean;
  readonly established: Values<typeof ESTABLISHED>;
}

/** Whom something happens to. */
type Whom = { readonly id: string };
type EventCells = Omit<Row<'events'>, 'institutionId' | 'kind' | 'on'> & { readonly on?: string };

export interface Teller {
  readonly evidenceYear: number;
  /** Returns the number of the decision; empty when it has none. */
  penalty(member: Whom, facts?: PenaltyFacts): string;
  /** An event of the evidence year; `documentNo` is made up unless given (empty: none). */
  event(member: Whom, kind: Values<typeof EVENT_KINDS>, cells?: EventCells): void;
  malpractice(member: Whom, facts: Malpractice): void;
  /** A change of the grade in force, in the grade year; without approval when `approved` is false. */
  downgrade(member: Whom, to: Values<typeof DOWNGRADE_TO>, approved: boolean): void;
  withdraw(member: Whom, cause: Values<typeof WITHDRAWAL_CAUSES>, documented: boolean): void;
  tier(member: Whom, tier: Values<typeof TIERS>): void;
  publicHealth(member: Whom, score: string): void;
  score(member: Whom, points: string): void;
  /** A grade that another system computed, with the day of its export; null: not told. */
  imported(member: Whom, grade: string, on: string | null): void;
}

/** What penalties are about, and the provisions they rest on. */
const CASES: readonly PenaltyCase[] = [
  ['使用未取得护士执业证书的人员从事护理活动', '《护士条例》第二十八条', '警告，罚款3000元', '警告、罚款'],
  ['未按规定书写、保管病历资料', '《医疗纠纷预防和处理条例》第四十七条', '警告，罚款10000元', '警告、罚款'],
  ['未将医疗废物按类别分置于专用包装物', '《医疗废物管理条例》第四十六条', '警告，罚款2000元', '警告、罚款'],
  ['诊疗活动超出登记范围', '《医疗机构管理条例》第四十六条', '罚款12000元', '罚款'],
  ['未执行消毒隔离制度', '《消毒管理办法》第四十一条', '罚款2500元', '罚款'],
  ['未按规定填报传染病报告卡', '《中华人民共和国传染病防治法》相关规定', '警告', '警告'],
  ['未公示诊疗科目和收费标准', '《医疗机构管理条例》相关规定', '警告', '警告'],
];

/** `year` is the grade year; the evidence is that of the calendar year before. */
export function createTeller(book: Book, random: Random, year: number): Teller {
  const evidenceYear = year - 1;
  let serial = 0;
  /** The number of a document of that day. */
  const number = (mark: string, day: string): string => `示卫${mark}〔${day.slice(0, 4)}〕${++serial}号`;
  const dayOf = (text: string | undefined): string => {
    if (text !== undefined) return text.length === 5 ? `${evidenceYear}-${text}` : text;
    return `${evidenceYear}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  };
  const assess = (member: Whom, kind: Values<typeof ASSESSMENT_KINDS>, result: string): void =>
    book.assessment({ institutionId: member.id, kind: label(ASSESSMENT_KINDS, kind), result });
  // All changes lie in January and February of the grade year, so that the county is of the year, not of the day.
  const changeDay = (): string => `${year}-02-${two(random.between(1, 25))}`;
  const event: Teller['event'] = (member, kind, cells = {}) => {
    const on = dayOf(cells.on);
    const row = { documentNo: number('监', on), ...cells, on };
    book.event({ institutionId: member.id, kind: label(EVENT_KINDS, kind), ...row });
  };
  return {
    evidenceYear,
    event,
    penalty(member, facts = {}) {
      const row = penaltyRow(facts, random);
      const on = dayOf(facts.on);
      const documentNo = facts.documentNo === undefined ? number('医罚', on) : (facts.documentNo ?? '');
      book.penalty({ institutionId: member.id, on, documentNo, ...row });
      return documentNo;
    },
    malpractice(member, facts) {
      event(member, 'malpractice', {
        responsibility: label(RESPONSIBILITY, facts.responsibility),
        harm: label(HARM, facts.harm),
        major: yesNo(facts.major),
        established: label(ESTABLISHED, facts.established),
      });
    },
    downgrade(member, to, approved) {
      const on = changeDay();
      event(member, 'directDowngrade', {
        on,
        documentNo: approved ? number('研判', on) : '',
        to: label(DOWNGRADE_TO, to),
        content: '重大违法违规情形（示例）',
      });
    },
    withdraw(member, cause, documented) {
      const on = changeDay();
      event(member, 'labelWithdrawn', {
        on,
        documentNo: documented ? number('停', on) : '',
        cause: label(WITHDRAWAL_CAUSES, cause),
        content: '示例情形',
      });
    },
    tier: (member, tier) => assess(member, 'positiveTier', label(TIERS, tier)),
    publicHealth: (member, score) => assess(member, 'publicHealth', score),
    score: (member, points) => assess(member, 'associationScore', points),
    imported(member, grade, on) {
      book.assessment({
        institutionId: member.id,
        kind: label(ASSESSMENT_KINDS, 'importedGrade'),
        result: grade,
        source: '省医疗卫生信用信息管理系统（示例）',
        ...(on === null ? {} : { importedOn: on }),
      });
    },
  };
}

function penaltyRow(facts: PenaltyFacts, random: Random) {
  const [cause, basis, result, penaltyKind] = facts.about ?? random.pick(CASES);
  const { scope = 'health', status = 'effective', seriousness = 'ordinary', against = 'institution' } = facts;
  return {
    scope: label(PENALTY_SCOPES, scope),
    status: label(PENALTY_STATUS, status),
    seriousness: seriousness === null ? '' : label(SERIOUSNESS, seriousness),
    against: label(AGAINST, against),
    penaltyKind,
    procedure: random.chance(30) ? '简易程序' : '普通程序',
    cause,
    basis,
    result,
    authority: scope === 'health' ? BUREAU : '示例县市场监督管理局',
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
