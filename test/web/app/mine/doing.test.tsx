// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { BrowserRouter, MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bureau } from '../../../../src/core/domain/bureau.ts';
import { LanguageProvider } from '../../../../src/web/app/language.tsx';
import { MineNotice } from '../../../../src/web/app/mine/notice.tsx';
import { LINES_A_PICTURE, wrapText } from '../../../../src/web/app/mine/picture.ts';
import type { ItemState } from '../../../../src/web/outbox/outbox.ts';
import { BUREAU, delivered, FakeOutbox, INSTITUTION, idOf, item, submission, waiting } from './fake.ts';
import { open, page } from './support.tsx';

const TOO_LARGE: ItemState = { kind: 'stuck', reason: { code: 'too-large' } };
const NAME = `举报，${INSTITUTION}`;

beforeEach(() => history.replaceState(null, '', '/mine'));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settled = () => act(async () => {});
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};
const dialog = () => screen.queryByRole('alertdialog');
const unsaved = () => new FakeOutbox({ items: [item(1, delivered(idOf(1), false))] });

describe('the card of a receipt', () => {
  it('comes up when an item becomes delivered, and goes when 我已保存 is pressed', async () => {
    const outbox = new FakeOutbox({ items: [item(1, waiting())] });
    open(outbox);
    expect(screen.queryByText('我已保存')).toBeNull();
    act(() => outbox.move(idOf(1), delivered(idOf(1), false)));
    await press(`我已保存，${NAME}`);
    expect(outbox.asked).toEqual([`confirmSaved ${idOf(1)}`]);
    expect(screen.queryByText('我已保存')).toBeNull();
    expect(document.activeElement?.textContent).toBe('我的提交');
  });

  it('stays when the saving could not be noted, and says so', async () => {
    const outbox = unsaved();
    outbox.broken = true;
    open(outbox);
    await press(/^我已保存/);
    expect(screen.getByText('没有成功，请再试一次。')).toBeTruthy();
    expect(screen.getByText('我已保存')).toBeTruthy();
  });

  it('is that of the item in the address first, and says how many more there are', async () => {
    const items = [item(2, delivered(idOf(2), false), { kind: 'own' }), item(1, delivered(idOf(1), false))];
    open(new FakeOutbox({ items }), { path: `/mine#${idOf(1)}` });
    expect(screen.getByText('保存后，还有1张回执要保存。')).toBeTruthy();
    await press(`我已保存，${NAME}`);
    await press(`我已保存，投诉，${INSTITUTION}`);
    expect(screen.queryByText('我已保存')).toBeNull();
  });

  it.each([
    ['a complaint of a bureau with a term', 'own', '是否受理，请在2026年1月30日后凭回执编号和查询码查看。'],
    ['what no term runs for', 'board', '办理到哪一步，可以凭回执编号和查询码查看。'],
  ] as const)('names a day only for %s', (_, kind, sentence) => {
    open(new FakeOutbox({ items: [item(1, delivered(idOf(1), false), { kind })] }));
    expect(screen.getByText(sentence)).toBeTruthy();
  });

  it('names no day where the bureau states no term', () => {
    open(unsaved(), { bureau: { ...BUREAU, intakeTerms: null } });
    expect(screen.getByText('办理到哪一步，可以凭回执编号和查询码查看。')).toBeTruthy();
  });
});

describe('the receipt of a rating', () => {
  const rated = () => new FakeOutbox({ items: [item(1, delivered(idOf(1), false), { kind: 'rating' })] });

  it('asks nobody to save it: it is delivered, and number and code open on a press', async () => {
    const outbox = rated();
    open(outbox);
    expect(screen.getByText('已送达')).toBeTruthy();
    expect(screen.queryByText('我已保存')).toBeNull();
    expect(document.body.textContent).not.toContain('回执还没有保存');
    await press(/^看回执和查询码，评价/);
    expect(screen.getByRole('button', { name: /^复制查询码，评价/ })).toBeTruthy();
    expect(outbox.asked).toEqual([]);
  });

  it('keeps nobody on the page', async () => {
    render(<BrowserRouter>{page(rated())}</BrowserRouter>);
    expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true);
    // After the page has seen it: jsdom cannot go anywhere.
    document.addEventListener('click', (event) => event.preventDefault(), { once: true });
    fireEvent.click(screen.getByText('首页'));
    await settled();
    expect(dialog()).toBeNull();
  });
});

