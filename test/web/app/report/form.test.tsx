// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KINDS, type Submission, type SubmissionKind } from '../../../../src/core/complaint/submission.ts';
import { groupCode } from '../../../../src/core/domain/institution-code.ts';
import { createSync, type Sync } from '../../../../src/web/app/data/controller.ts';
import { NOTICE_VERSION } from '../../../../src/web/app/report/form.ts';
import { stepsOf } from '../../../../src/web/app/report/steps.ts';
import { draftKey } from '../../../../src/web/app/report/use-written.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { record } from '../../../support/records.ts';
import { configFor, DAY, Origin, publish } from '../support.ts';
import { FakeOutbox, RECIPIENTS } from './fake-outbox.ts';
import { CODE, ReportApp, STATIC_PAGE } from './mount.tsx';

let outbox: FakeOutbox;
const realFetch = globalThis.fetch;

beforeEach(() => {
  outbox = new FakeOutbox();
  globalThis.fetch = async () => new Response(STATIC_PAGE);
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  window.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  globalThis.fetch = realFetch;
});

async function open(path: string, sync?: Sync): Promise<void> {
  render(
    <MemoryRouter initialEntries={[path]}>
      <ReportApp outbox={outbox} {...(sync && { sync })} />
    </MemoryRouter>,
  );
  await screen.findByRole('heading', { level: 1 });
}

/** With verified data of a bureau that takes nothing online. */
async function syncedApp(started = true): Promise<Sync> {
  const { files } = publish({ records: [record({ code: CODE, name: '资料里的名称' })] });
  const origin = new Origin(files);
  const config = await configFor(files);
  const store = async () => memoryStore();
  const sync = createSync({ config, store, now: () => DAY, origin: origin.fetcher, exclusively: (work) => work() });
  if (started) await sync.start();
  return sync;
}
const where = () => document.querySelector('[data-where]')?.getAttribute('data-where') ?? '';
const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const body = () => document.body.textContent ?? '';
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (label: string | RegExp) => fireEvent.click(screen.getByLabelText(label));
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const next = () => press('下一步');

/** To the step with this question, by 下一步 alone. */
function goOnTo(question: string): void {
  for (let tries = 0; heading() !== question && tries < 12; tries++) next();
  expect(heading()).toBe(question);
}
const CONSENT = '还有几项，由您决定';
const REVIEW = '请核对，没有问题就提交';

const ANSWERS: Readonly<Record<SubmissionKind, () => void>> = {
  tip: () => {
    choose('诊疗、用药有问题');
    next();
    type('经过', '11月3日开了过期的药');
  },
  own: () => {
    ANSWERS.tip();
    goOnTo(CONSENT);
    choose(/^我同意示例县卫生健康局/);
  },
  rating: () => choose('不满意'),
  board: () => choose('等级不一样'),
  objection: () => {
    type('编码', 'abcde 1234o');
    next();
    type('内容', '扣分与事实不符');
  },
  repair: () => ANSWERS.objection(),
  statement: () => ANSWERS.objection(),
};

describe.each(KINDS)('a %s', (kind) => {
  it('is asked step by step, shown whole, and handed over once with what was answered', async () => {
    await open(`/report/${CODE}?kind=${kind}`);
    ANSWERS[kind]();
    goOnTo(REVIEW);
    press('提交');
    await waitFor(() => expect(where()).toBe('/mine#11111111-1111-4111-8111-111111111111'));
    expect(outbox.sent).toHaveLength(1);
    const written = outbox.sent[0]?.written;
    expect(written).toMatchObject({
      kind,
      institution: CODE,
      institutionName: '青石镇和安口腔门诊部',
      notice: NOTICE_VERSION,
      lang: 'zh',
      tellInstitution: false,
      contact: null,
      category: kind === 'tip' || kind === 'own' ? 'treatment' : null,
      healthConsent: kind === 'own' ? true : kind === 'tip' ? false : null,
      rating: kind === 'rating' ? 'dissatisfied' : null,
      board: kind === 'board' ? 'grade' : null,
      objectionCode: ['objection', 'repair', 'statement'].includes(kind) ? 'ABCDE12340' : null,
      corrects: null,
    });
    expect(outbox.sent[0]?.keepCopy).toBe(true);
    expect([...outbox.drafts.keys()]).toEqual([]);
  });
});

