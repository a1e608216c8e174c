/**
 * 威环卫〔2022〕6号 read literally: 四（一）2 asks for 信用等级评估 by 《环翠区民营医疗机构信用积分管理实施细则》, and contains neither a
 * number nor a grade. Whatever the facts, nobody decides (HC-1).
 */
import type { Text } from '../../domain/terms.ts';
import {
  byEvaluation,
  DECIDED,
  found,
  type GapsData,
  institutionWith,
  type Probe,
  type ProbeFacts,
  round,
} from '../probes.ts';

const NO_METHOD = { says: [], asks: ['HC-1'] } as const;
const CONDUCT = '四、主要任务（一）2';

function probe(id: string, article: string, fact: Text, facts: ProbeFacts): Probe {
  return { id, article, fact, text: NO_METHOD, decide: byEvaluation(round(institutionWith(facts))) };
}

export const GAPS: GapsData = {
  probes: [
    probe(
      'false-application',
      '四、主要任务（一）1',
      { zh: '许可申请提供虚假材料', en: 'False application' },
      {
        events: [{ kind: 'falseApplication', ...found() }],
      },
    ),
    probe('nothing', CONDUCT, { zh: '没有任何记录', en: 'No record at all' }, {}),
    probe(
      'points',
      CONDUCT,
      { zh: '不良执业行为记12分', en: '12 points for poor practice' },
      {
        events: [{ kind: 'badPracticePoints', points: '12', ...found() }],
      },
    ),
    probe(
      'penalty',
      '四、主要任务（三）',
      { zh: '卫生行政处罚1次', en: 'One health penalty' },
      {
        events: [{ kind: 'penalty', scope: 'health', status: 'effective', against: 'institution', ...found() }],
      },
    ),
    probe(
      'commendation',
      '四、主要任务（三）',
      { zh: '受到表彰', en: 'A commendation' },
      {
        events: [{ kind: 'commendation', ...found() }],
      },
    ),
    probe(
      'downgrade',
      CONDUCT,
      { zh: '决定降级', en: 'A downgrade decided' },
      {
        amendments: [{ kind: 'directDowngrade', to: 'C', ...DECIDED }],
      },
    ),
  ],
  withheld: ['method-not-supplied'],
};
