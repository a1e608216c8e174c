/** What was acknowledged is there, however the process that acknowledged it ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { verifyAudit } from '../../src/node/intake/store/audit.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { testDatabase } from '../support/postgres.ts';

const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** Thirty-two callers without pause; a line for every answer, out before the next submission is sent. */
const SERVICE = `
import { writeSync } from 'node:fs';
const { openStore } = await import(${module('../../src/node/intake/store/open.ts')});
const { groupCommit } = await import(${module('../../src/node/intake/group-commit.ts')});
const { arrival, signer } = await import(${module('../node/intake/store/support.ts')});
const group = groupCommit(await openStore(JSON.parse(process.argv[1])), signer().sign);
const caller = async (_, index) => {
  for (let count = 0; ; count++) {
    const { receipt } = await group.submit(arrival(process.pid + ' ' + index + ' ' + count));
    writeSync(1, receipt.number + '\\n');
  }
};
await Promise.all(Array.from({ length: 32 }, caller));
`;

/** Numbers of the receipts that came out before the process was killed. */
async function acknowledgedUntilKilled(where: object, enough: number): Promise<readonly string[]> {
  const args = ['--input-type=module', '-e', SERVICE, JSON.stringify(where)];
  const service = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const numbers: string[] = [];
  for await (const line of createInterface({ input: service.stdout })) {
    if (numbers.push(line) === enough) service.kill('SIGKILL');
  }
  if (service.exitCode === null && service.signalCode === null) await once(service, 'exit');
  return numbers;
}

async function expectAllThere(where: Parameters<typeof openStore>[0]): Promise<void> {
  const numbers = [...(await acknowledgedUntilKilled(where, 700)), ...(await acknowledgedUntilKilled(where, 300))];
  expect(numbers.length).toBeGreaterThanOrEqual(1000);
  const store = await openStore(where);
  const stored = new Set((await store.list({})).map((row) => row.number));
  expect(numbers.filter((number) => !stored.has(number))).toEqual([]);
  const entries = await store.audit(1, 10_000);
  expect(verifyAudit(entries)).toBeNull();
  const counted = entries.reduce((sum, entry) => sum + Number(JSON.parse(entry.detail).count), 0);
  expect(counted).toBe(stored.size);
  await store.close();
}

it('keeps every acknowledged submission when the process is killed, on SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yixinma-kill-'));
  await expectAllThere({ file: join(dir, 'intake.db') });
  await rm(dir, { recursive: true, force: true });
});

it('keeps every acknowledged submission when the process is killed, on PostgreSQL', async () => {
  const database = await testDatabase();
  await expectAllThere({ databaseUrl: database.url, file: '' });
  await database.drop();
});
