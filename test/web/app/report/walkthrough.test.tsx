// @vitest-environment jsdom
/** What a walk through the form with a phone in the hand brought up: each was wrong once. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, useNavigate } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_DAYS } from '../../../../src/core/complaint/limits.ts';
import { createSync, type Sync } from '../../../../src/web/app/data/controller.ts';
import { readPage } from '../../../../src/web/app/report/institution-name.ts';
import { draftKey } from '../../../../src/web/app/report/use-written.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { record } from '../../../support/records.ts';
import { configFor, DAY, Origin, publish } from '../support.ts';
import { FakeOutbox } from './fake-outbox.ts';
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
  Reflect.deleteProperty(navigator, 'onLine');
});

/** The Back of the browser. */
function BrowserBack() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => void navigate(-1)}>
      Back of the browser
    </button>
  );
}

async function open(path: string, sync?: Sync) {
  const view = render(
    <MemoryRouter initialEntries={[path]}>
      <BrowserBack />
      <ReportApp outbox={outbox} {...(sync && { sync })} />
    </MemoryRouter>,
  );
  await screen.findByRole('heading', { level: 1 });
  return view;
}
const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const body = () => document.body.textContent ?? '';
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const choose = (label: string | RegExp) => fireEvent.click(screen.getByLabelText(label));
const key = draftKey({ code: CODE, kind: 'board', corrects: null });
const unreachable = () => {
  globalThis.fetch = async () => Promise.reject(new TypeError('offline'));
};

describe('a link of the error summary on the last step', () => {
  it('puts the focus on the field, on the step that has it, and shows there what is wrong with it', async () => {
    await open(`/report/${CODE}?kind=tip&step=review`);
    press('提交');
    fireEvent.click(screen.getByRole('link', { name: '请写发生了什么' }));
    const field = await screen.findByLabelText('经过');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById('text-error')?.textContent).toBe('请写发生了什么');
  });
});

describe('the notice', () => {
  it.each([
    ['zh', `办结后保存${KEPT_DAYS}天，到期自动删除内容`],
    ['en', `${KEPT_DAYS} days`],
  ])('says in %s how long the program really keeps it', async (lang, said) => {
    await open(`/report/${CODE}?kind=board&step=notice&lang=${lang}`);
    expect(body()).toContain(said);
    expect(body()).not.toContain('档案管理规定');
  });
});

describe('without a network', () => {
  const SAID = '没有网络也可以填写，联网后送出。';

  it('the form with its keys at hand says that one can write, until the network is back', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    await open(`/report/${CODE}?kind=board`);
    expect(body()).toContain(SAID);
    Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(body()).not.toContain(SAID));
  });

  it('a page that cannot be fetched says so too, whatever the browser thinks', async () => {
    unreachable();
    await open(`/report/${CODE}?kind=board`);
    await waitFor(() => expect(body()).toContain(SAID));
  });

  it('is not said where there is one', async () => {
    await open(`/report/${CODE}?kind=board`);
    await waitFor(() => expect(body()).toContain('青石镇中街12号'));
    expect(body()).not.toContain(SAID);
  });

  it('the name comes from the county that is kept on the phone, where nobody opened it yet', async () => {
    unreachable();
    const { files } = publish({ records: [record({ code: CODE, name: '资料里的名称' })] });
    const origin = new Origin(files);
    const kept = memoryStore();
    const parts = {
      config: await configFor(files),
      store: async () => kept,
      now: () => DAY,
      origin: origin.fetcher,
      exclusively: <Result,>(work: () => Promise<Result>) => work(),
    };
    await createSync(parts).start();
    origin.online = false;
    const sync = createSync(parts);
    await open(`/report/${CODE}`, sync);
    await waitFor(() => expect(body()).toContain('资料里的名称'));
  });
});

