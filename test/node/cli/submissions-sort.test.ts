import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { KINDS } from '../../../src/core/complaint/submission.ts';
import { makeOffice, type Office } from '../desk/support.ts';

const LATE = new Date('2026-04-01T04:00:00Z');
const JULY = new Date('2026-06-30T16:00:00Z');

async function listed(office: Office, ...more: readonly string[]) {
  expect(await office.run(['submissions', 'list', '.', '--json', ...more], LATE)).toBe(0);
  const rows: { number: string; kind: string | null; overdue: boolean }[] = JSON.parse(office.said.out);
  return new Map(rows.map(({ number, kind, overdue }) => [number.replaceAll('-', ''), { kind, overdue }]));
}

test('sorted once, ratings no longer pass for overdue complaints; the file is its owner’s alone and holds kinds only', async () => {
  const office = await makeOffice();
  const received = await office.receiveAll(
    KINDS.map((kind) => ({
      changes: { kind, text: '候诊时间', ...(kind === 'rating' ? { rating: 'fair' } : {}) } as const,
    })),
  );
  expect([...(await listed(office)).values()].every(({ kind, overdue }) => kind === null && overdue)).toBe(true);
  await office.run(['submissions', 'list', '.'], LATE);
  expect(office.said.out).toContain('7件未分拣');
  expect(await office.run(['submissions', 'sort', '.'], LATE)).toBe(0);
  expect(office.said.out).toContain('分拣了7件，早已分拣0件，打不开0件');
  const rows = await listed(office);
  for (const [index, { number }] of received.entries()) {
    const kind = KINDS[index] ?? '';
    expect(rows.get(number)).toEqual({ kind, overdue: ['tip', 'own', 'objection', 'repair'].includes(kind) });
  }
  await office.run(['submissions', 'list', '.'], LATE);
  expect(office.said.out).toContain('已收到 received  评价\n');
  expect(office.said.out).toContain('共7件，逾期4件');
  expect(office.said.out).not.toContain('未分拣');
  const file = join(office.dir, 'intake/kinds.csv');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readFile(file, 'utf8')).split('\n').sort()).toEqual(
    ['', 'number,kind', ...received.map(({ number }, index) => `${number},${KINDS[index]}`)].sort(),
  );
});

test('sorting again opens only what is new; a line that was cut off is sorted again and spoils no other', async () => {
  const office = await makeOffice();
  const first = await office.receive({ kind: 'rating', rating: 'fair' });
  await office.run(['submissions', 'sort', '.']);
  const second = await office.receive({ kind: 'own' });
  await appendFile(join(office.dir, 'intake/kinds.csv'), `${second.number},ow`);
  await office.run(['submissions', 'sort', '.', '--json']);
  expect(JSON.parse(office.said.out)).toEqual({ sorted: 1, known: 1, unopened: 0 });
  const rows = await listed(office);
  expect([rows.get(first.number)?.kind, rows.get(second.number)?.kind]).toEqual(['rating', 'own']);
  const trace = await office.store((store) => store.audit(1, 100));
  expect(trace.filter(({ kind }) => kind === 'sorted')).toHaveLength(2);
});

test('opening one and summing up ratings note kinds too; the table can be limited to kinds, and to what is not sorted', async () => {
  const office = await makeOffice();
  const [tip, rating] = await office.receiveAll([{ changes: {} }, { changes: { kind: 'rating', rating: 'fair' } }]);
  await office.run(['submissions', 'open', '.', tip?.number ?? '']);
  expect([...(await listed(office, '--kind', 'tip')).keys()]).toEqual([tip?.number]);
  expect([...(await listed(office, '--kind', 'unsorted')).keys()]).toEqual([rating?.number]);
  expect(await office.run(['ratings', '.', '--half', '2026-1'], JULY)).toBe(0);
  expect([...(await listed(office, '--kind', 'rating')).keys()]).toEqual([rating?.number]);
  expect([...(await listed(office, '--kind', 'rating', '--kind', 'tip')).keys()]).toHaveLength(2);
  expect(await office.run(['submissions', 'list', '.', '--kind', 'gossip'])).toBe(2);
});

test('what does not open is not sorted away: its term goes on', async () => {
  const office = await makeOffice();
  const { number } = await office.receive({ kind: 'rating', rating: 'fair' });
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(join(office.dir, 'intake/intake.sqlite'));
  db.prepare('update submissions set envelope = ?').run('{');
  db.close();
  await office.run(['submissions', 'sort', '.']);
  expect(office.said.out).toContain('打不开1件');
  expect((await listed(office)).get(number)).toEqual({ kind: null, overdue: true });
  await office.run(['submissions', 'list', '.'], LATE);
  expect(office.said.out).toContain(`${groupReceiptNumber(number)}  `);
});
