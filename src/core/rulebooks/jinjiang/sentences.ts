/** Why a grade, rule by rule: one sentence each. `{n}` is what was observed, `{n0}` the threshold. */
import type { ReasonVisibility, Text } from '../../domain/terms.ts';
import type { JinjiangRule } from './rules.ts';

interface Sentence {
  readonly sentence: Text;
  readonly shows: ReasonVisibility;
}

/** The rule and its article are public, the facts are not: no placeholder in the sentence. */
function ruleOnly(zh: string, en: string): Sentence {
  return { sentence: { zh, en }, shows: 'nothing' };
}

function tier(zh: string, en: string): Sentence {
  return { sentence: { zh: `正面信息评定为“${zh}”`, en: `Positive record rated “${en}”` }, shows: 'observed' };
}

function penalty(zh: string, en: string): Sentence {
  return { sentence: { zh, en }, shows: 'penalty' };
}

const SAFETY = ruleOnly(
  '安全生产记分达到规定分值（4分及以上不评A级，8分及以上不评B级）',
  'Safety points reached a threshold (4 bars A, 8 bars B)',
);

/** Under JJ-2 `literal` a complaint counts without being substantiated, and must not be called so. */
export function sentences(everyComplaint: boolean): Readonly<Record<JinjiangRule, Sentence>> {
  return {
    'other-penalty': penalty(
      '评价期内有与医疗卫生相关的其他行政处罚',
      'A penalty related to health care by another authority',
    ),
    'order-defiance': ruleOnly(
      '有拒不执行行政命令或拒不履行行政处罚的情形',
      'An administrative order or penalty was defied',
    ),
    'malpractice-other-harm': ruleOnly('有负主要及以上责任的医疗事故', 'Malpractice with main or full responsibility'),
    complaint: everyComplaint
      ? ruleOnly('有信访、投诉或举报', 'A complaint was made')
      : ruleOnly('有经查实的信访、投诉或举报', 'A complaint was substantiated'),
    'safety-points-any': ruleOnly('有安全生产责任制记分', 'Safety points were recorded'),
    'other-negative': ruleOnly('有经认定的其他负面信息', 'Other negative information was determined'),
    'tier-poor': tier('差', 'poor'),
    'safety-points-bar-a': SAFETY,
    'safety-points-bar-b': SAFETY,
    'tier-good': tier('好', 'good'),
    'tier-fair': tier('一般', 'fair'),
    'penalty-once': penalty('评价期内卫生行政处罚{n}次', 'Health penalties in the period: {n}'),
    'overdue-rectification': ruleOnly(
      '被责令限期整改，逾期仍未改正',
      'A breach was not put right within the time limit',
    ),
    'system-avoidance-once': ruleOnly(
      '经系统抽查，发现主观故意不使用“闽诊通”系统开展诊疗服务',
      'Sampling found the “Minzhentong” system intentionally not used',
    ),
    'penalties-several': penalty(
      '评价期内卫生行政处罚{n}次，达到“{n0}次及以上”的条件',
      '{n} health penalties; the rule says {n0} or more',
    ),
    obstruction: ruleOnly(
      '有拒不接受日常监督，拒绝、阻碍或者以暴力威胁抗拒监督执法的情形',
      'Supervision was refused, obstructed or resisted',
    ),
    'system-avoidance-several': ruleOnly(
      '经系统抽查，多次发现主观故意不使用“闽诊通”系统开展诊疗服务',
      'Sampling repeatedly found the “Minzhentong” system intentionally not used',
    ),
    'unregistered-physician': ruleOnly('有医师未注册到本机构', 'A physician was not registered here'),
    'malpractice-grave': ruleOnly(
      '有经鉴定或法院判决负主要及以上责任、后果严重的医疗事故',
      'Malpractice with grave harm and main or full responsibility was established',
    ),
    'complaint-severe': ruleOnly('有因信访或投诉事项造成恶劣影响的情形', 'A complaint had a severe impact'),
    'touting-or-advertising': ruleOnly(
      '因雇佣“医托”或违规发布医疗广告等被查处或通报',
      'Touting or unlawful advertising was sanctioned',
    ),
    'direct-downgrade': ruleOnly('经批准直接调整等级', 'Adjusted directly with approval'),
  };
}
