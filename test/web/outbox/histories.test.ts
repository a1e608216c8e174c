import { describe, expect, it } from 'vitest';
import { runHistories, runHistory } from './history.ts';

describe('random histories', () => {
  // The next ninety thousand run beside the browser tests (test/e2e/outbox-histories.test.ts): they take a while.
  it('lose nothing, double nothing, believe no receipt that is none, and end with everything delivered', () =>
    runHistories(1, 10_000));
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
    [
      'a draft that goes in a step of its own',
      'drops-the-draft-afterwards',
      'what was submitted is still offered as a draft',
    ],
    [
      'sealed pieces that go by the phone’s clock',
      'believes-its-own-clock',
      'what could be sent again was dropped too early',
    ],
  ] as const)('%s', async (_title, mutant, fault) => {
    const seen: string[] = [];
    for (let seed = 1; seed <= 5000 && !seen.includes(fault); seed++) {
      seen.push(...(await runHistory(seed, mutant)).faults);
    }
    expect(seen).toContain(fault);
  });
});