describe('leaving an unsaved receipt', () => {
  const inBrowser = (outbox: FakeOutbox) => render(<BrowserRouter>{page(outbox)}</BrowserRouter>);
  const back = async () => {
    const popped = new Promise((done) => window.addEventListener('popstate', done, { once: true }));
    history.back();
    await act(async () => void (await popped));
  };

  it('by a link asks, stays on the harmless answer, and gives the focus back', async () => {
    inBrowser(unsaved());
    const link = screen.getByText('首页');
    link.focus();
    fireEvent.click(link);
    expect(dialog()?.textContent).toContain('查询码丢失后找不回来');
    expect(document.activeElement?.textContent).toBe('留下来保存');
    await press('留下来保存');
    expect(dialog()).toBeNull();
    expect(location.pathname).toBe('/mine');
    expect(document.activeElement).toBe(link);
  });

  it('by a link is possible without saving: nobody is trapped', async () => {
    const outbox = unsaved();
    inBrowser(outbox);
    fireEvent.click(screen.getByText('首页'));
    await press('以后再保存，先离开');
    expect(location.pathname).toBe('/');
    expect(outbox.asked).toEqual([]);
  });

  it.each([false, true])('after 我已保存 goes on, noted or not (store broken: %s)', async (broken) => {
    const outbox = unsaved();
    outbox.broken = broken;
    inBrowser(outbox);
    fireEvent.click(screen.getByText('首页'));
    await press('我已保存，离开');
    expect(outbox.asked).toEqual([`confirmSaved ${idOf(1)}`]);
    expect(location.pathname).toBe('/');
  });

  it('by Back asks once; a second Back leaves', async () => {
    history.replaceState(null, '', '/before');
    history.pushState(null, '', '/mine');
    inBrowser(unsaved());
    await back();
    expect(location.pathname).toBe('/mine');
    expect(dialog()).toBeTruthy();
    await back();
    expect(location.pathname).toBe('/before');
  });

  it('by Back asks again after 留下来保存, and leaves with 先离开', async () => {
    history.replaceState(null, '', '/before');
    history.pushState(null, '', '/mine');
    inBrowser(unsaved());
    await back();
    await press('留下来保存');
    await back();
    expect(dialog()).toBeTruthy();
    const popped = new Promise((done) => window.addEventListener('popstate', done, { once: true }));
    await press('以后再保存，先离开');
    await act(async () => void (await popped));
    expect(location.pathname).toBe('/before');
  });

  it('takes its extra entry off again once it is saved', async () => {
    history.replaceState(null, '', '/before');
    history.pushState(null, '', '/mine');
    inBrowser(unsaved());
    const popped = new Promise((done) => window.addEventListener('popstate', done, { once: true }));
    await press(/^我已保存/);
    await act(async () => void (await popped));
    expect(location.pathname).toBe('/mine');
    await back();
    expect(location.pathname).toBe('/before');
  });

  it('asks nothing while one receipt after the other is saved', async () => {
    const items = [item(2, delivered(idOf(2), false), { kind: 'own' }), item(1, delivered(idOf(1), false))];
    history.replaceState(null, '', '/before');
    history.pushState(null, '', '/mine');
    inBrowser(new FakeOutbox({ items }));
    await press(/^我已保存/);
    await act(async () => void (await new Promise((done) => setTimeout(done, 20))));
    expect(dialog()).toBeNull();
    expect(screen.getByText('我已保存')).toBeTruthy();
  });

  it('by closing asks, and no longer once it is saved', async () => {
    open(unsaved());
    const closing = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(closing()).toBe(true);
    await press(/^我已保存/);
    expect(closing()).toBe(false);
  });

  it('lets the telephone and links of this very page through', () => {
    open(unsaved());
    // After the page has seen it: jsdom cannot dial.
    document.addEventListener('click', (event) => event.preventDefault(), { once: true });
    fireEvent.click(screen.getByText('0000-7654321'));
    expect(dialog()).toBeNull();
  });

  it('asks on closing too where undelivered items live in this page only', () => {
    const items = [item(1, waiting())];
    const closing = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    open(new FakeOutbox({ items }));
    expect(closing()).toBe(false);
    cleanup();
    open(new FakeOutbox({ items, storage: 'memory' }));
    expect(closing()).toBe(true);
  });
});

