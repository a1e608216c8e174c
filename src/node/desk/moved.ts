/** Sets and takes away the mark that a workspace's database was moved (`intake/moved.ts` reads it). */
import { rm } from 'node:fs/promises';
import { type MovedMark, movedMarkFile } from '../intake/moved.ts';
import { replaceDurably } from '../publish/durable.ts';

export async function markMoved(dir: string, to: string, at: string): Promise<void> {
  const mark: MovedMark = { v: 1, to, at };
  await replaceDurably(movedMarkFile(dir), `${JSON.stringify(mark)}\n`, 0o600);
}

export async function unmarkMoved(dir: string): Promise<void> {
  await rm(movedMarkFile(dir), { force: true });
}

/** A database's address without its user, password and options. */
export function plainAddress(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  return url === null ? '?' : `${url.protocol}//${url.host}${url.pathname}`;
}