describe('the first question', () => {
  it('stands below the emergency numbers and the institution to check, and leads to the kind and back', async () => {
    await open(`/report/${CODE.toLowerCase()}`);
    expect(heading()).toBe('您想反映什么？');
    await waitFor(() => expect(body()).toContain('青石镇中街12号'));
    const text = body();
    expect(text.indexOf('120')).toBeLessThan(text.indexOf('青石镇和安口腔门诊部'));
    expect(text).toContain('不用在机构里填');
    expect(text).toContain(groupCode(CODE));
    choose(/^举报违法行为/);
    next();
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    expect(where()).toContain('kind=tip');
    press('上一步');
    await waitFor(() => expect(heading()).toBe('您想反映什么？'));
  });

  it('takes what was written along when another kind is chosen, and keeps it once', async () => {
    await open(`/report/${CODE}`);
    choose(/^举报违法行为/);
    next();
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    choose('其他');
    press('上一步');
    await waitFor(() => expect(heading()).toBe('您想反映什么？'));
    choose(/^投诉我自己/);
    next();
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    expect(screen.getByLabelText<HTMLInputElement>('其他').checked).toBe(true);
    await waitFor(() => expect([...outbox.drafts.keys()]).toEqual([key('own')]));
  });

  it('takes along only what this window wrote: what another one wrote there since stays', async () => {
    await open(`/report/${CODE}`);
    choose(/^举报违法行为/);
    next();
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    choose('其他');
    await waitFor(() => expect(outbox.drafts.size).toBe(1));
    const theirs = { value: { text: '另一个窗口写的' }, photos: [], savedAt: '2026-11-02T00:00:01Z' };
    outbox.drafts.set(key('tip'), theirs);
    press('上一步');
    await waitFor(() => expect(heading()).toBe('您想反映什么？'));
    choose(/^投诉我自己/);
    next();
    await waitFor(() => expect(outbox.drafts.get(key('own'))?.value).toMatchObject({ category: 'other' }));
    await waitFor(() => expect(outbox.dropped).toEqual([key('tip')]));
    expect(outbox.drafts.get(key('tip'))).toBe(theirs);
  });

  it('takes the name from verified data where they are, and asks no page for it', async () => {
    const asked: unknown[] = [];
    globalThis.fetch = async (address) => {
      asked.push(address);
      return new Response(STATIC_PAGE);
    };
    outbox.reception = RECIPIENTS;
    await open(`/report/${CODE}`, await syncedApp());
    await waitFor(() => expect(body()).toContain('资料里的名称'));
    expect(asked).toEqual([]);
  });

  it('shows the code alone where neither data nor page are there', async () => {
    globalThis.fetch = async () => Promise.reject(new TypeError('offline'));
    await open(`/report/${CODE}`);
    await waitFor(() => expect(body()).toContain('本机没有这家机构的资料'));
    expect(body()).toContain(groupCode(CODE));
  });

  it('asks which institution it is where the address names none, and takes a place without a code for a tip', async () => {
    await open('/report?kind=tip');
    expect(heading()).toBe('是哪一家机构？');
    next();
    expect(screen.getByRole('alert').textContent).toContain('请写机构名称或地点');
    type('名称或地点', '白水镇集市口的牙科摊');
    next();
    ANSWERS.tip();
    goOnTo(REVIEW);
    press('提交');
    await waitFor(() => expect(outbox.sent).toHaveLength(1));
    expect(outbox.sent[0]?.written).toMatchObject({ institution: null, institutionName: '白水镇集市口的牙科摊' });
  });

  it('wants a right code for what is about a grade or a board', async () => {
    await open('/report?kind=board');
    type('机构编码', '1234567890');
    next();
    expect(screen.getByRole('alert').textContent).toContain('机构编码应为10位');
    type('机构编码', groupCode(CODE).toLowerCase());
    next();
    expect(heading()).toBe('哪里不一致？');
  });
});

