// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { yangshan } from '../../../../src/core/rulebooks/yangshan/rulebook.ts';
import {
  countGrades,
  type DrawEntry,
  type DrawRound,
  drawCommitment,
  drawFrom,
  type RevealedDraw,
  sortedList,
} from '../../../../src/core/snapshot/draw.ts';
import { commitmentCommand, drawCommand } from '../../../../src/core/snapshot/draw-command.ts';
import { packJson } from '../../../../src/node/publish/pack.ts';
import { record } from '../../../support/records.ts';
import { openApp } from '../open-app.tsx';
import { publish } from '../support.ts';

const code = (n: number) => codeFromBytes(Uint8Array.of(n, 5, 9, 14, 20, 27, 2, 11, 3));
const RECORDS = Array.from({ length: 8 }, (_, n) => record({ code: code(n), name: `第${n}诊所`, otherNames: [] })).sort(
  (a, b) => (a.code < b.code ? -1 : 1),
);
const GONE = code(30);
const SHARES = { excellent: 5, poor: 100, qualified: 20 };
const SEED = '00112233445566778899aabbccddeeff';
const LIST = sortedList([...RECORDS.map(({ code: id }): DrawEntry => [id, 'qualified']), [GONE, 'poor']]);

let round: DrawRound & { readonly revealed: RevealedDraw };
let sealed: DrawRound;
beforeAll(async () => {
  round = {
    n: 1,
    committedOn: isoDate('2026-01-02'),
    commitment: await drawCommitment(SEED, LIST),
    shares: SHARES,
    of: countGrades(LIST, SHARES),
    revealed: { on: isoDate('2026-01-12'), seed: SEED, list: LIST, drawn: await drawFrom(SEED, LIST, SHARES) },
  };
  sealed = { ...round, n: 2, committedOn: isoDate('2026-01-13'), commitment: 'cd'.repeat(32), revealed: null };
});

async function open(path: string, more: Readonly<Record<string, Bytes>> = {}) {
  await openApp(path, { files: publish({ records: RECORDS, more }).files });
}

const rounds = (...all: readonly DrawRound[]) => ({ 'draw.json': packJson({ v: 1, rounds: all }) });
const section = (name: string) => screen.findByRole('region', { name });

window.scrollTo = () => undefined;
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('the home page', () => {
  it('leads to the draws where any was sealed, and says nothing of them elsewhere', async () => {
    await open('/');
    expect(screen.queryByRole('link', { name: '双随机抽查结果' })).toBeNull();
    cleanup();
    await open('/', rounds(sealed));
    fireEvent.click(screen.getByRole('link', { name: '双随机抽查结果' }));
    expect(await screen.findByRole('heading', { level: 1, name: '双随机抽查' })).toBeTruthy();
  });
});

