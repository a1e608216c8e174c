import { describe, expect, it } from 'vitest';
import { measureVerifier } from '../../../src/node/build/verifier-bytes.ts';

describe('the verifier in a browser', () => {
  it('stays within 6 kB where a page needs it, and within 8 kB with delegations and every kind of key', async () => {
    const budgets = await measureVerifier(process.cwd());
    const [page = 0, whole = 0] = budgets.map(({ value }) => value);
    expect(
      budgets.every(({ ok }) => ok),
      JSON.stringify(budgets),
    ).toBe(true);
    expect(page, 'something was weighed').toBeGreaterThan(2000);
    expect(whole).toBeGreaterThan(page);
  });
});
