/**
 * `DIR/intake/moved.json`: the SQLite database of a workspace was moved to another one. The file itself stays as it was, so
 * that nothing is lost by a mistake; the mark beside it keeps everybody from writing to what is a copy now.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { StoreFault } from './store/errors.ts';

const Mark = v.object({ v: v.literal(1), to: v.string(), at: v.string() });
export type MovedMark = v.InferOutput<typeof Mark>;

export function movedMarkFile(dir: string): string {
  return join(dir, 'intake/moved.json');
}

/** Where the database went, without user and password; null when it is here. A mark that cannot be read counts as one. */
export async function movedTo(dir: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(movedMarkFile(dir), 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null;
    throw fault;
  }
  try {
    return v.parse(Mark, JSON.parse(text)).to;
  } catch {
    return '?';
  }
}

/**
 * What whoever opens the SQLite database of a workspace asks first, service and desk alike. With `databaseUrl` the file is
 * not opened, and nothing is asked. Throws StoreFault `moved`.
 */
export async function refuseMoved(dir: string, databaseUrl: string | undefined): Promise<void> {
  const target = databaseUrl ? null : await movedTo(dir);
  if (target === null) return;
  throw new StoreFault(
    'moved',
    `这里的数据库已迁到${target}，${join(dir, 'intake/intake.sqlite')}只是旧的副本，不再使用。请设置DATABASE_URL后重试；如迁移没有完成，请重新运行yixinma move。/ The database was moved to ${target}; the file here is an old copy and not used any more. Set DATABASE_URL and try again; if the move was interrupted, run yixinma move again.`,
  );
}