const key = (kind: SubmissionKind) => draftKey({ code: CODE, kind, corrects: null });

describe('“可以让该机构知道是您反映的吗？”', () => {
  it('is answered no before anybody chose, and stays so through a draft', async () => {
    await open(`/report/${CODE}?kind=tip`);
    ANSWERS.tip();
    goOnTo('可以让该机构知道是您反映的吗？');
    expect(screen.getByLabelText<HTMLInputElement>('不可以').checked).toBe(true);
    expect(body()).toContain('因反映问题受到刁难、报复，请马上告诉我们：0000-7654321');
    await waitFor(() => expect(outbox.drafts.get(key('tip'))?.value).toMatchObject({ tell: false }));
    cleanup();
    await open(`/report/${CODE}?kind=tip&step=tell`);
    expect(screen.getByLabelText<HTMLInputElement>('不可以').checked).toBe(true);
    goOnTo(REVIEW);
    press('提交');
    await waitFor(() => expect(outbox.sent[0]?.written.tellInstitution).toBe(false));
  });

  it('is no when a draft holds anything but a plain yes', async () => {
    const value = { text: '经过', category: 'other', tell: 'true' };
    outbox.drafts.set(key('tip'), { value, photos: [], savedAt: '' });
    await open(`/report/${CODE}?kind=tip&step=tell`);
    expect(screen.getByLabelText<HTMLInputElement>('不可以').checked).toBe(true);
  });

  it('is yes only for kinds that ask it', async () => {
    outbox.drafts.set(key('board'), { value: { board: 'name', tell: true }, photos: [], savedAt: '' });
    await open(`/report/${CODE}?kind=board&step=review`);
    press('提交');
    await waitFor(() => expect(outbox.sent[0]?.written.tellInstitution).toBe(false));
  });
});

describe('consent to use health data', () => {
  it('is a box of its own, unticked, needed for a complaint about care', async () => {
    await open(`/report/${CODE}?kind=own`);
    ANSWERS.tip();
    goOnTo('提交前请看一下');
    expect(body()).toContain(NOTICE_VERSION);
    next();
    const box = screen.getByLabelText<HTMLInputElement>(/^我同意示例县卫生健康局/);
    expect(box.checked).toBe(false);
    next();
    expect(heading()).toBe(CONSENT);
    expect(screen.getByRole('alert').textContent).toContain('还有1处需要补充');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(box);
    next();
    expect(heading()).toBe(REVIEW);
  });

  it('is not needed for a tip, and said so', async () => {
    await open(`/report/${CODE}?kind=tip`);
    ANSWERS.tip();
    goOnTo(CONSENT);
    expect(body()).toContain('不勾选也可以提交');
    next();
    expect(heading()).toBe(REVIEW);
  });
});

describe('what is missing', () => {
  it('is listed with links to the fields, takes the focus, and is tied to each field', async () => {
    await open(`/report/${CODE}?kind=tip&step=what`);
    type('什么时候（可不填）', '很久以前'.repeat(30));
    next();
    const summary = screen.getByRole('alert');
    expect(document.activeElement).toBe(summary);
    expect(summary.textContent).toContain('还有2处需要补充');
    const field = screen.getByLabelText('经过');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent)).toContain('请写发生了什么');
    fireEvent.click(screen.getByRole('link', { name: '请写发生了什么' }));
    expect(document.activeElement).toBe(field);
  });

  it('is found again before anything is submitted, and leads back to its step and to the review', async () => {
    await open(`/report/${CODE}?kind=tip&step=review`);
    press('提交');
    expect(outbox.sent).toEqual([]);
    fireEvent.click(screen.getByRole('link', { name: '请选择是哪一类问题' }));
    expect(heading()).toBe('是哪一类问题？');
    choose('其他');
    press('改好了，回去核对');
    await waitFor(() => expect(heading()).toBe(REVIEW));
    expect(body()).toContain('其他');
  });

  it('counts near the limit, and a text beyond it goes no further', async () => {
    await open(`/report/${CODE}?kind=tip&step=what`);
    type('经过', '字'.repeat(4400));
    expect(body()).not.toContain('还可以写');
    type('经过', '字'.repeat(4990));
    expect(body()).toContain('还可以写10字');
    type('经过', '字'.repeat(5001));
    expect(body()).toContain('超出1字');
    next();
    expect(screen.getByRole('alert').textContent).toContain('内容太长');
    cleanup();
    await open(`/report/${CODE}?kind=statement&step=what`);
    type('内容', '字'.repeat(201));
    next();
    expect(screen.getByRole('alert').textContent).toContain('内容太长');
  });

  it('is not a telephone, but what was typed as one is no number: neither words nor an identity number', async () => {
    await open(`/report/${CODE}?kind=tip&step=contact`);
    for (const wrong of ['没有', '11010519491231002X1']) {
      type('电话（可不填）', wrong);
      next();
      expect(heading()).toBe('姓名和电话（可不填）');
    }
    type('电话（可不填）', '138 0000 0000');
    next();
    expect(heading()).toBe('可以让该机构知道是您反映的吗？');
  });

  it.each(['12345', 'ABCDE123456', 'ABCDE1234#', ''])('refuses %j as the code of a letter', async (typed) => {
    await open(`/report/${CODE}?kind=objection`);
    expect(body()).toContain('以示例县卫生健康局收到时间为准');
    type('编码', typed);
    next();
    expect(screen.getByRole('alert').textContent).toContain('编码应为10位');
  });
});

