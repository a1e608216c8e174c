import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Case, honest } from '../../support/tuf-case.ts';
import { CASES } from '../../support/tuf-cases.ts';
import { TUF_CLIENT } from '../../support/tuf-client-process.ts';
import { TufJsClient } from '../../support/tuf-clients.ts';
import { T0 } from '../../support/tuf-repository.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** What tuf-js makes of a row. */
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

describe('the same repositories, read by tuf-js: it agrees exactly where no difference is explained', () => {
  it.each(CASES)('$name', async (row) => {
    if (TUF_CLIENT !== null && row.third !== undefined) return expect(theirs(row), row.third).rejects.toThrow();
    const table = { name: row.name, expected: row.expected, theirs: await theirs(row), differs: row.differs ?? null };
    const agrees = (table.theirs === 'accepts') === (row.expected === 'current');
    expect(agrees, JSON.stringify(table)).toBe(row.differs === undefined);
  });
});
