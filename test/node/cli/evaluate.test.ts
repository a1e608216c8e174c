import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/node/cli/evaluate.ts';
import { ran } from '../../support/terminal.ts';

const FACTS = {
  period: { from: '2025-01-01', to: '2025-12-31' },
  institutions: [
    {
      id: 'a1',
      assessments: { positiveTier: 'good' },
      events: [{ kind: 'safetyPoints', on: '2025-03-02', documentNo: '记1', points: 1 }],
      amendments: [{ kind: 'directDowngrade', on: '2026-03-03', to: 'D' }],
    },
  ],
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
  await writeFile(join(folder, 'facts.json'), JSON.stringify(FACTS));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], stdin = '') {
  const world = { cwd: folder, now: new Date('2026-01-15T00:00:00Z'), stdin: async () => stdin };
  const { code: exit, ...said } = await ran(evaluate, args, world);
  return { exit, ...said };
}

describe('yixinma evaluate', () => {
  it('writes the result of the contract from a file, from - and from standard input', async () => {
    const text = JSON.stringify(FACTS);
    const runs = [
      await run(['--rulebook', 'jinjiang', '--facts', 'facts.json']),
      await run(['--rulebook', 'jinjiang', '--facts', '-'], text),
      await run(['--rulebook', 'jinjiang'], `\uFEFF${text}`),
    ];
    for (const { exit, out, err } of runs) {
      expect([exit, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toEqual({
        rulebook: 'jinjiang',
        results: [
          {
            id: 'a1',
            grade: 'A',
            status: 'graded',
            reasons: [
              {
                rule: 'tier-good',
                article: '第十四条',
                effect: 'grade A',
                observed: 'good',
                threshold: 'good',
                events: [],
              },
            ],
            rulings: ['JJ-1', 'JJ-7'],
            problems: [{ code: 'downgrade-without-approval', path: 'amendments[0].documentNo' }],
          },
        ],
      });
    }
  });

  it('takes rulings', async () => {
    const { out } = await run([
      '--rulebook',
      'jinjiang',
      '--ruling',
      'JJ-1=literal',
      '--ruling',
      'GEN-3=display-only',
      '--facts',
      'facts.json',
    ]);
    expect(JSON.parse(out).results[0].grade).toBe('C');
  });

  it('does not lose the digits of a score on the way', async () => {
    const facts = `{"period":{"from":"2025-01-01","to":"2025-12-31"},"institutions":[{"id":"a",
      "assessments":{"onSite":{"inspectors":2,"items":[{"id":"1","max":100,"score":59.99999999999999999}]}}}]}`;
    const { out } = await run(['--rulebook', 'wugang'], facts);
    expect(JSON.parse(out).results[0]).toMatchObject({ grade: 'poor', reasons: [{ observed: '59.99' }] });
  });

  it('refuses wrong facts with all problems: exit 1, as JSON and as text', async () => {
    const wrong = JSON.stringify({
      ...FACTS,
      institutions: [{ id: 'a', events: [{ kind: 'x' }, { kind: 'obstruction' }] }],
    });
    const json = await run(['--rulebook', 'wugang', '--json'], wrong);
    expect(json.exit).toBe(1);
    expect(JSON.parse(json.out)).toEqual({
      problems: [
        { code: 'unknown-kind', path: 'institutions[0].events[0].kind' },
        { code: 'missing', path: 'institutions[0].events[1].on' },
      ],
    });
    const text = await run(['--rulebook', 'wugang'], wrong);
    expect(text.exit).toBe(1);
    expect(text.out).toContain('institutions[0].events[0].kind: unknown-kind 没有这一类');
  });

  it('refuses what is not JSON, with line and column', async () => {
    const { exit, out } = await run(['--rulebook', 'wugang', '--json'], '{\n  "period": }');
    expect([exit, JSON.parse(out)]).toEqual([1, { problems: [{ code: 'not-json', path: '2:13' }] }]);
  });

  it.each([
    ['no rulebook', [], 'jinjiang, wugang'],
    ['an unknown rulebook', ['--rulebook', 'nowhere'], 'jinjiang, wugang'],
    ['an unknown ruling', ['--rulebook', 'wugang', '--ruling', 'JJ-1=literal'], 'WG-3=default|none'],
    ['an unknown alternative', ['--rulebook', 'jinjiang', '--ruling', 'JJ-1=x'], 'thresholds, literal'],
    ['a ruling without a choice', ['--rulebook', 'jinjiang', '--ruling', 'JJ-1'], 'thresholds, literal'],
    ['a file that is not there', ['--rulebook', 'jinjiang', '--facts', 'none.json'], 'none.json'],
  ])('exits 2 on %s, and lists what is valid', async (_title, args, listed) => {
    const { exit, out, err } = await run(args, '{}');
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(listed);
  });
});
