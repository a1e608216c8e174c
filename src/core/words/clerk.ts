/** What the clerk reads of a publication instead of the codes of programs: `yixinma publish` (words: clerk.*). */

/** A result without a grade, in the place of a grade's name. */
const statesZh = {
  new: '新设机构，未参评',
  awaiting: '尚未公布',
  incomplete: '资料不全，未评定',
  'out-of-scope': '不在评价范围',
  unrated: '没有有效的协会信用评价',
  withdrawn: '已停用标识',
  register: '只列信用记录，不评等级',
};

/** Problems of the evaluation: why there is no grade, or what did not count. */
const gradingZh = {
  'period-not-covered': '评价期没有全部落在政策文件的有效期内',
  'out-of-scope': '不在政策规定的评价范围',
  'not-in-this-policy': '政策没有规定的直接降级或停用标识，没有生效',
  'missing-document': '没有文书编号的负面信息或停用标识，没有计入',
  'downgrade-without-approval': '直接降级没有批准文书的编号，没有生效',
  'no-grade-in-force': '没有等级，降级无从生效',
  'missing-on-site': '没有现场评价结果',
  'too-few-inspectors': '现场评价的监督员不足2名',
  'missing-positive-tier': '没有正面信息评定',
  'refer-to-bureau': '有规定没有写明的负面信息，需报局研判',
  'malpractice-not-established': '医疗事故没有鉴定或判决认定，没有计入',
  'needs-determination': '投诉造成恶劣影响，但没有认定文书，没有计入',
  'unknown-subject': '主体类别不在评价对象之内',
  'not-yet-in-phase': '按实施步骤，这类主体还没有开始评价',
  'missing-imported-grade': '没有导入上级系统的等级',
  'unknown-grade': '填写或导入的等级不在规定的等级之内',
  'grade-needs-reimport': '导入等级之后有更正或信用修复，需要重新导入',
  'method-not-supplied': '评分办法没有提供，只列信用记录',
  'missing-score': '没有评分',
  'score-out-of-range': '评分不在0至100之间',
  'missing-eligibility': '没有填写参评条件',
  ineligible: '不符合参评条件',
};

export const clerkZh: {
  readonly states: Readonly<Record<string, string>>;
  readonly grading: Readonly<Record<string, string>>;
} = { states: statesZh, grading: gradingZh };

const statesEn: Readonly<Record<keyof typeof statesZh, string>> = {
  new: 'new, not graded',
  awaiting: 'not published yet',
  incomplete: 'information incomplete, not graded',
  'out-of-scope': 'outside the grading',
  unrated: 'no valid rating by the association',
  withdrawn: 'label withdrawn',
  register: 'records only, no grade',
};

const gradingEn: Readonly<Record<keyof typeof gradingZh, string>> = {
  'period-not-covered': 'the policy’s term does not cover the whole evidence period',
  'out-of-scope': 'outside what the policy grades',
  'not-in-this-policy': 'an amendment that the policy does not know; without effect',
  'missing-document': 'a negative fact or a withdrawal without the number of its document did not count',
  'downgrade-without-approval': 'a downgrade without the number of its approval; without effect',
  'no-grade-in-force': 'no grade that could be lowered',
  'missing-on-site': 'no result from the site',
  'too-few-inspectors': 'fewer than two inspectors on site',
  'missing-positive-tier': 'positive information not rated',
  'refer-to-bureau': 'a negative fact that the policy does not place; for the bureau to decide',
  'malpractice-not-established': 'malpractice that nobody established did not count',
  'needs-determination': 'severe impact without a determination did not count',
  'unknown-subject': 'a kind of subject that the policy does not grade',
  'not-yet-in-phase': 'a kind of subject that is graded from a later year',
  'missing-imported-grade': 'no grade imported',
  'unknown-grade': 'a grade that the policy does not know',
  'grade-needs-reimport': 'corrected or repaired since the import; import it again',
  'method-not-supplied': 'the method was not supplied; records only',
  'missing-score': 'no score',
  'score-out-of-range': 'a score outside 0–100',
  'missing-eligibility': 'eligibility not stated',
  ineligible: 'not eligible',
};

export const clerkEn: typeof clerkZh = { states: statesEn, grading: gradingEn };
