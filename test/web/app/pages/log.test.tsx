// @vitest-environment jsdom
/** The publication log: every publication with what it changed, and said when it is not the one that was seen before. */
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/domain/bytes.ts';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { appendLog, type LogEntry, logText } from '../../../../src/core/trust/log.ts';
import { splitLog } from '../../../../src/core/trust/log-parts.ts';
import { gzip, packJson } from '../../../../src/node/publish/pack.ts';
import type { Previous } from '../../../../src/node/publish/signing/previous.ts';
import { graded, record } from '../../../support/records.ts';
import { openApp } from '../open-app.tsx';
import { configFor, DAY, LATER, publish } from '../support.ts';

const at = (n: number) => codeFromBytes(Uint8Array.from({ length: 9 }, (_, i) => n * 7 + i * n));
const [HERE, GONE] = [at(1), at(2)];
const RECORDS = [record({ code: HERE, name: '青石镇和安口腔门诊部', outcome: graded })];
const TOMBSTONES = packJson({
  v: 1,
  tombstones: [{ code: GONE, name: '河口诊所', address: '南街3号', since: isoDate('2026-01-20') }],
});

const entry = (version: number, difference: Partial<LogEntry> = {}): Omit<LogEntry, 'previous'> => ({
  version,
  time: `${DAY.toISOString().slice(0, 19)}Z`,
  stage: 'final',
  year: 2026,
  kind: 'grading',
  root: 'ab'.repeat(32),
  changes: [
    { code: HERE, from: null, to: 'excellent' },
    { code: GONE, from: null, to: 'poor' },
  ],
  ...difference,
});
const SECOND = entry(2, {
  time: '2026-01-20T02:00:00Z',
  kind: 'amendment',
  changes: [
    { code: HERE, from: 'excellent', to: 'qualified', why: 'downgrade' },
    { code: GONE, from: 'poor', to: null, why: 'closure' },
  ],
});

async function logOf(...entries: readonly Omit<LogEntry, 'previous'>[]): Promise<LogEntry[]> {
  let log: LogEntry[] = [];
  for (const one of entries) log = await appendLog(log, one);
  return log;
}

function edition(log: readonly LogEntry[], previous: Previous | null = null, now = DAY) {
  const more = { 'log.json': utf8(logText(log)), 'tombstones.json': TOMBSTONES };
  return publish({ records: RECORDS, more, version: log.length, previous, now });
}

/** Opens the app as a new visit of the same device would: `localStorage` stays. */
async function visit(path: string, files: ReturnType<typeof publish>['files'], pinned = files): Promise<string> {
  await openApp(path, { files, config: await configFor(pinned), now: LATER });
  if (path === '/log') await screen.findByRole('heading', { name: /第1号/ });
  return document.body.textContent ?? '';
}

