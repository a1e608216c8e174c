/**
 * `DIR/intake/moved.json`: the SQLite database was moved to another one. The file itself stays as it was, so that nothing
 * is lost by a mistake; the mark beside it keeps everybody from writing to it.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceDurably } from '../publish/site.ts';

const FILE = 'intake/moved.json';
const Mark = v.object({ v: v.literal(1), to: v.string(), at: v.string() });

/** Where the database went, without user and password; null when it is here. A mark that cannot be read counts as one. */
export async function movedTo(dir: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(join(dir, FILE), 'utf8');
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

export async function markMoved(dir: string, to: string, at: string): Promise<void> {
  await replaceDurably(join(dir, FILE), `${JSON.stringify({ v: 1, to, at })}\n`, 0o600);
}

export async function unmarkMoved(dir: string): Promise<void> {
  await rm(join(dir, FILE), { force: true });
}

/** A database's address without its user, password and options. */
export function plainAddress(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  return url === null ? '?' : `${url.protocol}//${url.host}${url.pathname}`;
}
