/** Backup, restore and the move to PostgreSQL: files and marks around the store's own dump. */
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import Database from 'better-sqlite3';
import type { ReceiptKeys } from '../../core/complaint/keys.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { movedTo } from '../intake/moved.ts';
import { dumpStore, restoreInto } from '../intake/store/dump.ts';
import type { DumpClosing } from '../intake/store/dump-format.ts';
import { openStore } from '../intake/store/open.ts';
import type { IntakeStore } from '../intake/store/store.ts';
import type { StoredRow } from '../intake/store/stored-rows.ts';
import { isFile } from '../publish/workspace/sources.ts';
import { brokenChain, checkChain } from './chain.ts';
import { checkDump, type DumpCheck, type DumpProblem } from './check-dump.ts';
import { DeskFault } from './fault.ts';
import { markMoved, plainAddress, unmarkMoved } from './moved.ts';
import { databaseFile } from './place.ts';

/**
 * Writes a backup to a new file, durable when this resolves. What was cut off has no end and is refused when restored.
 * Throws DeskFault `file-exists`.
 */
export async function backupTo(store: IntakeStore, file: string, at: string): Promise<DumpClosing> {
  const handle = await open(file, 'wx', 0o600).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
    throw new DeskFault(
      'file-exists',
      `${file}已经存在，没有覆盖。请换一个文件名。`,
      `${file} exists already and was not overwritten: choose another name.`,
    );
  });
  try {
    // Flushed to the disk before it is closed.
    const closing = await dumpStore(store, handle.createWriteStream({ flush: true }), at);
    await store.note('backup', JSON.stringify({ sha256: closing.sha256, ...closing.counts }), at);
    return closing;
  } catch (fault) {
    await handle.close();
    await rm(file, { force: true });
    throw fault;
  }
}

/**
 * Into an empty database only, and only when everything that can be checked holds (`check-dump.ts`): otherwise all that is
 * wrong, and nothing is stored. `keys`: null where the bureau's receipt keys are not here.
 * Throws StoreFault `not-empty`, DumpFault, and what the file system throws.
 */
export async function restoreFrom(
  store: IntakeStore,
  file: string,
  at: string,
  keys: ReceiptKeys | null,
): Promise<Result<DumpClosing, readonly DumpProblem[]>> {
  const check = checkDump(keys);
  // Checked on the way in, within the one transaction: nobody can exchange the file between a look and the reading.
  const guarded: IntakeStore = { ...store, fill: (rows, note) => store.fill(checked(rows, check), note) };
  try {
    return ok(await restoreInto(guarded, createReadStream(file), at));
  } catch (fault) {
    if (fault instanceof Refused) return fail(fault.problems);
    throw fault;
  }
}

/** Ends the transaction. */
class Refused extends Error {
  readonly problems: readonly DumpProblem[];
  constructor(problems: readonly DumpProblem[]) {
    super('the dump does not hold');
    this.problems = problems;
  }
}

async function* checked(rows: AsyncIterable<StoredRow>, check: DumpCheck): AsyncGenerator<StoredRow> {
  for await (const row of rows) {
    await check.take(row);
    yield row;
  }
  const problems = check.problems();
  if (problems.length > 0) throw new Refused(problems);
}

export interface Moved {
  /** Without user and password. */
  readonly to: string;
  readonly counts: DumpClosing['counts'];
}

/**
 * Copies the SQLite database of a workspace into an empty PostgreSQL database and compares both. The file stays as it is
 * and is marked, from the beginning on, so that nobody writes to it meanwhile or afterwards; when anything fails the mark
 * goes and the file is the database as before. `openTarget` stands for `openStore({ databaseUrl })`.
 * Throws DeskFault `no-database`, `in-use`, `broken-chain`, `differs`; StoreFault `not-empty`.
 */
export async function moveDatabase(
  dir: string,
  databaseUrl: string,
  at: string,
  openTarget: () => Promise<IntakeStore>,
): Promise<Moved> {
  const file = databaseFile(dir);
  if (!(await isFile(file))) {
    throw new DeskFault('no-database', `没有${file}，没有可迁移的。`, `There is no ${file}: nothing to move.`);
  }
  demandUnused(file);
  const to = plainAddress(databaseUrl);
  // A mark from before stays whatever happens now: what it protects may have been moved indeed.
  const marked = (await movedTo(dir)) !== null;
  if (!marked) await markMoved(dir, to, at);
  try {
    const source = await openStore({ file });
    const target = await openTarget().catch(async (fault) => {
      await source.close();
      throw fault;
    });
    try {
      const counts = await copyAll(source, target, at);
      await target.note('moved', JSON.stringify({ from: 'sqlite', ...counts }), at);
      await markMoved(dir, to, at);
      return { to, counts };
    } finally {
      await source.close();
      await target.close();
    }
  } catch (fault) {
    if (!marked) await unmarkMoved(dir);
    throw fault;
  }
}

async function copyAll(source: IntakeStore, target: IntakeStore, at: string): Promise<DumpClosing['counts']> {
  const before = await checkChain(source);
  if (before.broken !== null) throw brokenChain(before.broken);
  const pipe = new PassThrough();
  // Either side that fails ends the other, which would wait for ever.
  const dumped = dumpStore(source, pipe, at).catch((fault: Error) => {
    pipe.destroy(fault);
    throw fault;
  });
  const [first, second] = await Promise.allSettled([
    dumped,
    restoreInto(target, pipe, at).finally(() => pipe.destroy()),
  ]);
  if (second.status === 'rejected') throw second.reason;
  if (first.status === 'rejected') throw first.reason;
  await demandSame(source, target, before.head);
  return second.value.counts;
}

/** The target holds what the source holds, and its chain goes on from the source's head. */
async function demandSame(
  source: IntakeStore,
  target: IntakeStore,
  head: { readonly seq: number; readonly hash: string },
): Promise<void> {
  const [ours, theirs] = [await source.counts(), await target.counts()];
  const sorted = (counts: typeof ours) => JSON.stringify([Object.entries(counts.byState).sort(), counts.parts]);
  const last = head.seq === 0 ? [] : await target.audit(head.seq, 1);
  const after = await checkChain(source);
  const chain = await checkChain(target);
  const same = sorted(ours) === sorted(theirs) && (head.seq === 0 || last[0]?.hash === head.hash);
  if (same && chain.broken === null && after.head.hash === head.hash) return;
  throw new DeskFault(
    'differs',
    '两边不一致，或迁移时有人写入。仍以原来的文件为准：请停止服务，清空目标数据库后重新迁移。',
    'The two differ, or something was written meanwhile. The file stays the database: stop the service, empty the target and move again.',
  );
}

/** Who has the database open holds a lock that keeps this one out (SQLite, exclusive locking mode in WAL). */
function demandUnused(file: string): void {
  // The store's own library: file locks of one process do not keep out another copy of SQLite within it.
  const probe = new Database(file, { timeout: 0 });
  try {
    probe.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
  } catch {
    throw new DeskFault(
      'in-use',
      '数据库正在使用。请先停止服务（yixinma serve）和其他命令，再迁移。',
      'The database is in use: stop yixinma serve and other commands, then move.',
    );
  } finally {
    probe.close();
  }
}