describe('the page of draws', () => {
  it('says that there is none, and that a file is unreadable', async () => {
    await open('/draw', { 'rulebook.json': packJson(yangshan.terms({})) });
    expect(await screen.findByText(/^还没有公布过抽取。/)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1, name: '双随机抽查' })).toBeTruthy();
    cleanup();
    await open('/draw', { 'draw.json': packJson({ v: 2 }) });
    expect(await screen.findByText('抽取记录读不出来，请向发布单位核实。')).toBeTruthy();
  });

  it('speaks of no draw where the policy has none, and names the policy', async () => {
    await open('/draw');
    expect(await screen.findByRole('heading', { level: 1, name: '这里没有抽查结果' })).toBeTruthy();
    expect(screen.getByText(/^《舞钢市.+》没有要求按等级随机抽取检查对象。$/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/种子|封存/);
    cleanup();
    await open('/draw?lang=en');
    expect(await screen.findByText(/does not ask for a draw by grade/)).toBeTruthy();
  });

  it('shows what was once drawn under another policy, though the one in force draws nobody', async () => {
    await open('/draw', rounds(round));
    expect(await screen.findByText('第1次抽取')).toBeTruthy();
  });

  it('shows a sealed round with its commitment and its counts, and no draw', async () => {
    await open('/draw', rounds(sealed));
    const shown = within(await section('第2次抽取'));
    expect(shown.getByText('已封存抽签种子，抽取结果在检查后公布')).toBeTruthy();
    expect(shown.getByText('2026年1月13日封存')).toBeTruthy();
    expect(shown.getByText('cd'.repeat(32))).toBeTruthy();
    expect(shown.getByText('合格：8家')).toBeTruthy();
    expect(shown.queryByText(/重新计算/)).toBeNull();
    expect(shown.queryByRole('link')).toBeNull();
  });

  it('draws a revealed round again with nothing to press: same', async () => {
    await open('/draw', rounds(round, sealed));
    const shown = within(await section('第1次抽取'));
    expect(await shown.findByText('重新计算：一致')).toBeTruthy();
    expect(shown.getByRole('heading', { name: '合格：8家，按20%抽取2家' })).toBeTruthy();
    expect(shown.getByRole('heading', { name: '优秀：0家，按5%抽取0家' })).toBeTruthy();
    expect(shown.getByText('2026年1月12日公布种子和结果')).toBeTruthy();
    expect(shown.getByText(SEED)).toBeTruthy();
    expect(shown.getByText(round.commitment)).toBeTruthy();
    const links = shown.getAllByRole('link', { hidden: true }).map((link) => link.getAttribute('href'));
    expect(links.sort()).toEqual(round.revealed.drawn.map((id) => `/i/${id}`).sort());
    expect(shown.getByText('已不在公布名单').parentElement?.textContent).toContain(GONE);
    const names = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(names).toEqual(['第2次抽取', '第1次抽取']);
  });

  it.each([
    [
      'seed',
      { seed: 'ff' },
      ['种子和名单算出的封存值，与公布的封存值不同。', '按种子和名单抽出的机构，与公布的不同。'],
    ],
    ['drawn institutions', { drawn: [GONE] }, ['按种子和名单抽出的机构，与公布的不同。']],
    ['list', { list: [...LIST].reverse() }, ['名单的顺序、编码或等级有误，不能按它抽取。']],
  ])('says what differs where other %s were published', async (_, difference, said) => {
    await open('/draw', rounds({ ...round, revealed: { ...round.revealed, ...difference } }));
    const shown = await screen.findByText('重新计算：不一致');
    expect([...(shown.parentElement?.querySelectorAll('span') ?? [])].map(({ textContent }) => textContent)).toEqual(
      said,
    );
    expect(screen.queryByText('重新计算：一致')).toBeNull();
  });

  it('says of a round that was passed over that its seed never came', async () => {
    await open('/draw', rounds({ ...sealed, n: 1 }, sealed));
    const passed = within(await section('第1次抽取'));
    expect(passed.getByText('这一次的种子一直没有公布，就封存了新的一次。请向发布单位询问。')).toBeTruthy();
    expect(within(await section('第2次抽取')).getByText(/^已封存/)).toBeTruthy();
  });

  it('shows the commands for openssl, and says when this browser cannot compute', async () => {
    // Signatures are verified still; only the HMAC's key is refused.
    vi.spyOn(crypto.subtle, 'sign').mockRejectedValue(new Error('not supported'));
    await open('/draw', rounds(round));
    expect(await screen.findByText('这个浏览器不能重新计算，请用下面的方法核对。')).toBeTruthy();
    const commands = [...document.querySelectorAll('pre')].map(({ textContent }) => textContent);
    expect(commands).toEqual([commitmentCommand(1, round.revealed), drawCommand(round, round.revealed)]);
  });

  it('is there in English', async () => {
    await open('/draw?lang=en', rounds(round));
    expect(await screen.findByText('Recomputed: same')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Qualified: 2 drawn of 8 (20%)' })).toBeTruthy();
    await waitFor(() => expect(document.title).toContain('Draws for inspection'));
  });
});