describe('submitting', () => {
  it('a double tap submits once', async () => {
    let end: () => void = () => undefined;
    outbox.until = new Promise((done) => {
      end = done;
    });
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    goOnTo(REVIEW);
    const button = screen.getByRole('button', { name: '提交' });
    fireEvent.click(button);
    fireEvent.click(button);
    await screen.findByText('正在加密，请稍候……');
    fireEvent.click(button);
    await act(async () => end());
    await waitFor(() => expect(where()).toContain('/mine#'));
    expect(outbox.sent).toHaveLength(1);
  });

  it.each([
    ['full', '手机空间不够'],
    ['no-keys', '还没有连上服务器'],
    ['no-crypto', '这个浏览器不能加密'],
    ['failed', '没有提交成功'],
    ['closed', '已停止网上反映'],
  ] as const)('that fails (%s) says what to do, keeps everything, and can be tried again', async (why, said) => {
    outbox.outcome = { ok: false, why };
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    goOnTo(REVIEW);
    press('提交');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(said));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('alert')));
    expect(outbox.drafts.get(key('board'))?.value).toMatchObject({ board: 'grade' });
    outbox.outcome = { ok: true, id: '22222222-2222-4222-8222-222222222222' };
    press('提交');
    await waitFor(() => expect(where()).toBe('/mine#22222222-2222-4222-8222-222222222222'));
    expect(outbox.sent).toHaveLength(2);
  });

  it('without a copy, when the writer wants none on this phone', async () => {
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    goOnTo('提交前请看一下');
    choose('不在本机留底');
    next();
    press('提交');
    await waitFor(() => expect(outbox.sent[0]?.keepCopy).toBe(false));
  });
});

