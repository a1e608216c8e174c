/** One publisher at a time in a workspace. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's result code for a lock that another connection holds. */
const SQLITE_BUSY = 5;

/** Somebody else is publishing here. */
export class BusyError extends Error {
  readonly code = 'busy';
  constructor(dir: string) {
    super(
      `另一个发布程序正在处理 ${dir}，请等它结束后重试。/ Another process is publishing in ${dir}: wait for it, then try again.`,
    );
    this.name = 'BusyError';
  }
}

/** A mistyped path is called that, and not an unpublished workspace. @throws Error when there is no such folder */
export async function demandFolder(dir: string): Promise<void> {
  const folder = await stat(dir).catch(() => null);
  if (folder === null || !folder.isDirectory()) {
    throw new Error(`没有这个工作文件夹：${dir}，请核对名称。/ No such workspace: ${dir}. Check the name.`);
  }
}

/**
 * Runs `work` while holding `DIR/.lock`. The lock is the exclusive lock of an empty SQLite file, so the operating system
 * gives it back when its process ends in whatever way. (A file with a process number needs a way to take over what a
 * killed process left, and every such way we tried let two publishers in at once.)
 * @throws {BusyError}; Error when there is no such folder
 */
export async function withLock<Value>(dir: string, work: () => Promise<Value>): Promise<Value> {
  await demandFolder(dir);
  const lock = new DatabaseSync(join(dir, '.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (fault) {
    lock.close();
    if (fault instanceof Error && 'errcode' in fault && fault.errcode === SQLITE_BUSY) throw new BusyError(dir);
    throw fault;
  }
  try {
    return await work();
  } finally {
    lock.close();
  }
}
