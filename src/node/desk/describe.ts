/** A whole submission as a clerk reads it. Everything that the writer typed is made safe for a terminal. */
import { groupReceiptNumber } from '../../core/complaint/receipt.ts';
import type { Submission, SubmissionKind } from '../../core/complaint/submission.ts';
import type { IntakeTerms } from '../../core/domain/bureau.ts';
import { groupCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { visibleLine } from '../../core/domain/visible.ts';
import { reportWords } from '../../core/words/report.ts';
import type { SubmissionRow } from '../intake/store/store.ts';
import type { CodeTable } from '../publish/codes.ts';
import { dueOf } from './due.ts';
import { chinaTime, STATE_LABELS } from './labels.ts';
import type { ObjectionCheck } from './objection.ts';
import { visibleBlock } from './visible.ts';

const { rep, board, rate } = reportWords.zh;
/** The other kinds are written by the institution itself: it knows who wrote. */
const FROM_PATIENTS: readonly SubmissionKind[] = ['tip', 'own', 'board', 'rating'];
const HIDE = '不可以——转办、调查时不得透露';

export interface Described {
  readonly row: SubmissionRow;
  readonly submission: Submission;
  readonly codes: CodeTable;
  /** Null when no code was given, or when the secret to check it with is not here. */
  readonly objection: ObjectionCheck | null;
  readonly terms: IntakeTerms | null;
}

type Line = readonly [label: string, value: string];

export function describeSubmission(about: Described): string {
  const { submission } = about;
  const lines = [
    ...head(about),
    ...subject(about),
    ['经过', `\n${visibleBlock(submission.text)}`],
    ...writer(about),
  ] as const;
  return `${lines.map(([label, value]) => `${label}：${value}`).join('\n')}\n`;
}

function head({ row, submission, terms }: Described): readonly Line[] {
  const due = dueOf(row, terms, submission.kind);
  return [
    ['回执编号', groupReceiptNumber(row.number)],
    ['收到', `${chinaTime(row.receivedAt)}（北京时间）`],
    ['状态', `${STATE_LABELS[row.state]}${due === null ? '' : `，期限${due}`}`],
    ['类别', rep.kindsShort[submission.kind]],
  ];
}

function subject({ submission, codes, objection }: Described): readonly Line[] {
  const { category, when, institution, institutionName, rating } = submission;
  return [
    ...optional('问题类型', category === null ? null : rep.categories[category]),
    ['机构', institutionText(institution, codes)],
    ...optional('填写人看到的机构名称', institutionName === null ? null : visibleLine(institutionName)),
    ...optional('公示栏', submission.board === null ? null : board.differences[submission.board]),
    ...optional('评价', rating === null ? null : rate.scale[rating]),
    ...optional(
      '通知书编码',
      submission.objectionCode === null ? null : objectionText(submission.objectionCode, objection),
    ),
    ...optional('发生时间', when === null ? null : visibleLine(when)),
  ];
}

function writer({ submission }: Described): readonly Line[] {
  const { contact, tellInstitution, healthConsent, guardian, corrects, photos, writtenAt, notice } = submission;
  const byPatients = FROM_PATIENTS.includes(submission.kind);
  return [
    ['姓名', visibleLine(contact?.name ?? '') || '（未填）'],
    ['电话', visibleLine(contact?.phone ?? '') || '（未填）'],
    ...optional('可以让该机构知道是谁反映的吗', byPatients ? (tellInstitution ? '可以' : HIDE) : null),
    ['单独同意使用健康信息', healthConsent === null ? '未涉及' : healthConsent ? '同意' : '不同意'],
    ...optional('监护人代不满14周岁的孩子填写', byPatients ? (guardian ? '是' : '否') : null),
    ...optional('更正的是另一件（提交标识）', corrects === null ? null : visibleLine(corrects)),
    ['照片', photos.length === 0 ? '无' : `${photos.length}张`],
    ['填写时间（手机时钟）', chinaTime(writtenAt)],
    ['告知书版本', visibleLine(notice)],
  ];
}

function optional(label: string, value: string | null): readonly Line[] {
  return value === null ? [] : [[label, value]];
}

/** The name that the writer saw may be anybody's: the code decides. */
export function institutionText(typed: string | null, codes: CodeTable): string {
  if (typed === null) return '（未写明）';
  const code = parseInstitutionCode(typed);
  if (code === null) return `${visibleLine(typed)}（编码有误）`;
  const id = [...codes].find(([, known]) => known === code)?.[0];
  return `${groupCode(code)}（${id === undefined ? '不是本局的机构编码' : `机构编号${visibleLine(id)}`}）`;
}

function objectionText(typed: string, check: ObjectionCheck | null): string {
  const shown = visibleLine(typed);
  if (check === null) return `${shown}（无法核对：keys/salt.hex不在这里）`;
  if (check.kind === 'wrong') return `${shown}（不对：不是任何机构的编码，不能认定是机构提交的）`;
  const whose = `机构编号${visibleLine(check.institutionId)}，${check.year}年度通知书`;
  return check.kind === 'right' ? `${shown}（正确：${whose}）` : `${shown}（注意：是另一家的，${whose}）`;
}
