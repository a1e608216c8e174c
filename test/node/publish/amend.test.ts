/** Changes within the year: each a publication of its own, with its kind of reason in the log. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { LogEntry } from '../../../src/core/trust/log.ts';
import { amend } from '../../../src/node/cli/amend.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { changeReason, logFaults } from '../../../src/node/verify/amended.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { graded, record } from '../../support/records.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

type Row = Readonly<Record<string, string>>;
const ROWS = [
  { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '青石镇中街12号' },
  { 机构编号: 'A2', 名称: '白水镇卫生院', 地址: '白水街1号' },
];
const NEW = { 机构编号: 'A3', 名称: '河口诊所', 地址: '河口村1号' };
const downgrade = (documentNo: string): Row => ({
  ...{ 机构编号: 'A1', 事件类型: '直接降级', 日期: '2026-03-01', 文书号: documentNo, 降至等级: '差' },
});
const withdrawal: Row = { 机构编号: 'A2', 事件类型: '停用标识', 日期: '2026-03-02', 文书号: '', 停用原因: '歇业' };
const LATER = new Date('2026-03-10T02:00:00Z');

let base: string;
let dir: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-amend-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function write(rows: readonly Row[], scores: Readonly<Record<string, string>>, events: readonly Row[]) {
  const assessed = Object.entries(scores).flatMap(([id, score]) => onSite(id, score));
  await writeCounty(dir, { 机构: rows, 评定: assessed, ...(events.length > 0 && { 事件: events }) });
}

/** The release, once the whole site verifies. */
async function read() {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const page = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const { release, problems } = await verifySite(directoryFetcher(join(dir, 'site/d')), page, fingerprint(root), LATER);
  expect(problems).toEqual([]);
  if (release === null) throw new Error('nothing published');
  return release;
}

/** Publishes; the newest entry of the log. */
async function publish(now: Date): Promise<LogEntry | undefined> {
  const input = { dir, year: 2026, stage: 'final' as const, now, passphrase: PASSPHRASE, dist: join(base, 'dist') };
  expect(await publishRelease(input)).toMatchObject({ ok: true });
  return (await read()).log.at(-1);
}

async function run() {
  let err = '';
  const io = { stdin: async () => '', out: () => {}, now: () => LATER, cwd: base, env: {} };
  const code = await amend.run(['county'], { ...io, err: (text) => (err += text) });
  return { code, err };
}

describe('an amendment', () => {
  it('needs grades in force', async () => {
    await write(ROWS, { A1: '93.5', A2: '83.5' }, []);
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('还没有公布过最终结果') });
    expect((await publish(NOW))?.kind).toBe('grading');
  });

  it('is refused without the document that lowers a grade, all of them at once', async () => {
    await write(ROWS, { A1: '93.5', A2: '83.5' }, [downgrade(''), { ...downgrade(''), 机构编号: 'A2' }]);
    const { code, err } = await run();
    expect([code, err.match(/没有文书号/g)?.length]).toEqual([1, 2]);
  });

  it('is logged as such when a grade is lowered, a label withdrawn, an institution new', async () => {
    const files = async () => readdir(join(dir, 'site/d/targets/example/2026'));
    const before = await files();
    await write(ROWS, { A1: '93.5', A2: '83.5' }, [downgrade('示卫信〔2026〕1号')]);
    expect(await publish(LATER)).toMatchObject({ kind: 'amendment', changes: [{ to: 'poor', why: 'downgrade' }] });
    const after = await files();
    const kept = before.filter((name) => after.includes(name)).map((name) => name.replace(/^[0-9a-f]+\./, ''));
    for (const name of ['bureau.json', 'rulebook.json']) expect(kept).toContain(name);
    await write(ROWS, { A1: '93.5', A2: '83.5' }, [downgrade('示卫信〔2026〕1号'), withdrawal]);
    expect(await publish(LATER)).toMatchObject({
      kind: 'amendment',
      changes: [{ from: 'qualified', to: null, why: 'closure' }],
    });
    await write([...ROWS, NEW], { A1: '93.5', A2: '83.5', A3: '70' }, [downgrade('示卫信〔2026〕1号'), withdrawal]);
    expect(await publish(LATER)).toMatchObject({
      kind: 'amendment',
      changes: [{ from: null, to: 'qualified', why: 'new' }],
    });
  });

  it('is a correction when a published score was wrong, and verify names a correction that calls itself an amendment', async () => {
    await write([...ROWS, NEW], { A1: '93.5', A2: '83.5', A3: '50' }, [downgrade('示卫信〔2026〕1号'), withdrawal]);
    const entry = await publish(LATER);
    expect(entry).toMatchObject({
      kind: 'correction',
      changes: [{ from: 'qualified', to: 'poor', why: 'correction' }],
    });
    if (entry === undefined) throw new Error('no entry');
    const { log, records } = await read();
    expect(logFaults(log, records)).toEqual([]);
    const other = (difference: Partial<LogEntry>) => [...log.slice(0, -1), { ...entry, ...difference }];
    const [change] = entry.changes;
    if (change === undefined) throw new Error('no change');
    expect(logFaults(other({ kind: 'amendment' }), records)).toEqual([`${change.code}: no amendment`]);
    expect(logFaults(other({ changes: [{ ...change, why: 'downgrade' }] }), records)).toEqual([
      `${change.code}: no amendment`,
    ]);
    expect(logFaults(other({ changes: [{ ...change, to: 'excellent' }] }), records)).toEqual([
      `${change.code}: the log leads to another grade`,
    ]);
    expect(logFaults(other({ changes: [] }), records)).toEqual([`${change.code}: the log leads to another grade`]);
    expect(logFaults(other({ kind: 'grading' }), records)).toEqual([`no. ${entry.version}: not a grading`]);
    expect(logFaults(other({ kind: 'refresh' }), records)).toEqual([`no. ${entry.version}: not a refresh`]);
  });
});

describe('the reason of a change', () => {
  const withdrawn = (cause: 'closed' | 'licenceRevoked' | 'other') =>
    record({ outcome: { status: 'withdrawn', cause, on: isoDate('2026-03-02') } });
  const lowered = record({
    outcome: { ...graded, change: { from: 'A', on: isoDate('2026-03-01'), article: '七', documentNo: '1号' } },
  });
  it.each([
    ['lowered by a decision', { from: 'A', to: 'C' }, lowered, 'downgrade'],
    ['its label withdrawn', { from: 'A', to: null }, withdrawn('other'), 'label-withdrawn'],
    ['its licence revoked', { from: 'A', to: null }, withdrawn('licenceRevoked'), 'label-withdrawn'],
    ['closed', { from: 'A', to: null }, withdrawn('closed'), 'closure'],
    ['off the list', { from: 'A', to: null }, undefined, 'closure'],
    ['graded for the first time', { from: null, to: 'A' }, record({ outcome: graded }), 'new'],
    [
      'graded otherwise without a decision, as after a repair',
      { from: 'C', to: 'A' },
      record({ outcome: graded }),
      'correction',
    ],
    [
      'no longer graded',
      { from: 'A', to: null },
      record({ outcome: { status: 'not-graded', state: 'incomplete' } }),
      'correction',
    ],
  ] as const)('%s: %s', (_, change, one, reason) => {
    expect(changeReason({ code: 'K7M2P9Q4R1', ...change }, one)).toBe(reason);
  });
});