beforeAll(() => {
  window.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('the publication log', () => {
  it('tells of every publication what it changed, from what, to what and why', async () => {
    const { files } = edition(await logOf(entry(1), SECOND));
    await visit('/log', files);
    const headings = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(headings).toEqual(['2026年1月20日第2号：等级调整，涉及2家', '2026年1月15日第1号：年度评定，涉及2家']);
    const text = document.body.textContent ?? '';
    expect(text).toContain('青石镇和安口腔门诊部优秀 → 合格，直接降级');
    // Off the list: its name is that of its tombstone.
    expect(text).toContain('河口诊所差 → 无等级，歇业或退出名单');
    expect(text).toContain('优秀1家，合格0家，差1家');
    expect(text).not.toContain('接不上');
    expect(text).toContain('名单现有1家；每条后面的家数，是这次等级有变化的机构，没有等级的不计在内。');
  });

  it('reads long lists of changes from files of their own, and says that the log is not whole where one is altered', async () => {
    const many = Array.from({ length: 600 }, (_, n) => {
      const code = codeFromBytes(Uint8Array.from([n % 31, Math.floor(n / 31), 3, 4, 5, 6, 7, 8, 9]));
      return { code, from: null, to: 'qualified' };
    });
    const log = await logOf(entry(1, { changes: many }), entry(2, { kind: 'correction', changes: [] }));
    const { text, parts } = splitLog(log);
    const signed = (part: string) => {
      const more = { 'log.json': utf8(text), 'log-1.bin': gzip(part) };
      return publish({ records: RECORDS, more, version: 2, previous: null, now: DAY }).files;
    };
    const part = parts.get('log-1.bin') ?? '';
    expect(await visit('/log', signed(part))).toContain('第1号：年度评定，涉及600家');
    cleanup();
    localStorage.clear();
    expect(await visit('/log', signed(part.replace('qualified', 'excellent')))).toContain('公布记录前后不连贯');
    cleanup();
    const damaged = publish({ records: RECORDS, more: { 'log.json': utf8(text), 'log-1.bin': utf8('x') }, version: 2 });
    await openApp('/log', { files: damaged.files, config: await configFor(damaged.files), now: LATER });
    expect((await screen.findAllByText(/前后不连贯/)).length).toBeGreaterThan(0);
  });

  it('calls a publication that changed no grade what it is', async () => {
    const first = entry(1, { changes: [{ code: HERE, from: null, to: 'qualified' }] });
    await visit('/log', edition(await logOf(first, entry(2, { kind: 'correction', changes: [] }))).files);
    expect(screen.getByRole('heading', { name: '2026年1月15日第2号：其他信息更新，等级没有变化' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('涉及0家');
  });

  it('says nothing of whom a proposal would change', async () => {
    const proposed = entry(2, {
      stage: 'proposed',
      year: 2027,
      changes: [{ code: HERE, from: 'excellent', to: 'poor' }],
    });
    const log = await logOf(entry(1), proposed);
    await visit('/log', edition(log).files);
    expect(screen.getAllByRole('heading', { level: 2 })[0]?.textContent).toMatch(/第2号.*2027年度/);
    expect(document.body.textContent).not.toContain('优秀 → 差');
  });

  it('that was rewritten, with an entry that a device has seen, is named on every page of the app, and stays named', async () => {
    const first = edition(await logOf(entry(1)));
    await visit('/log', first.files);
    expect(document.body.textContent).not.toContain('接不上');
    const other = entry(1, { changes: [{ code: HERE, from: null, to: 'qualified' }] });
    const rewritten = edition(await logOf(other, entry(2)), first.next, LATER);
    for (const path of ['/', '/log', '/']) {
      await visit(path, rewritten.files, first.files);
      expect(await screen.findByText(/和这部手机以前看到的接不上/), path).toBeTruthy();
    }
  });

  it('that goes on is no fork, nor is an older release that a device without room opens again', async () => {
    const first = edition(await logOf(entry(1)));
    const second = edition(await logOf(entry(1), SECOND), first.next, LATER);
    for (const { files } of [first, second, first]) {
      await visit('/log', files, first.files);
      expect(document.body.textContent).not.toContain('接不上');
    }
  });

  it('that a newer release no longer carries is missed by a device that saw it, on every page of the app', async () => {
    const first = edition(await logOf(entry(1)));
    await visit('/log', first.files);
    const more = { 'tombstones.json': TOMBSTONES };
    const silent = publish({ records: RECORDS, more, version: 2, previous: first.next, now: LATER });
    await visit('/', silent.files, first.files);
    expect(await screen.findByText(/公布记录前后不连贯/)).toBeTruthy();
  });

  it('of another site of the same host, under the same name, is not held against this one', async () => {
    localStorage.setItem(`log-seen:example ${'0'.repeat(64)}`, `9 ${'0'.repeat(64)} 9 1`);
    await visit('/log', edition(await logOf(entry(1))).files);
    expect(document.body.textContent).not.toContain('接不上');
  });

  it('whose chain is broken is said to be', async () => {
    const [one, two] = await logOf(entry(1), SECOND);
    if (!one || !two) throw new Error('no entries');
    await visit('/log', edition([{ ...one, changes: [] }, two]).files);
    expect(await screen.findByText(/公布记录前后不连贯/)).toBeTruthy();
  });
});
