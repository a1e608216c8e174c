/** `submissions decide`. */
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { type Decided, type DecideFault, decideSubmission } from '../../desk/decide.ts';
import type { Finding } from '../../desk/decisions.ts';
import { atDesk } from '../../desk/desk.ts';
import { STATE_LABELS } from '../../desk/labels.ts';
import { KEEP_ANSWERS } from '../../desk/steps.ts';
import type { Io } from '../command.ts';
import { decideOrder } from './decide-order.ts';
import { deskKeys, FIND_FAULTS, misused } from './shared.ts';
import { USAGE } from './usage.ts';

export async function decide(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { dir, order, faults, passphraseFile } = await decideOrder(args, io);
  if (order === null || faults.length > 0) return misused(USAGE.decide, io, faults);
  const keys = async () => deskKeys(dir, passphraseFile, io);
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const decided = await atDesk(dir, io.env, (desk) => decideSubmission(desk, order, { keys, now: io.now(), random }));
  if (!decided.ok) {
    io.err(`${faultText(decided.fault)}\n`);
    return 1;
  }
  io.out(doneText(decided.value));
  return 0;
}

const FAULTS: Readonly<Record<Exclude<DecideFault['code'], keyof typeof FIND_FAULTS | 'not-allowed'>, string>> = {
  'answer-missing':
    '这一步要写给本人的话：不予受理写理由，转出写去处，答复写结果（--answer 或 --answer-file）。/ This step needs a text to the writer: --answer or --answer-file.',
  'answer-too-long': '答复不要超过5000字。/ An answer has at most 5,000 characters.',
  'by-not-plain': '请用 --by 写明经办人姓名，不要用符号开头。/ Name the handler with --by, not beginning with a sign.',
  'due-in-the-past': '期限不能早于今天。/ The term cannot end before today.',
  'outcome-too-early':
    '查实与否只能随答复（answered），或答复之后的办结（closed）填写。/ --outcome comes with answered, or with closed after it.',
  'outcome-of-no-complaint':
    '评价和机构提交的异议、修复、说明不作查实结论。/ Ratings and what institutions send are never substantiated.',
  'document-no-not-plain':
    '文号不能以 = + - @ 等符号开头，不能含控制字符、身份证号，不超过120字。/ A document number does not begin with = + - @, holds no control characters or identity numbers, and has at most 120 characters.',
  'on-wrong':
    '写了文号就要用 --on 写明决定日期，且不晚于今天。/ A document number needs --on, its day, not in the future.',
  'institution-unknown':
    '没有写明机构，或不是本局的机构编码。请用 --institution 写公示栏上的10位编码。/ No institution of this bureau: give the ten characters from its board with --institution.',
};

function faultText(fault: DecideFault): string {
  if (fault.code === 'not-allowed') {
    const may = fault.allowed.map((state) => `${STATE_LABELS[state]}（${state}）`).join('、') || '没有下一步 / nothing';
    return `这一件现在是“${STATE_LABELS[fault.from]}”（${fault.from}），不能走这一步；可以：${may}。可能有人刚办过，请先 list 看一下。/ It stands at ${fault.from}; somebody may have just decided. Look at the list first.`;
  }
  return isFindFault(fault.code) ? FIND_FAULTS[fault.code] : FAULTS[fault.code];
}

function isFindFault(code: string): code is keyof typeof FIND_FAULTS {
  return Object.hasOwn(FIND_FAULTS, code);
}

function doneText({ number, state, due, answer, finding, foundBefore }: Decided): string {
  const lines = [
    `${groupReceiptNumber(number)} → ${STATE_LABELS[state]}（${state}）${due === null ? '' : `，期限 due ${due}`}`,
    ...(due === null && state === 'accepted'
      ? ['没有期限：bureau.json没有写intakeTerms，也没有给--due。/ No term: neither intakeTerms nor --due.']
      : []),
    ...(answer === 'sealed'
      ? [`${KEEP_ANSWERS}。/ The answer is sealed to the writer: keep a copy of your own if you need one.`]
      : []),
    ...(answer === 'no-reply-key'
      ? [
          '⚠ 这一件没有可用的回复公钥，答复没有保存，本人查不到。/ It has no usable reply key: the answer was not stored and reaches nobody.',
        ]
      : []),
    ...(finding === null ? [] : [findingText(finding.outcome, finding.document_no)]),
    ...(finding === null || foundBefore === null ? [] : [earlyText(finding, foundBefore)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Grades rest on the calendar year before (ruling GEN-4): a slip in the year changes another year's grade. */
function earlyText({ state, on, outcome, document_no: documentNo }: Finding, received: string): string {
  const year = Number(on.slice(0, 4));
  const exported = outcome === 'substantiated' && documentNo !== '';
  // What is closed stays closed.
  const mend =
    state === 'answered'
      ? '请转回调查（investigating）后重新答复，写上正确的日期'
      : '这一件已办结，不能再改，请在导出的行贴进工作簿时更正日期';
  const effect = exported
    ? `按这一天，它是${year}年的证据，计入${year + 1}年度的等级。如写错，${mend}。`
    : '请核对是否写错。';
  const said = exported ? ` As it stands it is evidence of ${year}, for the grade of ${year + 1}.` : '';
  return `⚠ 决定日期${on}早于收到日期${received}。${effect}/ The finding's day ${on} is before the day of receipt ${received}: check it.${said}`;
}

function findingText(outcome: string, documentNo: string): string {
  if (outcome === 'unsubstantiated')
    return '已记录：未查实，不进入工作簿。/ Recorded as unsubstantiated; it is never exported.';
  return documentNo === ''
    ? '已记录：查实，但没有文号，不会导出。/ Recorded as substantiated, without a document number: not exported.'
    : '已记录：查实。用 submissions export 导出到工作簿。/ Recorded as substantiated: see submissions export.';
}