describe('what was written', () => {
  const stuck = (readable = true) => new FakeOutbox({ items: [item(1, TOO_LARGE, { readable })] });
  const WRITTEN = `举报\n${INSTITUTION}\n2026年1月15日09:50填写\n时间：1月14日上午\n一月十四日上午，给我看牙的人不在公示栏的名单里，问他姓名也不说。`;

  it('is copied by the clipboard', async () => {
    const taken: string[] = [];
    vi.stubGlobal('navigator', { userAgent: '', clipboard: { writeText: async (text: string) => taken.push(text) } });
    open(stuck());
    await settled();
    await press(`复制我写的内容，${NAME}`);
    expect(taken).toEqual([WRITTEN]);
    expect(screen.getByText('已复制').getAttribute('role')).toBe('status');
  });

  it.each([
    ['there is none', {}],
    ['it refuses', { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } }],
  ])('stands selected to be copied by hand where there is no clipboard: %s', async (_, parts) => {
    vi.stubGlobal('navigator', { userAgent: '', ...parts });
    open(stuck());
    await settled();
    await press(`复制我写的内容，${NAME}`);
    const field = screen.getByLabelText(`复制我写的内容，${NAME}`, { selector: 'textarea' });
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    expect(field.value).toBe(WRITTEN);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, WRITTEN.length]);
    expect(document.activeElement).toBe(field);
    expect(screen.getByText(/没有复制成功/)).toBeTruthy();
  });

  it('leads to a corrected one about the same institution', async () => {
    open(stuck());
    await settled();
    const link = screen.getByRole('link', { name: `改正后重新提交，${NAME}` });
    expect(link.getAttribute('href')).toBe(`/report/7K3N9E2WCB?corrects=${idOf(1)}`);
  });

  it('is not offered where no copy is kept; correcting and exporting are', async () => {
    const outbox = stuck(false);
    open(outbox);
    await settled();
    expect(outbox.asked).toEqual([]);
    expect(screen.queryByText('复制我写的内容')).toBeNull();
    expect(screen.getByText('按您的选择没有在本机留底，这里不能显示内容。')).toBeTruthy();
    expect(screen.getByText('改正后重新提交').getAttribute('href')).toBe(`/report?corrects=${idOf(1)}`);
    expect(screen.getByRole('button', { name: `导出加密文件，交给示例县卫生健康局，${NAME}` })).toBeTruthy();
  });

  it('says so when the copy can no longer be opened', async () => {
    const outbox = stuck();
    outbox.broken = true;
    open(outbox);
    await settled();
    expect(screen.getByText(/本机留底打不开了/)).toBeTruthy();
  });

  it('says so when the copy is gone from the store', async () => {
    const outbox = stuck();
    outbox.written = null;
    open(outbox);
    await settled();
    expect(screen.getByText(/本机留底打不开了/)).toBeTruthy();
  });

  it('names what is no text: rating, difference, code, contact, photos', async () => {
    const outbox = stuck();
    const photo = { type: 'image/jpeg', length: 9, sha256: 'ab'.repeat(32), chunks: 1 } as const;
    const contact = { name: '周', phone: null };
    outbox.written = submission({
      rating: 'fair',
      board: 'missing',
      objectionCode: 'K7',
      contact,
      photos: [photo],
      text: '',
    });
    open(outbox);
    await settled();
    fireEvent.click(screen.getByText('看我写的内容'));
    await settled();
    expect(document.querySelector('.mine-written')?.textContent?.split('\n').slice(4)).toEqual([
      '评价：一般',
      '不一致的地方：没有张贴公示栏',
      '异议码：K7',
      '联系方式：周',
      '照片1张（不在这段文字里）',
    ]);
  });

  it('is exported as one sealed file, or all undelivered at once', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
    const items = [item(3, delivered(idOf(3), true)), item(2, waiting()), item(1, TOO_LARGE)];
    const outbox = new FakeOutbox({ items });
    open(outbox);
    await settled();
    await press(/^导出加密文件/);
    await press('把2件未送达的导出为加密文件，交给示例县卫生健康局');
    expect(outbox.asked.filter((one) => one.startsWith('export'))).toEqual([
      `exportSealed ${idOf(1)}`,
      `exportSealed ${idOf(2)} ${idOf(1)}`,
    ]);
    expect(saved).toEqual(['yixinma-2026-01-15.json', 'yixinma-2026-01-15.json']);
    expect(screen.getAllByText(/加密文件已存到“下载”里/)).toHaveLength(2);
  });

  it('is wrapped by character for a picture; no line begins with a closing mark, none is too wide, nothing is lost', () => {
    const text = `${'医生没有出示证件。'.repeat(40)}\n\n第二段，“引文”……`;
    const lines = wrapText(text, 20, (part) => part.length);
    expect(lines.join('')).toBe(text.replace(/\n/g, ''));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20);
    expect(lines.filter((line) => /^[，。、；：？！”’）》…]/.test(line))).toEqual([]);
    expect(lines).toContain('');
    expect(LINES_A_PICTURE).toBeGreaterThan(50);
  });
});

