/** `keys/successors.json`: which root key takes the place of which, until a root that says so is signed, and for ever after. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { SigningError } from './errors.ts';

const keyid = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const FILE = 'successors.json';

/** New key ids by the old ones. */
export type Successors = ReadonlyMap<string, string>;

/** Empty where no root key was ever replaced. Throws SigningError `bad-key-file`. */
export async function loadSuccessors(directory: string): Promise<Successors> {
  const file = join(directory, FILE);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '{}';
    throw fault;
  });
  try {
    return new Map(Object.entries(v.parse(v.record(keyid, keyid), JSON.parse(text))));
  } catch {
    throw new SigningError(
      'bad-key-file',
      `${file}已损坏，请从备份恢复。 ${file} is damaged: restore it from a backup.`,
    );
  }
}

/** The text of the file with one more pair. */
export function withSuccessor(known: Successors, old: string, next: string): { file: string; text: string } {
  return { file: FILE, text: `${JSON.stringify(Object.fromEntries([...known, [old, next]]), null, 2)}\n` };
}

/** The key that stands in the place of `id` today, through every replacement. */
export function successorOf(id: string, successors: Successors): string {
  const seen = new Set<string>();
  let now = id;
  for (let next = successors.get(now); next !== undefined && !seen.has(next); next = successors.get(now)) {
    seen.add(now);
    now = next;
  }
  return now;
}
