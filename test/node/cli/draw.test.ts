import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opensslHmac } from '../../support/openssl.ts';
import { typed } from '../../support/terminal.ts';

const INSTITUTIONS = [
  ...Array.from({ length: 21 }, (_, n) => ({ id: `a${n}`, grade: 'A' })),
  ...Array.from({ length: 7 }, (_, n) => ({ id: `b${n}`, grade: 'B' })),
  { id: 'd1', grade: 'D' },
  { id: 'none', grade: null },
];
const FACTS = JSON.stringify({ institutions: INSTITUTIONS });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draw-'));
  await writeFile(join(folder, 'facts.json'), FACTS);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], stdin = '') {
  const world = { cwd: folder, now: new Date('2026-01-15T00:00:00Z'), stdin: async () => stdin };
  const { code: exit, ...said } = await typed(['draw', ...args], world);
  return { exit, ...said };
}

describe('yixinma draw --seed', () => {
  it('writes the result of the contract from a file, from - and from standard input', async () => {
    const runs = [
      await run(['--seed', '2026 第一次', '--facts', 'facts.json']),
      await run(['--seed', '2026 第一次', '--facts', '-'], FACTS),
      await run(['--seed', '2026 第一次'], FACTS),
      await run(['--seed', '2026 第一次', '--rulebook', 'yangshan'], FACTS),
    ];
    const first = (grade: string, size: number) =>
      INSTITUTIONS.filter((one) => one.grade === grade)
        .map(({ id }) => `${opensslHmac('2026 第一次', id)} ${id}`)
        .sort()
        .slice(0, size)
        .map((line) => line.slice(65));
    for (const { exit, out, err } of runs) {
      expect([exit, err]).toEqual([0, '']);
      const result: unknown = JSON.parse(out);
      expect(result).toEqual({
        seed: '2026 第一次',
        drawn: [...first('A', 2), ...first('B', 2), 'd1'],
        byGrade: {
          A: { of: 21, drawn: 2 },
          B: { of: 7, drawn: 2 },
          C: { of: 0, drawn: 0 },
          D: { of: 1, drawn: 1 },
          E: { of: 0, drawn: 0 },
        },
      });
      expect(Object.keys(result ?? {})).toEqual(['seed', 'drawn', 'byGrade']);
    }
  });

  it('refuses a wrong list with every path, as text and as JSON', async () => {
    const wrong = '{"institutions":[{"id":"a1","grade":"AA"},{"id":"a1"}]}';
    const text = await run(['--seed', 's'], wrong);
    expect([text.exit, text.err]).toEqual([1, '']);
    expect(text.out).toContain('institutions[0].grade: unknown-value');
    const json = await run(['--seed', 's', '--json'], wrong);
    expect(json.exit).toBe(1);
    expect(JSON.parse(json.out)).toEqual({
      problems: [
        { code: 'unknown-value', path: 'institutions[0].grade' },
        { code: 'missing', path: 'institutions[1].grade' },
        { code: 'duplicate-id', path: 'institutions[1].id' },
      ],
    });
  });

  it.each([
    ['no seed', []],
    ['a policy that draws nothing', ['--seed', 's', '--rulebook', 'wugang']],
    ['a policy beside a sealed draw, which has its own', ['commit', 'county', '--rulebook', 'yangshan']],
    ['an empty seed', ['--seed', '']],
    ['a missing file', ['--seed', 's', '--facts', 'nowhere.json']],
    ['an unknown step', ['shuffle', 'county']],
    ['no folder', ['commit']],
    ['a seed of one’s own for a sealed draw', ['commit', 'county', '--seed', 'mine']],
    ['an unknown option', ['--seeds', 's']],
  ])('says how it is used for %s', async (_, args) => {
    const { exit, out, err } = await run(args, FACTS);
    expect([exit, out]).toEqual([2, '']);
    expect(err).not.toBe('');
  });

  it('says of a folder without a release that nothing is published', async () => {
    const { exit, out } = await run(['commit', '.', '--json']);
    expect([exit, JSON.parse(out)]).toEqual([1, { code: 'nothing-published' }]);
    expect((await run(['reveal', '.'])).err).toContain('yixinma publish');
  });
});
