// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KINDS } from '../../../../src/core/complaint/submission.ts';
import type { ItemState, OutboxItem } from '../../../../src/web/outbox/outbox.ts';
import { delivered, FakeOutbox, idOf, item, NOW, UNDELIVERED, waiting } from './fake.ts';
import { spokenText } from './spoken.ts';
import { open } from './support.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const settled = () => act(async () => {});
const text = () => document.body.textContent ?? '';
const rowOf = (id: string) => {
  const row = document.getElementById(id);
  if (row === null) throw new Error(`no row ${id}`);
  return row;
};
const inWechat = () => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 MicroMessenger/8.0.49');

describe('what is read out of a state', () => {
  it.each(UNDELIVERED)('%s', async (name, state) => {
    open(new FakeOutbox({ items: [item(1, state)] }));
    await settled();
    await expect(spokenText(rowOf(idOf(1)))).toMatchFileSnapshot(`accessible/${name}.txt`);
  });

  it('sending', async () => {
    open(new FakeOutbox({ items: [item(1, waiting(), { sent: 1 })], sending: idOf(1) }));
    await expect(spokenText(rowOf(idOf(1)))).toMatchFileSnapshot('accessible/sending.txt');
  });

  it('delivered, with its receipt to be saved', async () => {
    open(new FakeOutbox({ items: [item(1, delivered(idOf(1), false))] }));
    await expect(spokenText(document.body)).toMatchFileSnapshot('accessible/delivered.txt');
  });

  it('delivered and saved, opened by its address', async () => {
    open(new FakeOutbox({ items: [item(1, delivered(idOf(1), true))] }), { path: `/mine#${idOf(1)}` });
    await expect(spokenText(rowOf(idOf(1)))).toMatchFileSnapshot('accessible/saved.txt');
  });

  it('in WeChat: nothing to download, and that nothing is sent after closing', async () => {
    inWechat();
    const [, state] = UNDELIVERED.find(([name]) => name === 'too-large') ?? [];
    open(new FakeOutbox({ items: [item(1, waiting()), item(2, state ?? waiting())] }));
    await settled();
    await expect(spokenText(document.body)).toMatchFileSnapshot('accessible/wechat.txt');
    expect(text()).not.toContain('导出');
  });

  it('in a browser that keeps nothing', async () => {
    open(new FakeOutbox({ storage: 'memory', items: [item(1, waiting())] }));
    await expect(spokenText(document.body)).toMatchFileSnapshot('accessible/memory.txt');
    expect(text()).not.toContain('已存在本机');
  });

  it('lost items, with an apology and the telephone', async () => {
    const outbox = new FakeOutbox({ lost: 2 });
    open(outbox);
    expect(screen.getByRole('alert').textContent).toBe(
      '对不起，有内容没有送到本机原有2件未送达，已被系统清除，没有送到。请重新填写或拨打0000-7654321。重新填写我知道了',
    );
    fireEvent.click(screen.getByRole('button', { name: '我知道了' }));
    await settled();
    expect(outbox.asked).toEqual(['acknowledgeLost']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('in English', async () => {
    const items = [...UNDELIVERED.map(([, state], n) => item(n + 1, state)), item(20, delivered(idOf(20), false))];
    open(new FakeOutbox({ items }), { path: '/mine?lang=en' });
    await settled();
    localStorage.clear();
    await expect(spokenText(document.body)).toMatchFileSnapshot('accessible/english.txt');
    expect(text().match(/Delivered/g)).toHaveLength(2);
  });
});

describe('已送达', () => {
  it.each(UNDELIVERED)('is said nowhere for an item in state %s, in whatever browser', async (_, state) => {
    for (const storage of ['kept', 'memory'] as const) {
      for (const sending of [null, idOf(1)]) {
        for (const wechat of [false, true]) {
          if (wechat) inWechat();
          const opened = open(new FakeOutbox({ storage, sending, items: [item(1, state)] }));
          const fold = screen.queryByText('其他办法');
          if (fold) fireEvent.click(fold);
          await settled();
          expect(text()).not.toContain('已送达');
          expect(document.querySelector('.mine-done, .mine-delivered')).toBeNull();
          opened.unmount();
          vi.restoreAllMocks();
        }
      }
    }
  });

  const anyState: fc.Arbitrary<ItemState> = fc.oneof(
    fc.record({
      kind: fc.constant('waiting' as const),
      tries: fc.nat(50),
      notBefore: fc.oneof(fc.constant(0), fc.integer({ min: NOW.getTime() - 9e6, max: NOW.getTime() + 9e6 })),
      held: fc.constantFrom(null, 'network', 'server', 'busy', 'wrong-receipt', 'unconfirmed-keys'),
      workBits: fc.nat(8),
    }),
    fc
      .oneof(
        fc.record({ code: fc.constant('refused' as const), status: fc.nat(599), refusal: fc.string() }),
        fc.constant({ code: 'too-large' as const }),
        fc.constant({ code: 'other-content' as const }),
      )
      .map((reason) => ({ kind: 'stuck' as const, reason })),
    fc.boolean().map((saved) => delivered(idOf(0), saved)),
  );
  const anyItem: fc.Arbitrary<OutboxItem> = fc
    .tuple(anyState, fc.constantFrom(...KINDS), fc.nat(9), fc.boolean())
    .map(([state, kind, sent, readable]) => item(0, state, { kind, sent, pieces: 9, readable }));

  it('stands in the rows of delivered items and in no other, for any items', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 4 }), fc.constantFrom('kept', 'memory'), (drawn, storage) => {
        const items = drawn.map((one, n) => ({ ...one, id: idOf(n) }));
        open(new FakeOutbox({ items, storage, sending: items[0]?.id ?? null }));
        for (const one of items) {
          const title = rowOf(one.id).querySelector('.mine-title')?.textContent;
          expect(title === '已送达').toBe(one.state.kind === 'delivered');
          if (one.state.kind !== 'delivered') expect(rowOf(one.id).textContent).not.toContain('已送达');
        }
        const unsaved = items.some(
          ({ kind, state }) => kind !== 'rating' && state.kind === 'delivered' && !state.secretSaved,
        );
        expect(document.querySelector('.mine-card') !== null).toBe(unsaved);
        cleanup();
      }),
      { seed: 20260115, numRuns: 60 },
    );
  });
});