describe('a draft', () => {
  it('is there again after the app was loaded anew, on the same step, and says that nothing was submitted', async () => {
    await open(`/report/${CODE}?kind=tip`);
    ANSWERS.tip();
    await waitFor(() => expect(body()).toContain('已自动保存，尚未提交'));
    const address = where();
    expect(address).toContain('step=what');
    cleanup();
    await open(address);
    expect(screen.getByLabelText<HTMLTextAreaElement>('经过').value).toBe('11月3日开了过期的药');
    cleanup();
    await open(`/report/${CODE}`);
    await waitFor(() => expect(screen.getByLabelText(/^举报违法行为.*已自动保存/)).toBeTruthy());
  });

  it('is kept at once when the page is hidden or left', async () => {
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    fireEvent(window, new Event('pagehide'));
    await act(async () => undefined);
    expect(outbox.drafts.get(key('board'))?.value).toMatchObject({ board: 'grade' });
  });

  it('can be deleted, after a question', async () => {
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    await waitFor(() => expect(outbox.drafts.size).toBe(1));
    press('删除草稿');
    expect(outbox.drafts.size).toBe(1);
    press('确定删除');
    await waitFor(() => expect(outbox.drafts.size).toBe(0));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('等级不一样').checked).toBe(false));
  });

  it.each([
    ['full', '手机空间不够，没有存下'],
    ['failed', '没有存下'],
  ] as const)('that cannot be kept (%s) is said', async (saving, said) => {
    outbox.saving = saving;
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    await waitFor(() => expect(body()).toContain(said));
    expect(body()).not.toContain('已自动保存');
  });

  it('is not promised by a browser that keeps nothing', async () => {
    outbox.storage = 'memory';
    await open(`/report/${CODE}?kind=board`);
    ANSWERS.board();
    await waitFor(() => expect(body()).toContain('这个浏览器不保存内容'));
    expect(body()).not.toContain('已自动保存');
  });

  it('that nobody can read is an empty form, not a fault', async () => {
    outbox.drafts.set(key('board'), { value: 'garbage', photos: [], savedAt: '' });
    await open(`/report/${CODE}?kind=board`);
    expect(heading()).toBe('哪里不一致？');
  });
});

const STUCK: Submission = {
  v: 1,
  id: '33333333-3333-4333-8333-333333333333',
  bureau: 'example',
  kind: 'own',
  institution: CODE,
  institutionName: '青石镇和安口腔门诊部',
  writtenAt: '2026-11-01T00:00:00Z',
  lang: 'zh',
  notice: '2026-11',
  category: 'records',
  text: '病历写错了',
  when: '昨天',
  contact: { name: null, phone: '13800000000' },
  tellInstitution: false,
  healthConsent: true,
  guardian: false,
  board: null,
  rating: null,
  objectionCode: null,
  corrects: null,
  replyKey: '',
  photos: [],
};

describe('a correction of what could not be delivered', () => {
  it('starts from what was written and names it; consent is asked anew', async () => {
    outbox.copies.set(STUCK.id, { submission: STUCK, photos: [Uint8Array.of(1, 2, 3)] });
    await open(`/report/${CODE}?corrects=${STUCK.id}`);
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    expect(where()).toContain('kind=own');
    expect(screen.getByLabelText<HTMLInputElement>('病历、处方、票据').checked).toBe(true);
    goOnTo(CONSENT);
    choose(/^我同意/);
    goOnTo(REVIEW);
    expect(body()).toContain('病历写错了');
    press('提交');
    await waitFor(() => expect(outbox.sent).toHaveLength(1));
    expect(outbox.sent[0]?.written).toMatchObject({ corrects: STUCK.id, text: '病历写错了' });
    expect(outbox.sent[0]?.photos).toEqual([Uint8Array.of(1, 2, 3)]);
  });

  it('without a copy on this phone says so and starts empty', async () => {
    await open(`/report/${CODE}?kind=tip&corrects=${STUCK.id}`);
    expect(body()).toContain('本机没有留底，请重新填写');
  });
});