describe('deleting', () => {
  it.each([
    ['of what is not delivered', waiting(), '其他办法', /^删除，/, '删除后不会送出，确定吗？', '删除，不送出'],
    [
      'of what is delivered',
      delivered(idOf(1), true),
      null,
      /^删除本机记录（不影响已送达的内容）/,
      '删除后，查询码在这部手机上就没有了。请先确认已经保存。',
      '删除本机记录',
    ],
  ] as const)('%s is asked once more; the harmless answer comes first', async (_, state, fold, button, ask, yes) => {
    const outbox = new FakeOutbox({ items: [item(1, state)] });
    open(outbox);
    if (fold !== null) fireEvent.click(screen.getByText(fold));
    await settled();
    await press(button);
    const box = within(dialog() ?? document.body);
    expect(box.getByRole('heading').textContent).toBe(ask);
    expect(document.activeElement?.textContent).toBe('不删除');
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(dialog()).toBeNull();
    expect(outbox.asked.filter((one) => one.startsWith('remove'))).toEqual([]);
    await press(button);
    await press(yes);
    expect(outbox.asked.filter((one) => one.startsWith('remove'))).toEqual([`remove ${idOf(1)}`]);
    expect(screen.getByText('这部手机上没有提交记录。')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('我的提交');
  });

  it('keeps Tab within the question', async () => {
    open(new FakeOutbox({ items: [item(1, TOO_LARGE)] }));
    await settled();
    await press(/^删除，/);
    const [keep, remove] = within(dialog() ?? document.body).getAllByRole('button');
    fireEvent.keyDown(keep ?? document.body, { key: 'Tab', shiftKey: true });
    expect(document.activeElement).toBe(remove);
    fireEvent.keyDown(remove ?? document.body, { key: 'Tab' });
    expect(document.activeElement).toBe(keep);
  });
});

describe('while no bureau is verified', () => {
  it('names the hotline of the whole country, and nobody else', () => {
    open(new FakeOutbox({ items: [item(1, waiting())] }), { bureau: null });
    expect(screen.getByRole('link', { name: '急事请直接拨打12345' }).getAttribute('href')).toBe('tel:12345');
  });
});

describe('where the bureau takes nothing online', () => {
  const bureau: Bureau = { ...BUREAU, intake: 'none', intakeTerms: null };

  it('says so with telephone and hours, and offers no looking up', () => {
    open(new FakeOutbox(), { bureau });
    expect(screen.getByText(/^暂未开通网上反映/).textContent?.replace(/\u2060/g, '')).toBe(
      '暂未开通网上反映，请拨打0000-7654321（周一至周五8:00—17:30）。',
    );
    expect(screen.queryByRole('button', { name: '查询' })).toBeNull();
  });

  it('still looks up what was delivered before', () => {
    open(new FakeOutbox({ items: [item(1, delivered(idOf(1), true))] }), { bureau });
    expect(screen.getByRole('button', { name: '查询' })).toBeTruthy();
  });

  it('is not said where it takes them', () => {
    open(new FakeOutbox());
    expect(document.body.textContent).not.toContain('暂未开通');
    expect(screen.getByRole('button', { name: '查询' })).toBeTruthy();
  });
});

describe('the line on the home page', () => {
  const line = (undelivered: number) =>
    render(
      <MemoryRouter>
        <LanguageProvider>
          <MineNotice undelivered={undelivered} />
        </LanguageProvider>
      </MemoryRouter>,
    ).container.textContent;

  it('says how many are not delivered, and is not there for none', () => {
    expect(line(2)).toBe('我的提交（2件未送达）');
    expect(line(0)).toBe('');
  });
});
