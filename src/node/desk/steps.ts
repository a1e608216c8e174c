/** What was done with a submission so far, as a clerk reads it: steps from the store, findings from the bureau's own file. */

import { visibleLine } from '../../core/domain/visible.ts';
import type { StatusRow } from '../intake/store/store.ts';
import type { Finding } from './decisions.ts';
import { chinaTime, STATE_LABELS } from './labels.ts';

/** Answers are sealed to the writer's code: also here they cannot be read again, and in clear they are kept nowhere. */
export const KEEP_ANSWERS = '答复已加密给提交人，本局不能再读；如需留底请另存';

export function describeSteps(status: StatusRow, findings: readonly Finding[]): string {
  const own = findings.filter((finding) => finding.number === status.number);
  const steps = status.history.map(({ state, at, answer }) => {
    // The very step: a line whose step was refused, or never taken, counts for nothing.
    const finding = own.find((one) => one.state === state && one.at === at);
    const parts = [
      `${chinaTime(at)} ${STATE_LABELS[state]}`,
      ...(finding === undefined ? [] : findingParts(finding)),
      ...(answer === null ? [] : [KEEP_ANSWERS]),
    ];
    return `  ${parts.join('；')}`;
  });
  return `办理经过（北京时间）：\n${steps.join('\n')}\n`;
}

function findingParts({ outcome, document_no: documentNo, on, severe, by }: Finding): readonly string[] {
  return [
    `${outcome === 'substantiated' ? '查实' : '未查实'}${severe === 'yes' ? '，造成恶劣影响' : ''}`,
    documentNo === '' ? '没有文号' : `文号${visibleLine(documentNo)}`,
    ...(on === '' ? [] : [`决定日期${on}`]),
    `经办人${visibleLine(by)}`,
  ];
}
