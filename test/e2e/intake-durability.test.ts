/**
 * Acknowledged is stored: after kill -9, and after a power cut, which here is what a disk still holds of files that were
 * synced (test/support/power-cut). The control is a disk that answers syncs without doing them: it must lose.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/node/intake/store/audit.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { temporaryFolder } from '../support/browser.ts';
import { noteFault } from '../support/fault-table.ts';
import { compileShim } from '../support/power-cut/shim.ts';

/** So many deaths in the middle of a write; a kill may also fall just between two writes, then there is one more. */
const ROUNDS = 6;
const MOST_ROUNDS = 30;
let shim: string | null = null;

beforeAll(async () => {
  shim = await compileShim('durable');
});

interface Killed {
  readonly acknowledged: readonly string[];
  /** A group was begun and not acknowledged when the process died. */
  readonly inFlight: boolean;
}

/** Lets the writer work until `groups` are acknowledged, then kills it in the middle of what follows. */
async function writeAndKill(file: string, seed: string, groups: number, env: NodeJS.ProcessEnv): Promise<Killed> {
  const writer = spawn(process.execPath, ['test/support/intake-writer.ts', file, seed], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'exit');
  const acknowledged: string[] = [];
  let [begun, done] = [0, 0];
  for await (const line of createInterface({ input: writer.stdout })) {
    if (line.startsWith('begin')) begun++;
    if (line.startsWith('done')) {
      done++;
      acknowledged.push(...line.split(' ').slice(1));
    }
    if (done >= groups && line.startsWith('begin')) writer.kill('SIGKILL');
  }
  await ended;
  return { acknowledged, inFlight: begun > done };
}

function rowsOf(file: string): string[] {
  const db = new Database(file);
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const table = db.prepare("select name from sqlite_master where name = 'submissions'").get();
    if (table === undefined) return [];
    return db
      .prepare<[], { id: string }>('select id from submissions')
      .all()
      .map(({ id }) => id);
  } finally {
    db.close();
  }
}

async function rounds(fault: string, how: 'kill' | 'cut' | 'lying-disk') {
  const total = { acknowledged: 0, stored: 0, lost: 0, doubled: 0, inFlight: 0 };
  for (let round = 0; total.inFlight < ROUNDS && round < MOST_ROUNDS; round++) {
    const base = await temporaryFolder('durability');
    const [root, shadow] = [join(base, 'root'), join(base, 'shadow')];
    for (const folder of [root, shadow]) await mkdir(folder);
    const cut = { LD_PRELOAD: shim ?? '', POWER_CUT_ROOT: root, POWER_CUT_SHADOW: shadow };
    const env = how === 'kill' ? {} : how === 'cut' ? cut : { ...cut, POWER_CUT_DROP: '1' };
    const killed = await writeAndKill(join(root, 'intake.sqlite'), `${fault} ${round}`, 10 + 7 * (round % ROUNDS), env);
    const rows = rowsOf(join(how === 'kill' ? root : shadow, 'intake.sqlite'));
    const stored = new Set(rows);
    total.acknowledged += killed.acknowledged.length;
    total.stored += rows.length;
    total.lost += killed.acknowledged.filter((id) => !stored.has(id)).length;
    total.doubled += rows.length - stored.size;
    total.inFlight += killed.inFlight ? 1 : 0;
    if (how !== 'lying-disk') await expectChainWhole(join(how === 'kill' ? root : shadow, 'intake.sqlite'));
  }
  await noteFault(fault, total, `${total.inFlight} deaths with a write in flight`);
  return total;
}

async function expectChainWhole(file: string): Promise<void> {
  const store = await openStore({ file });
  expect(verifyAudit(await store.audit(1, 10_000))).toBeNull();
  await store.close();
}

describe('what was acknowledged is stored', () => {
  it('after kill -9 in the middle of writing', async () => {
    const { acknowledged, lost, doubled, inFlight } = await rounds('kill -9 of the store', 'kill');
    expect(acknowledged).toBeGreaterThan(500);
    expect(inFlight).toBe(ROUNDS);
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  });

  it('after a power cut in the middle of writing', async ({ skip }) => {
    skip(shim === null, 'no C compiler on Linux here: a power cut cannot be simulated');
    const { acknowledged, lost, doubled, inFlight } = await rounds('power cut', 'cut');
    expect(acknowledged).toBeGreaterThan(500);
    expect(inFlight).toBe(ROUNDS);
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  });

  it('and the control, a disk that does not sync, loses acknowledged rows', async ({ skip }) => {
    skip(shim === null, 'no C compiler on Linux here: a power cut cannot be simulated');
    const { acknowledged, lost } = await rounds('power cut on a disk that does not sync (control)', 'lying-disk');
    expect(acknowledged).toBeGreaterThan(500);
    expect(lost).toBeGreaterThan(0);
  });
});
