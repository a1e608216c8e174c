/**
 * The rules of 晋卫健规〔2024〕2号 in article order. Each names its article and what it does to the grade.
 *
 * Not encoded, because it is procedure or information and no condition of a grade: 第六、九条 (basic and other
 * information), 第七条 (positive information acts through the tier that raters give it, 第十一条), 第十八条's own facts (the
 * approved decision enters as an amendment), 第十九–二十四条 (calendar, publicity, board). 第八条第2、6、8项 need no rule of
 * their own: 第十六、十七条 name them; 第8条第9项 acts through 第十二条 (JJ-1).
 */
import type { Event } from '../../domain/facts.ts';
import { type CountRule, isKind } from '../count-rules.ts';
import type { NumbersOf } from '../numbers.ts';
import type { RuleDefinition } from '../rulebook.ts';
import type { NUMBERS } from './numbers.ts';

const capC = { effect: 'cap C' } as const;
const capD = { effect: 'cap D' } as const;
/** One or more. */
const any = { atLeast: 1, atMost: null } as const;

function penalty(scope: 'health' | 'medicalRelated'): (event: Event) => boolean {
  return (event) => event.kind === 'penalty' && event.scope === scope;
}

/** 第十七条第6项: severe impact that was determined; never of a complaint found unsubstantiated (JJ-8). */
export function isSevere(event: Event): boolean {
  return event.kind === 'complaint' && event.severeImpact && event.substantiated !== false;
}

/** 第十七条第5项: death or disability. Responsibility and establishment were weighed before (JJ-5, JJ-9). */
function isGraveMalpractice(event: Event): boolean {
  return event.kind === 'malpractice' && event.harm !== 'other';
}

/** All rules, with the numbers in force. The ids are stable: records and terms name them. */
export function rules(n: NumbersOf<typeof NUMBERS>) {
  return {
    // 第八条, as far as no item of 第十六 or 第十七条 names it (JJ-3).
    'other-penalty': { article: '第八条第1项', ...capC, counts: penalty('medicalRelated'), ...any },
    'order-defiance': { article: '第八条第3项', ...capC, counts: isKind('orderDefiance'), ...any },
    'malpractice-other-harm': {
      article: '第八条第5项',
      ...capC,
      counts: (event: Event) => event.kind === 'malpractice' && !isGraveMalpractice(event),
      ...any,
    },
    complaint: {
      article: '第八条第7项',
      ...capC,
      counts: (event: Event) => event.kind === 'complaint' && !isSevere(event),
      ...any,
    },
    // Only under JJ-1 `literal`.
    'safety-points-any': { article: '第八条第9项', ...capC },
    'other-negative': { article: '第八条第10项', ...capC, counts: isKind('otherNegative'), ...any },
    // 第十一条: 「一律评定为“信用一般”（C级）及以下」
    'tier-poor': { article: '第十一条', ...capC },
    // 第十二条: 「累计达4分及以上的，不得评定为A级；达8分及以上的，不得评定为B级」
    'safety-points-bar-a': { article: '第十二条', effect: 'cap B' },
    'safety-points-bar-b': { article: '第十二条', ...capC },
    'tier-good': { article: '第十四条', effect: 'grade A' },
    'tier-fair': { article: '第十五条', effect: 'grade B' },
    'penalty-once': {
      article: '第十六条第1项',
      ...capC,
      counts: penalty('health'),
      atLeast: n.penaltiesForC,
      atMost: n.penaltiesForD - 1,
    },
    'overdue-rectification': { article: '第十六条第2项', ...capC, counts: isKind('overdueRectification'), ...any },
    'system-avoidance-once': {
      article: '第十六条第3项',
      ...capC,
      counts: isKind('systemAvoidance'),
      atLeast: n.avoidancesForC,
      atMost: n.avoidancesForD - 1,
    },
    'penalties-several': {
      article: '第十七条第1项',
      ...capD,
      counts: penalty('health'),
      atLeast: n.penaltiesForD,
      atMost: null,
    },
    obstruction: { article: '第十七条第2项', ...capD, counts: isKind('obstruction'), ...any },
    'system-avoidance-several': {
      article: '第十七条第3项',
      ...capD,
      counts: isKind('systemAvoidance'),
      atLeast: n.avoidancesForD,
      atMost: null,
    },
    'unregistered-physician': {
      article: '第十七条第4项',
      ...capD,
      counts: isKind('unregisteredPhysician'),
      atLeast: n.unregisteredPhysiciansForD,
      atMost: null,
    },
    'malpractice-grave': { article: '第十七条第5项', ...capD, counts: isGraveMalpractice, ...any },
    'complaint-severe': { article: '第十七条第6项', ...capD, counts: isSevere, ...any },
    'touting-or-advertising': {
      article: '第十七条第7项',
      ...capD,
      counts: (event: Event) => event.kind === 'touting' || event.kind === 'illegalAdvertising',
      ...any,
    },
    'direct-downgrade': { article: '第十八条', effect: 'set lower grade' },
  } as const satisfies Record<string, RuleDefinition | CountRule>;
}

export type JinjiangRules = ReturnType<typeof rules>;
export type JinjiangRule = keyof JinjiangRules;

/** JJ-3: negative information that no item of 第十六 or 第十七条 names. */
export const UNNAMED: ReadonlySet<string> = new Set<JinjiangRule>([
  'other-penalty',
  'order-defiance',
  'malpractice-other-harm',
  'complaint',
  'other-negative',
]);
