// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { groupReceiptNumber } from '../../../../src/core/complaint/receipt.ts';
import { replyKeyPair } from '../../../../src/core/complaint/secret.ts';
import {
  NEXT_STATES,
  STATES,
  type StatusReport,
  type SubmissionState,
  sealAnswer,
} from '../../../../src/core/complaint/status.ts';
import { toBase64Url } from '../../../../src/core/domain/bytes.ts';
import { seededRandom } from '../../../support/complaint.ts';
import { delivered, FakeOutbox, idOf, item, NUMBER, SECRET } from './fake.ts';
import { spokenText } from './spoken.ts';
import { open } from './support.tsx';

let replyKey: string;
beforeAll(async () => {
  replyKey = toBase64Url((await replyKeyPair(SECRET)).public);
});
afterEach(cleanup);

type Step = readonly [state: SubmissionState, day: number, answer: string | null];

/** What the desk sealed to the writer, oldest first. */
async function reportOf(steps: readonly Step[], due: string | null = null, sealedFor = idOf(1)): Promise<StatusReport> {
  const random = seededRandom('answers');
  const history = await Promise.all(
    steps.map(async ([state, day, answer]) => ({
      state,
      at: `2026-01-${String(day).padStart(2, '0')}T02:00:00.000Z`,
      answer: answer === null ? null : await sealAnswer(answer, { id: sealedFor, replyKey }, random),
    })),
  );
  const last = history[history.length - 1];
  return { id: idOf(1), number: NUMBER, state: last?.state ?? 'received', at: last?.at ?? '', due, history };
}

/** Answers are opened by real cryptography. */
const settled = async () => {
  await act(async () => {});
  await waitFor(() => expect(document.body.textContent).not.toMatch(/正在查询|正在打开/));
};
const outcome = () => document.querySelector('.mine-outcome')?.textContent;

async function ask(answer: FakeOutbox['answer']): Promise<FakeOutbox> {
  const outbox = new FakeOutbox({ items: [item(1, delivered(idOf(1), true))] });
  outbox.answer = answer;
  open(outbox);
  fireEvent.click(screen.getByRole('button', { name: /^查到哪一步了，举报/ }));
  await settled();
  return outbox;
}

async function type(number: string, secret: string, answer: FakeOutbox['answer'] = 'not-found'): Promise<FakeOutbox> {
  const outbox = new FakeOutbox();
  outbox.answer = answer;
  open(outbox);
  fireEvent.change(screen.getByLabelText('回执编号'), { target: { value: number } });
  fireEvent.change(screen.getByLabelText('查询码'), { target: { value: secret } });
  fireEvent.click(screen.getByRole('button', { name: '查询' }));
  await settled();
  return outbox;
}

/** Each state reached by a way that the desk may go, with an answer where one is usual. */
const WAYS: Readonly<Record<SubmissionState, readonly Step[]>> = {
  received: [['received', 1, null]],
  accepted: [
    ['received', 1, null],
    ['accepted', 3, null],
  ],
  refused: [
    ['received', 1, null],
    ['refused', 3, '属于医疗费用争议'],
  ],
  moved: [
    ['received', 1, null],
    ['moved', 3, '示例县医疗保障局'],
  ],
  investigating: [
    ['received', 1, null],
    ['accepted', 3, '已受理您的举报。'],
    ['investigating', 5, null],
  ],
  answered: [
    ['received', 1, null],
    ['accepted', 3, null],
    ['answered', 9, '经查属实，已责令改正。\n感谢您的监督。'],
  ],
  closed: [
    ['received', 1, null],
    ['accepted', 3, null],
    ['answered', 9, '经查不属实。'],
    ['closed', 12, null],
  ],
};