describe('changes', () => {
  const said = () => document.querySelector('[data-announcer]')?.textContent;

  it('are announced once and politely: what was there before, seconds and pieces are not', async () => {
    const outbox = new FakeOutbox({ items: [item(1, waiting())] });
    open(outbox);
    expect(said()).toBe('');
    expect(document.querySelector('[data-announcer]')?.getAttribute('role')).toBe('status');
    const heard: (string | null | undefined)[] = [];
    const step = async (change: () => void) => {
      await act(async () => change());
      if (heard[heard.length - 1] !== said()) heard.push(said());
    };
    await step(() => outbox.change({ sending: idOf(1) }));
    await step(() => outbox.change({ items: [item(1, waiting(), { sent: 1 })] }));
    await step(() => outbox.change({ items: [item(1, waiting(), { sent: 2 })] }));
    await step(() => outbox.change({ sending: null }));
    await step(() => outbox.move(idOf(1), waiting({ held: 'server', notBefore: NOW.getTime() + 5000 })));
    await step(() => outbox.move(idOf(1), waiting({ held: 'server', notBefore: NOW.getTime() + 9000 })));
    await step(() => outbox.move(idOf(1), delivered(idOf(1), false)));
    expect(heard).toEqual([
      '举报，青石镇和安口腔门诊部。已存在本机，尚未送达。正在送出（0/3），请先不要关闭',
      '举报，青石镇和安口腔门诊部。已存在本机，尚未送达。接收方的服务器暂时有问题，不是您的手机有问题。',
      '举报，青石镇和安口腔门诊部。已送达。回执还没有保存，请在本页上方保存。',
    ]);
  });

  it('count the seconds down where nothing reads them out, and stop counting at the end', async () => {
    vi.useFakeTimers({ now: NOW });
    const state = waiting({ held: 'network', notBefore: NOW.getTime() + 3000 });
    open(new FakeOutbox({ items: [item(1, state)] }), { now: () => new Date() });
    const timer = () => screen.queryByRole('timer')?.textContent;
    const seen = [timer()];
    for (let second = 0; second < 3; second++) {
      await act(async () => void vi.advanceTimersByTime(1000));
      seen.push(timer());
    }
    expect(seen).toEqual(['网络不稳，3秒后自动再试', '网络不稳，2秒后自动再试', '网络不稳，1秒后自动再试', undefined]);
    expect(said()).toBe('');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('send at once on 现在再试, but not past a pause that the server asked for', async () => {
    const outbox = new FakeOutbox({ items: [item(1, waiting({ held: 'network', notBefore: NOW.getTime() + 9000 }))] });
    open(outbox);
    fireEvent.click(screen.getByRole('button', { name: '现在再试，举报，青石镇和安口腔门诊部' }));
    await settled();
    expect(outbox.asked).toEqual(['send true']);
    act(() => outbox.move(idOf(1), waiting({ held: 'busy', notBefore: NOW.getTime() + 9000 })));
    expect(screen.queryByRole('button', { name: /现在再试/ })).toBeNull();
  });

  it('name buttons by their item, and by its time too where two are called the same', async () => {
    const items = [item(2, waiting(), { writtenAt: '2026-01-15T01:55:00.000Z' }), item(1, waiting())];
    open(new FakeOutbox({ items }));
    const names = screen.getAllByRole('button', { name: /现在再试/ }).map((one) => one.getAttribute('aria-label'));
    expect(names).toEqual([
      '现在再试，举报，青石镇和安口腔门诊部，2026年1月15日09:55',
      '现在再试，举报，青石镇和安口腔门诊部，2026年1月15日09:50',
    ]);
  });

  it('that fail are said', async () => {
    const outbox = new FakeOutbox({ items: [item(1, waiting())] });
    outbox.broken = true;
    open(outbox);
    fireEvent.click(screen.getByRole('button', { name: /现在再试/ }));
    await settled();
    expect(screen.getByText('没有成功，请再试一次。')).toBeTruthy();
  });
});
