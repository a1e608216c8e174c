import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignatureCheck } from '../../../src/core/trust/keys.ts';
import type { Case } from '../../support/tuf-case.ts';
import { CASES } from '../../support/tuf-cases.ts';
import { OurClient, TufJsClient } from '../../support/tuf-clients.ts';
import { T0, TufRepository } from '../../support/tuf-repository.ts';

afterEach(() => {
  vi.useRealTimers();
});

function honest(row: Case): TufRepository {
  const repository = new TufRepository(T0);
  row.before?.(repository);
  return repository;
}

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

/** What tuf-js makes of the same row. */
async function theirs(row: Case): Promise<string> {
  const repository = honest(row);
  const builtBefore = row.returning === true || row.builtBefore === true;
  if (!builtBefore) row.change(repository);
  const client = new TufJsClient(repository, repository.files.get('metadata/1.root.json'));
  vi.useFakeTimers({ now: T0, toFake: ['Date'] });
  try {
    if (row.returning) {
      const first = await client.outcome();
      if (first !== 'accepts') return `first visit: ${first}`;
    }
    if (builtBefore) row.change(repository);
    vi.setSystemTime(row.at ?? T0);
    return await client.outcome(row.file);
  } finally {
    client.dispose();
  }
}

describe('named repositories, good and attacked: ours, tuf-js, expected', () => {
  it('has at least 40 rows with names of their own', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CASES)('$name → $expected', async (row) => {
    const table = { name: row.name, ours: await ours(row), theirs: await theirs(row), differs: row.differs ?? null };
    expect(table.ours, JSON.stringify(table)).toBe(row.expected);
    const agrees = (table.theirs === 'accepts') === (row.expected === 'current');
    expect(agrees, `${JSON.stringify(table)} – tuf-js agrees exactly where no difference is explained`).toBe(
      row.differs === undefined,
    );
  });

  it('planted mutant: with the signature check disabled at least 10 rows turn red', async () => {
    const red: string[] = [];
    for (const row of CASES) if ((await ours(row, async () => true)) !== row.expected) red.push(row.name);
    expect(red.length, red.join('\n')).toBeGreaterThanOrEqual(10);
  });
});
