import { describe, expect, it } from 'vitest';
import { runHistory } from './history.ts';

const HISTORIES = 100_000;

describe('a hundred thousand random histories', () => {
  it('lose nothing, double nothing, believe no receipt that is none, and end with everything delivered', async () => {
    const sums: Record<string, number> = {};
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const { faults, ends } = await runHistory(seed);
      if (faults.length > 0) expect.fail(`seed ${seed}: ${faults.join('; ')}`);
      for (const [name, count] of Object.entries(ends)) sums[name] = (sums[name] ?? 0) + count;
    }
    // Not idle: every end was reached, many times.
    const { promised, delivered, stuck, lost, resent, deleted } = sums;
    expect(promised).toBeGreaterThan(0.9 * HISTORIES);
    expect(delivered).toBeGreaterThan(HISTORIES);
    for (const rare of [stuck, lost, resent, deleted]) expect(rare).toBeGreaterThan(HISTORIES / 100);
  }, 120_000);
});

describe('the histories notice', () => {
  it.each([
    ['an outbox that believes every receipt', 'no-receipt-check', 'delivered without a genuine receipt for it'],
    ['two senders without a lock', 'no-lock', 'two senders at once'],
    ['a store that says “stored” before it is', 'says-stored-before-it-is', 'lost without a trace'],
    [
      'a store that writes back what it read a while ago',
      'writes-back-what-it-read',
      'what a person deleted came back',
    ],
  ] as const)('%s', async (_title, mutant, fault) => {
    const seen: string[] = [];
    for (let seed = 1; seed <= 5000 && !seen.includes(fault); seed++) {
      seen.push(...(await runHistory(seed, mutant)).faults);
    }
    expect(seen).toContain(fault);
  });
});
