import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRatings } from '../../../src/core/complaint/ratings.ts';
import { loadWorkspace } from '../../../src/node/publish/workspace/load.ts';
import { makeOffice, RECEIVED } from '../desk/support.ts';

const JULY = new Date('2026-06-30T16:00:00Z');

test('thirty ratings of a half-year become a file that the next publication takes, and the terminal names no institution', async () => {
  const office = await makeOffice();
  const one = { changes: { kind: 'rating', rating: 'satisfied', text: '一句话' } } as const;
  await office.receiveAll(Array.from({ length: 30 }, () => one));
  expect(await office.run(['ratings', '.', '--half', '2026-1'], JULY)).toBe(0);
  const code = office.codes.get('A1') ?? '';
  expect(office.said.out).toContain('共30份评价，1家机构满30份');
  expect(office.said.out).not.toContain(code);
  const text = await readFile(join(office.dir, 'ratings.json'), 'utf8');
  expect(parseRatings(text)?.institutions).toEqual({ [code]: { count: 30, shares: [0, 100, 0, 0, 0] } });
  expect(text).not.toContain('一句话');
  const workspace = await loadWorkspace(office.dir, JULY);
  expect(workspace.ok && workspace.ratings?.half).toBe('2026-1');
});

test.each([
  ['before the half-year is over', {}, new Date('2026-06-30T15:59:59Z')],
  ['where the policy asks for none', { rulebook: 'jinjiang' }, JULY],
])('%s nothing is summed up', async (_, bureau, at) => {
  const office = await makeOffice(bureau);
  await office.receive({ kind: 'rating', rating: 'fair' }, [], RECEIVED);
  expect(await office.run(['ratings', '.', '--half', '2026-1'], at)).toBe(1);
  expect(await readdir(office.dir)).not.toContain('ratings.json');
});

test('a half-year is a year and 1 or 2', async () => {
  const office = await makeOffice();
  for (const half of [[], ['--half', '2026'], ['--half', '2026-3']]) {
    expect(await office.run(['ratings', '.', ...half], JULY)).toBe(2);
  }
});
