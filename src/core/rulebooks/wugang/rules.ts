/**
 * The rules of 舞卫健发〔2021〕89号, attachment 1 (信用评价指南), in the order of its text. The guide has no numbered articles:
 * each rule cites its section.
 *
 * Not encoded: 附件1 三's table of items (attachment 2 is not part of the text that we have: the items come as data);
 * 附件1 六(一) self-evaluation, and what stands between 「…进行评分，医」 and 「合格、差”三个档次」, a page that is missing
 * (WG-0 rules how the score is made); 六、保障措施(三) and 附件1 七(一), which are measures, no conditions of a grade.
 * 「评价年度内发现有违反」 scores 0 (痕迹管理) but is no unmet star item by itself: whether it is met is the inspectors' word.
 */
import type { Event } from '../../domain/facts.ts';
import { type CountRule, isKind } from '../count-rules.ts';
import type { NumbersOf } from '../numbers.ts';
import type { RuleDefinition } from '../rulebook.ts';
import { NUMBERS } from './numbers.ts';

const VETO = '附件1 四、信用评价否决项';
const CHANGE = '附件1 七、信用评定结果运用（二）';
const LABEL = '附件1 七、信用评定结果运用（三）';
const capPoor = { article: VETO, effect: 'cap poor' } as const;
const capQualified = { article: VETO, effect: 'cap qualified' } as const;
/** One or more. */
const any = { atLeast: 1, atMost: null } as const;

/** All rules, with the numbers in force. The ids are stable: records and terms name them. */
export function rules(n: NumbersOf<typeof NUMBERS>) {
  return {
    // 二(一) 「每年优秀率不超过10%」
    quota: { article: NUMBERS.excellentOneOf.article, effect: 'cap qualified' },
    // 四 「双星项不符合要求，不能评为合格以上等级，单星项不符合要求的不能评为优秀等级」
    'double-star': capPoor,
    'single-star': capQualified,
    // 四 「当年受到卫生健康行政部门行政处罚的，或有违反行业作风行为的，不能评为优秀等级」
    'penalty-health': {
      ...capQualified,
      counts: (event: Event) => event.kind === 'penalty' && event.scope === 'health',
      atLeast: n.healthPenaltiesForQualified,
      atMost: null,
    },
    'conduct-violation': { ...capQualified, counts: isKind('conductViolation'), ...any },
    // 四 「…不能评为合格等级」
    'serious-violation': { ...capPoor, counts: isKind('seriousViolation'), ...any },
    'severe-social-impact': { ...capPoor, counts: isKind('severeSocialImpact'), ...any },
    // WG-9: whichever authority imposed them.
    'penalties-several': { ...capPoor, counts: isKind('penalty'), atLeast: n.penaltiesForPoor, atMost: null },
    'setup-non-compliance': { ...capPoor, counts: isKind('setupNonCompliance'), ...any },
    'suspended-verification': { ...capPoor, counts: isKind('suspendedVerification'), ...any },
    malpractice: { ...capPoor, counts: isKind('malpractice'), ...any },
    'safety-accident': { ...capPoor, counts: isKind('safetyAccident'), ...any },
    'fire-accident': { ...capPoor, counts: isKind('fireAccident'), ...any },
    'public-health-score': capPoor,
    // 五、医疗机构监督频次表
    'score-excellent': { article: NUMBERS.excellentScore.article, effect: 'grade excellent' },
    'score-qualified': { article: NUMBERS.qualifiedScore.article, effect: 'grade qualified' },
    'score-poor': { article: NUMBERS.qualifiedScore.article, effect: 'grade poor' },
    // 七(二)
    'direct-downgrade': { article: CHANGE, effect: 'set lower grade' },
    // 七(三)
    'withdrawn-closed': { article: `${LABEL}第1项`, effect: 'withdrawn' },
    'withdrawn-licence': { article: `${LABEL}第2项`, effect: 'withdrawn' },
    'withdrawn-other': { article: `${LABEL}第3项`, effect: 'withdrawn' },
  } as const satisfies Record<string, RuleDefinition | CountRule>;
}

export type WugangRules = ReturnType<typeof rules>;
export type WugangRule = keyof WugangRules;
