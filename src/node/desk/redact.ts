/**
 * The copy that may leave the desk. Unless the writer allowed the institution to know, it names nobody: no name, telephone
 * or consents, no receipt number (who sees the number on somebody's phone would know), and days instead of hours.
 */
import type { Submission } from '../../core/complaint/submission.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { visibleLine } from '../../core/domain/visible.ts';
import { reportWords } from '../../core/words/report.ts';
import type { CodeTable } from '../publish/codes.ts';
import { withoutPrivateNumbers } from '../publish/workspace/privacy.ts';
import { institutionText } from './describe.ts';
import { visibleBlock } from './visible.ts';

const { rep, board } = reportWords.zh;
const HIDDEN = '（已隐去）';

export function redactedCopy(submission: Submission, receivedAt: string, codes: CodeTable): string {
  const { kind, category, when, contact, tellInstitution } = submission;
  const hide = tellInstitution ? (text: string) => text : hider(submission);
  const lines = [
    tellInstitution
      ? '转办件（填写人允许让该机构知道）'
      : '转办件（隐去反映人）。经过仍可能让人猜到是谁，转出前请通读；照片请逐张查看后另附。',
    `收到：${chinaDay(new Date(receivedAt))}`,
    `类别：${rep.kindsShort[kind]}`,
    ...(category === null ? [] : [`问题类型：${rep.categories[category]}`]),
    `机构：${institutionText(submission.institution, codes)}`,
    ...(submission.institutionName === null ? [] : [`机构名称：${visibleLine(hide(submission.institutionName))}`]),
    ...(submission.board === null ? [] : [`公示栏：${board.differences[submission.board]}`]),
    ...(when === null ? [] : [`发生时间：${visibleLine(hide(when))}`]),
    `经过：\n${visibleBlock(hide(submission.text))}`,
    ...(tellInstitution
      ? [
          `姓名：${visibleLine(contact?.name ?? '') || '（未填）'}`,
          `电话：${visibleLine(contact?.phone ?? '') || '（未填）'}`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** People repeat their name and number in the text. */
function hider({ contact }: Submission): (text: string) => string {
  const own = [contact?.name, contact?.phone]
    .map((value) => value?.trim() ?? '')
    .filter((value) => [...value].length > 1)
    .sort((a, b) => b.length - a.length);
  return (text) => withoutPrivateNumbers(own.reduce((rest, value) => rest.replaceAll(value, HIDDEN), text));
}
