import { describe, expect, it } from 'vitest';
import type { SignatureCheck } from '../../../src/core/trust/keys.ts';
import { type Case, honest } from '../../support/tuf-case.ts';
import { CASES } from '../../support/tuf-cases.ts';
import { OurClient } from '../../support/tuf-clients.ts';
import { T0 } from '../../support/tuf-repository.ts';

/** What our verifier makes of a row, in one word. */
async function ours(row: Case, signedEnough?: SignatureCheck): Promise<string> {
  const repository = honest(row);
  const builtBefore = row.returning === true || row.builtBefore === true;
  if (!builtBefore) row.change(repository);
  const client = new OurClient(repository, signedEnough);
  if (row.returning) {
    const first = await client.outcome(T0);
    if (first !== 'current') return `first visit: ${first}`;
  }
  if (builtBefore) row.change(repository);
  client.pin = { ...client.pin, minimumVersion: row.minimumVersion ?? 1 };
  return client.outcome(row.at ?? T0, row.file);
}

describe('named repositories, good and attacked', () => {
  it('has at least 40 rows with names of their own', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CASES)('$name → $expected', async (row) => {
    expect(await ours(row)).toBe(row.expected);
  });

  it('planted mutant: with the signature check disabled at least 10 rows turn red', async () => {
    const red: string[] = [];
    for (const row of CASES) if ((await ours(row, async () => true)) !== row.expected) red.push(row.name);
    expect(red.length, red.join('\n')).toBeGreaterThanOrEqual(10);
  });
});
