/**
 * The one rule of 阳山县医疗卫生信用信息管理实施方案: the grade is what the province's system generated (四、重点任务（三）).
 *
 * Not encoded, because the plan does not contain it: what makes an A or an E – it stands in 《广东省卫生健康委医疗卫生信用
 * 信息管理办法（试行）》（粤卫规〔2022〕4号） and in the system, so no event of the facts is weighed here. Not encoded, because it is
 * work and no condition of a grade: 一、工作目标, 二（一）–（三）, 四（一） commitments and 四（二） how information is collected (the
 * calendar has its days), 四（六） how a repair is asked for, 四（七） objections, 四（八） surveys, 五、工作要求. 四（五） has grades
 * used in accreditation, key specialties, funding and awards without saying which grade gives what: no measure of any grade. The plan
 * knows neither a downgrade by the county nor the withdrawal of a label.
 */
import type { RuleDefinition } from '../rulebook.ts';

export const GRADED = '四、重点任务（三）';

/** The reason says which grade: `grade A`. */
export const RULES = {
  imported: { article: GRADED, effect: 'take imported grade' },
} as const satisfies Record<string, RuleDefinition>;

export type YangshanRule = keyof typeof RULES;
