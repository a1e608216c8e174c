// @vitest-environment jsdom
/** What the app says at the address of a code: its institution, that it is gone, or that nothing is known – and how sure it is. */
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import { codeFromBytes, groupCode, type InstitutionCode } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { packJson } from '../../../../src/node/publish/pack.ts';
import type { Sync } from '../../../../src/web/app/data/controller.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { graded, record } from '../../../support/records.ts';
import { openApp } from '../open-app.tsx';
import { bureau, DAY, Origin, publish } from '../support.ts';

/** Far from each other: none is taken for another one, mistyped. */
const at = (n: number): InstitutionCode => codeFromBytes(Uint8Array.from({ length: 9 }, (_, i) => n * 7 + i * n));
const HERE = at(1);
const GONE = at(2);
const NOBODY = at(3);
const TOMBSTONES: Bytes = packJson({
  v: 1,
  tombstones: [{ code: GONE, name: '河口诊所', address: '南街3号', since: isoDate('2026-01-10') }],
});
const FAR = new Date(DAY.getTime() + 120 * 86_400_000);

interface Device {
  readonly origin: Origin;
  /** Starts the app as a new visit of this device would. */
  visit(path: string, how?: { readonly now?: Date; readonly wait?: boolean }): Promise<Sync>;
  readonly store: ReturnType<typeof memoryStore>;
}

async function device(more: Readonly<Record<string, Bytes>> = { 'tombstones.json': TOMBSTONES }): Promise<Device> {
  const { files } = publish({ records: [record({ code: HERE, outcome: { ...graded, reasons: [] } })], more });
  const origin = new Origin(files);
  const store = memoryStore();
  const visit: Device['visit'] = async (path, { now = DAY, wait: started = true } = {}) =>
    (await openApp(path, { files, origin, store, now, started })).sync;
  return { origin, store, visit };
}

const body = () => document.body.textContent ?? '';
const verified = () => document.querySelector('#ver')?.textContent ?? '';

beforeAll(() => {
  window.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('a code of which only a tombstone is left', () => {
  it('is told of as on its static page, online and from what is kept', async () => {
    const { visit, origin } = await device();
    for (const online of [true, false]) {
      origin.online = online;
      await visit(`/i/${GONE}`);
      await screen.findByRole('heading', { level: 1, name: '这家机构已不在公布名单内' });
      for (const said of ['河口诊所', '南街3号', groupCode(GONE), '自2026年1月10日起', '不是现行等级', bureau.phone]) {
        expect(body(), String(online)).toContain(said);
      }
      expect(body()).not.toMatch(/没有这个编码/);
      expect(screen.getByRole('link', { name: '按名称查机构' }).getAttribute('href')).toBe('/');
    }
    expect(body()).toContain('资料截至');
  });

  it('is told of in English below /en', async () => {
    const { visit } = await device();
    await visit(`/en/i/${GONE}`);
    await screen.findByRole('heading', { level: 1, name: 'This institution is no longer in the published list.' });
    expect(body()).toContain('Since 10 January 2026');
  });

  it('is fetched by a device that kept this release before the app knew of tombstones, and costs it nothing meanwhile', async () => {
    const { visit, origin, store } = await device();
    await visit('/');
    const loadFile = store.loadFile.bind(store);
    const kept = await store.loadTrust();
    expect(kept).not.toBeNull();
    const hash = [...origin.files.keys()].map((path) => /([0-9a-f]{64})\.tombstones/.exec(path)?.[1]).find(Boolean);
    store.loadFile = async (sha256) => (sha256 === hash ? null : loadFile(sha256));
    origin.online = false;
    const sync = await visit(`/i/${GONE}`);
    expect(sync.state().shown?.data.entries).toHaveLength(1);
    await screen.findByRole('heading', { level: 1, name: /本机保存的资料里没有这个编码/ });
    origin.online = true;
    await sync.check();
    await screen.findByRole('heading', { level: 1, name: '这家机构已不在公布名单内' });
    expect(sync.state().offered).toBeNull();
  });
});

describe('a code of which nothing is known', () => {
  it('is repeated, and denied only when the origin just confirmed the data', async () => {
    const { visit, origin } = await device({});
    await visit(`/i/${NOBODY}`);
    await screen.findByRole('heading', { level: 1, name: '没有这个编码。请核对公示栏，或按名称查询。' });
    expect(body()).toContain(`您输入的编码：${NOBODY}`);
    origin.online = false;
    await visit(`/i/${NOBODY}`);
    await screen.findByRole('heading', {
      level: 1,
      name: '本机保存的资料里没有这个编码，连网后再查，或打电话核实。',
    });
    expect(body()).not.toContain('没有这个编码。请核对公示栏');
    expect(screen.getByRole('link', { name: /打电话核实/ }).getAttribute('href')).toMatch(/^tel:/);
  });

  it('that no institution can have is mistyped, however old the data are', async () => {
    const { visit, origin } = await device();
    await visit('/');
    origin.online = false;
    await visit('/i/123');
    await screen.findByRole('heading', { level: 1, name: '编码不完整，或有一位输错了，请核对公示栏。' });
    expect(body()).not.toContain('本机保存的资料里没有');
  });

  it('too old to be confirmed is not denied either', async () => {
    const { visit } = await device();
    await visit(`/i/${NOBODY}`, { now: FAR });
    await screen.findByRole('heading', { level: 1, name: /本机保存的资料里没有这个编码/ });
  });

  it('is repeated as text, however long or hostile it is', async () => {
    const { visit } = await device();
    await visit(`/i/${encodeURIComponent(`<img src=x>${'长'.repeat(400)}`)}`);
    await screen.findByText(/您输入的编码/);
    expect(document.querySelector('img[src=x]')).toBeNull();
    expect(body().length).toBeLessThan(800);
  });
});

describe('the verification of an institution', () => {
  it('is of this visit’s own check: confirmed online, dated without a network', async () => {
    const { visit, origin } = await device();
    await visit(`/i/${HERE}`);
    await screen.findByText('已核验，与示例县卫生健康局公布的一致');
    origin.online = false;
    await visit(`/i/${HERE}`);
    await screen.findByText('已核验，资料截至2026年1月15日，可能不是最新');
    expect(verified()).toContain('连上网络后再打开一次，就能看到最新内容。');
    expect(body()).not.toContain('公布的一致');
  });

  it('is under way until the first answer', async () => {
    const { visit, origin } = await device();
    await visit('/');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { fetch } = origin.fetcher();
    Object.assign(origin, {
      fetcher: () => ({ fetch: async (path: string, limit: number) => held.then(() => fetch(path, limit)) }),
    });
    const sync = await visit(`/i/${HERE}`, { wait: false });
    const started = sync.start();
    await screen.findByText('正在核对……');
    expect(body()).not.toContain('已核验，');
    answer();
    await started;
    await screen.findByText('已核验，与示例县卫生健康局公布的一致');
  });

  it('blames the publisher, not the network, when a fresh answer is itself too old', async () => {
    const { visit } = await device();
    await visit(`/i/${HERE}`, { now: FAR });
    expect((await screen.findByText(/发布单位已有120天没有更新确认/)).textContent).toContain(
      '可拨打0000-7654321询问。',
    );
  });

  it('is dated again when a later check of the same visit finds no network, or is refused', async () => {
    const { visit, origin } = await device();
    const sync = await visit(`/i/${HERE}`);
    await screen.findByText('已核验，与示例县卫生健康局公布的一致');
    origin.online = false;
    await sync.check();
    await screen.findByText('已核验，资料截至2026年1月15日，可能不是最新');
  });
});