describe('where nothing can be submitted', () => {
  it('a bureau that takes nothing online: telephone, hours, hotline and place, and no form', async () => {
    outbox.reception = 'closed';
    await open(`/report/${CODE}?kind=tip`, await syncedApp());
    expect(heading()).toBe('请打电话反映');
    expect(document.querySelector('form')).toBeNull();
    const text = document.querySelector('.app-main')?.textContent ?? '';
    for (const said of ['120', '0000-7654321', '周一至周五8:00—17:30', '也可以拨打12345', '示例县卫生计生监督所'])
      expect(text).toContain(said);
  });

  it('fetches the data for telephone and hours where nobody did before', async () => {
    outbox.reception = 'closed';
    await open(`/report/${CODE}`, await syncedApp(false));
    await waitFor(() => expect(body()).toContain('周一至周五8:00—17:30'));
  });

  it('signed data that say so close the form too, before the outbox can tell', async () => {
    outbox.reception = 'unknown';
    await open(`/report/${CODE}?kind=tip`, await syncedApp());
    expect(heading()).toBe('请打电话反映');
  });

  it('no keys yet: the form opens, keeps a draft, and says that submitting needs a connection', async () => {
    outbox.reception = 'unknown';
    outbox.outcome = { ok: false, why: 'no-keys' };
    await open(`/report/${CODE}?kind=board`);
    expect(body()).toContain('有网络后才能提交');
    await waitFor(() => expect(body()).toContain('急事请直接拨打00007654321'));
    ANSWERS.board();
    await waitFor(() => expect(body()).toContain('已自动保存，尚未提交'));
    goOnTo(REVIEW);
    press('提交');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('内容还在本页'));
  });

  it('a connection that comes back opens it without another tap', async () => {
    outbox.reception = 'unknown';
    await open(`/report/${CODE}?kind=rating`);
    expect(body()).toContain('暂时不能评价');
    outbox.reception = RECIPIENTS;
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(heading()).toBe('您对这家机构满意吗？'));
  });

  it('a browser without cryptography: the telephone, and nothing to write into', async () => {
    const subtle = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'subtle');
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      await open(`/report/${CODE}?kind=tip`);
      expect(body()).toContain('这个浏览器不能加密');
      expect(document.querySelector('form')).toBeNull();
      expect(document.querySelector('a[href^="tel:"]')).not.toBeNull();
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
      expect(subtle === undefined || crypto.subtle !== undefined).toBe(true);
    }
  });

  it('WeChat on an iPhone: the telephone first, and that nothing is sent after closing', async () => {
    const agent = Object.getOwnPropertyDescriptor(navigator, 'userAgent');
    Object.defineProperty(navigator, 'userAgent', {
      value: 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) MicroMessenger/8.0.30',
      configurable: true,
    });
    try {
      await open(`/report/${CODE}?kind=board`);
      expect(body()).toContain('关闭本页后不会继续发送');
      const [call] = document.querySelectorAll('.app-main a[href^="tel:"]');
      expect(call?.compareDocumentPosition(screen.getByRole('heading', { level: 1 }))).toBe(4);
    } finally {
      Reflect.deleteProperty(navigator, 'userAgent');
      if (agent) Object.defineProperty(navigator, 'userAgent', agent);
    }
  });
});

describe('a rating', () => {
  it('shows the last half-year in words where enough people answered', async () => {
    outbox.reception = {
      ...RECIPIENTS,
      ratings: {
        v: 1,
        bureau: 'example',
        half: '2026-1',
        institutions: { [CODE]: { count: 120, shares: [40, 30, 20, 5, 5] } },
      },
    };
    await open(`/report/${CODE}?kind=rating`);
    expect(body()).toContain('2026年上半年，约120人评价');
    expect(body()).toContain('满意约30%');
    expect(body()).toContain('与信用等级无关');
  });

  it('shows no result of few, and is not offered where the policy asks for none', async () => {
    await open(`/report/${CODE}?kind=rating`);
    expect(body()).toContain('评价人数较少');
    cleanup();
    outbox.reception = { ...RECIPIENTS, rateable: false };
    await open(`/report/${CODE}`);
    expect(body()).not.toContain('评价这家机构');
    cleanup();
    await open(`/report/${CODE}?kind=rating`);
    expect(body()).toContain('本地没有开通评价');
  });
});

describe('every step of every kind', () => {
  it.each(
    KINDS.flatMap((kind) => ['zh', 'en'].map((lang) => [kind, lang] as const)),
  )('%s in %s has one heading, labels on every field, and no word of the other language', async (kind, lang) => {
    for (const step of stepsOf(kind, true)) {
      await open(`/report/${CODE}?kind=${kind}&step=${step}&lang=${lang}`);
      expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
      const fields = [...document.querySelectorAll<HTMLInputElement>('.rep-form :is(input, textarea)')];
      for (const field of fields) expect(field.labels?.length, `${step} ${field.id}`).toBe(1);
      const said = document.querySelector('.rep-form')?.textContent ?? '';
      if (lang === 'en') expect(said.replace('青石镇和安口腔门诊部', ''), step).not.toMatch(/[\u4e00-\u9fff]/);
      else expect(said, step).not.toMatch(/[a-z]{4,}/);
      cleanup();
    }
  });
});