describe('one draft in two tabs', () => {
  const other = (board: string) =>
    outbox.drafts.set(key, { value: { board }, photos: [], savedAt: '2026-11-02T00:00:00Z' });
  /** Written and kept in this tab, up to the last step. */
  async function written(): Promise<void> {
    other('grade');
    await open(`/report/${CODE}?kind=board&step=review`);
    expect(body()).toContain('等级不一样');
  }

  it('submitted in the other one is not submitted again without a question', async () => {
    await written();
    outbox.drafts.clear();
    press('提交');
    await screen.findByText(/^这份内容已在另一个页面提交或删除/);
    expect(outbox.sent).toEqual([]);
    press('仍用这一份');
    await waitFor(() => expect(body()).not.toContain('已在另一个页面'));
    press('提交');
    await waitFor(() => expect(outbox.sent).toHaveLength(1));
  });

  it('changed in the other one can be taken over', async () => {
    await written();
    outbox.drafts.set(key, { value: { board: 'name' }, photos: [], savedAt: '2026-11-02T00:00:01Z' });
    press('提交');
    await screen.findByText(/^这份内容已在另一个页面修改/);
    press('用那一份');
    await waitFor(() => expect(body()).toContain('名称或地址不一样'));
    press('提交');
    await waitFor(() => expect(outbox.sent[0]?.written.board).toBe('name'));
  });

  it('submitted in the other one while both are in sight: said at once, and not submitted again by writing on', async () => {
    await written();
    act(() => outbox.submittedElsewhere(key));
    await screen.findByText(/^这份内容已在另一个页面提交，请不要重复提交/);
    const link = screen.getByRole('link', { name: '查看已提交的' });
    expect(link.getAttribute('href')).toBe('/mine#44444444-4444-4444-8444-444444444444');
    press('提交');
    press('Back of the browser');
    await act(async () => undefined);
    expect([outbox.sent, outbox.drafts.size]).toEqual([[], 0]);
    press('当作新的一份');
    await waitFor(() => expect(body()).not.toContain('已在另一个页面'));
    await waitFor(() => expect(outbox.drafts.size).toBe(1));
    press('提交');
    await waitFor(() => expect(outbox.sent).toHaveLength(1));
  });

  it('typing on after the other one submitted brings nothing back, where no message came from it', async () => {
    other('grade');
    await open(`/report/${CODE}?kind=board`);
    outbox.drafts.clear();
    choose('名称或地址不一样');
    await screen.findByText(/^这份内容已在另一个页面提交或删除/);
    expect(outbox.drafts.size).toBe(0);
  });

  it('writing in the other one is not written over by writing in this one', async () => {
    other('grade');
    await open(`/report/${CODE}?kind=board`);
    outbox.drafts.set(key, { value: { board: 'name' }, photos: [], savedAt: '2026-11-02T00:00:01Z' });
    choose('没有张贴公示栏');
    await screen.findByText(/^这份内容已在另一个页面修改/);
    expect(outbox.drafts.get(key)?.value).toMatchObject({ board: 'name' });
    press('仍用这一份');
    await waitFor(() => expect(outbox.drafts.get(key)?.value).toMatchObject({ board: 'missing' }));
  });

  it('changed in the other one is not deleted from this one: its text is offered, and stays either way', async () => {
    await written();
    outbox.drafts.set(key, { value: { board: 'name' }, photos: [], savedAt: '2026-11-02T00:00:01Z' });
    press('删除草稿');
    press('确定删除');
    await screen.findByText(/^这份内容已在另一个页面修改/);
    expect(outbox.drafts.get(key)?.value).toMatchObject({ board: 'name' });
    expect(body()).toContain('等级不一样');
    press('用那一份');
    await waitFor(() => expect(body()).toContain('名称或地址不一样'));
    press('删除草稿');
    press('确定删除');
    await waitFor(() => expect(outbox.drafts.size).toBe(0));
    expect(body()).not.toContain('已在另一个页面');
  });

  it('submitted in the other one is not called deleted by this one', async () => {
    await written();
    outbox.drafts.clear();
    press('删除草稿');
    press('确定删除');
    await screen.findByText(/^这份内容已在另一个页面提交或删除/);
    expect(body()).toContain('等级不一样');
  });

  it('both pressing 提交 in the same moment submit once', async () => {
    await written();
    const check = outbox.loadDraft.bind(outbox);
    // Between the look and the handing over the other one is faster.
    outbox.loadDraft = async (at) => {
      const draft = await check(at);
      outbox.drafts.delete(key);
      return draft;
    };
    press('提交');
    await screen.findByText(/^这份内容已在另一个页面提交或删除/);
    expect(outbox.sent).toEqual([]);
  });

  it('what was submitted is dropped by the store alone, in its own transaction', async () => {
    await written();
    press('提交');
    await waitFor(() => expect(outbox.sent).toHaveLength(1));
    await waitFor(() => expect(body()).toContain('elsewhere'));
    expect([outbox.drafts.size, outbox.dropped]).toEqual([0, []]);
  });

  it('is noticed when this tab comes to the front, before a save hides it', async () => {
    await written();
    outbox.drafts.clear();
    fireEvent(document, new Event('visibilitychange'));
    await screen.findByText(/^这份内容已在另一个页面提交或删除/);
  });
});