describe('where a delivered item stands', () => {
  it.each(STATES)('%s', async (state) => {
    const due = state === 'accepted' || state === 'investigating' ? '2026-03-04' : null;
    const outbox = await ask(await reportOf(WAYS[state], due));
    expect(outbox.asked).toEqual([`status ${NUMBER} ${SECRET}`]);
    const report = document.querySelector('.mine-report');
    if (report === null) throw new Error('nothing found');
    await expect(spokenText(report)).toMatchFileSnapshot(`accessible/status-${state}.txt`);
    expect(report.parentElement?.getAttribute('role')).toBe('status');
  });

  it('shows the newest answer of a closed case open, and older ones behind folds', async () => {
    await ask(
      await reportOf([
        ['received', 1, null],
        ['accepted', 3, '三日内到现场核查。'],
        ['answered', 9, '经查属实。'],
        ['closed', 12, null],
      ]),
    );
    expect(screen.getByText('经查属实。').closest('details')).toBeNull();
    const [steps] = document.getElementsByClassName('mine-steps');
    expect(steps?.contains(screen.getByText('经查属实。'))).toBe(false);
    expect(screen.getByText('三日内到现场核查。').closest('details')?.textContent).toContain('办理说明，点击查看');
    expect(document.querySelectorAll('details.mine-answer')).toHaveLength(1);
  });

  it('says 起 of what goes on, not of what happened once', async () => {
    await ask(await reportOf([...WAYS.investigating, ['answered', 9, null], ['closed', 12, null]]));
    expect(outcome()?.match(/1月\d+日10:00起?/g)).toEqual([
      '1月12日10:00',
      '1月1日10:00',
      '1月3日10:00',
      '1月5日10:00起',
      '1月9日10:00',
    ]);
  });

  it('is reached only by steps that the desk may take', () => {
    for (const steps of Object.values(WAYS)) {
      steps.slice(1).forEach(([state], i) => {
        expect(NEXT_STATES[steps[i]?.[0] ?? 'closed']).toContain(state);
      });
    }
  });

  it('says that a term has passed, and whom to call', async () => {
    await ask(await reportOf(WAYS.investigating, '2026-01-14'));
    expect(outcome()).toContain('原定2026年1月14日前答复，已过期限，请拨打0000-7654321询问。');
  });

  it('says nothing of a term once it is answered', async () => {
    await ask(await reportOf(WAYS.answered, '2026-01-14'));
    expect(outcome()).not.toContain('期限');
  });

  it('says that an answer sealed for another submission cannot be opened, and shows nothing of it', async () => {
    await ask(await reportOf(WAYS.answered, null, idOf(2)));
    expect(outcome()).toContain('答复打不开');
    expect(outcome()).not.toContain('经查');
  });

  it.each([
    ['offline', '没有网络，联网后再查。'],
    ['busy', '查询的人较多，请稍后再试。'],
    ['not-found', '暂时没有查到这一件，请拨打0000-7654321，说明回执编号。'],
  ] as const)('%s: says so and can be asked again', async (answer, sentence) => {
    const outbox = await ask(answer);
    expect(outcome()).toBe(sentence);
    outbox.answer = await reportOf(WAYS.received);
    fireEvent.click(screen.getByRole('button', { name: /^再查一次，举报/ }));
    await settled();
    expect(outcome()).toContain('已收到');
  });
});

describe('looking up by number and code', () => {
  const SHOWN = groupReceiptNumber(NUMBER);
  const LENGTH = '回执编号应为12位字母和数字，请对照回执再输一次。';

  it('takes them as people type them, and opens the answer with the code alone', async () => {
    const outbox = await type(` ${SHOWN.toLowerCase()} `, '7k3m 9pq2-xd4t h8wn', await reportOf(WAYS.answered));
    expect(outbox.asked).toEqual([`status ${NUMBER} ${SECRET}`]);
    expect(outcome()).toContain('经查属实');
  });

  it('does not say which of the two was wrong when nothing was found', async () => {
    await type(SHOWN, '0000 0000 0000 0000');
    expect(outcome()).toBe(
      '没有查到。回执编号和查询码要都对才能查到，请对照回执再输一次。仍查不到，请拨打0000-7654321。',
    );
    expect(document.querySelector('[aria-invalid=true]')).toBeNull();
  });

  it.each([
    ['a number with a wrong check character', `${SHOWN.slice(0, -1)}X`, SECRET, '回执编号', '编号有误，请核对。'],
    ['a number with a sign too many', `${SHOWN}X`, SECRET, '回执编号', LENGTH],
    ['twelve signs that are not all letters and digits', `${SHOWN.slice(0, -1)}#`, SECRET, '回执编号', LENGTH],
    ['no number', '', SECRET, '回执编号', LENGTH],
    ['a code that is too short', NUMBER, '7K3M 9PQ2', '查询码', '查询码应为16位字母和数字，请对照回执再输一次。'],
  ])('asks nobody for %s: it marks the field, says what is wrong, and goes there', async (_, number, secret, field, fault) => {
    const outbox = await type(number, secret);
    expect(outbox.asked).toEqual([]);
    const input = screen.getByLabelText(field);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(input);
    const hint = document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(hint).toBe(fault);
  });

  it('takes an answer away as soon as another number is typed', async () => {
    await type(SHOWN, SECRET, await reportOf(WAYS.received));
    expect(outcome()).toContain('已收到');
    fireEvent.change(screen.getByLabelText('回执编号'), { target: { value: '7' } });
    expect(outcome()).toBe('');
  });
});