describe('Back while a photo is being covered', () => {
  async function masking(): Promise<void> {
    outbox.drafts.set(key, { value: { board: 'grade' }, photos: [Uint8Array.of(1, 2, 3)], savedAt: '' });
    await open(`/report/${CODE}?kind=board&step=photos`);
    press(/^涂掉不想给人看的部分/);
    await screen.findByText('还没有黑块');
  }

  it('closes it and stays on the step', async () => {
    await masking();
    press('Back of the browser');
    await waitFor(() => expect(heading()).toBe('添加照片（可不加）'));
  });

  it('asks where there are boxes, and keeps them until the answer', async () => {
    await masking();
    press('添加黑块');
    press('Back of the browser');
    await screen.findByText('黑块还没有涂上，确定不涂了吗？');
    expect(screen.getByRole('button', { name: /^黑块1/ })).toBeTruthy();
    press('继续涂');
    press('Back of the browser');
    await screen.findByText('黑块还没有涂上，确定不涂了吗？');
    press('确定不涂');
    await waitFor(() => expect(heading()).toBe('添加照片（可不加）'));
  });

  it('after “不涂了” leads out of the step, not into it again', async () => {
    outbox.drafts.set(key, { value: { board: 'grade' }, photos: [Uint8Array.of(1, 2, 3)], savedAt: '' });
    await open(`/report/${CODE}?kind=board`);
    press('下一步');
    press(/^涂掉不想给人看的部分/);
    await screen.findByText('还没有黑块');
    press('不涂了');
    await waitFor(() => expect(heading()).toBe('添加照片（可不加）'));
    press('Back of the browser');
    await waitFor(() => expect(heading()).toBe('哪里不一致？'));
  });
});

describe('a code that cannot be one', () => {
  it('is said, with the search and a way on without it', async () => {
    await open('/report/ZZZZZ00000?kind=tip');
    expect(heading()).toBe('机构编码好像不对');
    expect(screen.getByRole('link', { name: '按名称查找机构' }).getAttribute('href')).toBe('/');
    fireEvent.click(screen.getByRole('link', { name: '不填编码，继续反映' }));
    await waitFor(() => expect(heading()).toBe('是哪一家机构？'));
  });
});

describe('after the first question', () => {
  it('the focus is on the next one', async () => {
    await open(`/report/${CODE}`);
    choose(/^举报违法行为/);
    press('下一步');
    await waitFor(() => expect(heading()).toBe('是哪一类问题？'));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});

describe('the words', () => {
  it('of a rating speak of rating', async () => {
    await open(`/report/${CODE}?kind=rating`);
    expect(body()).toContain('您要评价的机构');
    expect(body()).not.toContain('您要反映的机构');
    cleanup();
    await open(`/report/${CODE}?kind=rating&step=review`);
    expect(body()).not.toContain('反映类型');
  });

  it.each(['objection', 'repair', 'statement'])('of an institution’s %s speak to the institution', async (kind) => {
    await open(`/report/${CODE}?kind=${kind}`);
    expect(body()).toContain('贵机构');
    expect(body()).not.toContain('您要反映的机构');
    cleanup();
    await open(`/report/${CODE}?kind=${kind}&step=contact`);
    expect(heading()).toBe('联系人和电话（可不填）');
    expect(screen.getByLabelText('联系人（可不填）')).toBeTruthy();
    expect(body()).not.toContain('称呼');
    cleanup();
    await open(`/report/${CODE}?kind=${kind}&step=review`);
    expect(body()).toContain('联系人');
    expect(body()).not.toContain('称呼');
  });
});

describe('the telephone without data', () => {
  it('is printed with its hours as the page’s own button prints it', async () => {
    const printed = '<span class="tel">0000-7654321</span> 周一至周五8:00—17:30';
    const page = STATIC_PAGE.replace('打电话反映', `打电话反映<small>${printed}</small>`);
    expect(readPage(page)).toMatchObject({ phone: '0000-7654321', call: '0000-7654321 周一至周五8:00—17:30' });
    globalThis.fetch = async () => new Response(page);
    const subtle = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'subtle');
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      await open(`/report/${CODE}`);
      await waitFor(() => expect(document.querySelector('.rep-call')?.textContent).toContain('周一至周五'));
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
      expect(subtle === undefined || crypto.subtle !== undefined).toBe(true);
    }
  });
});
