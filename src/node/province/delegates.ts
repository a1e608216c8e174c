/** `bureaus.json`: whom the province delegates to at its next publication, with public keys only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import type { BureauList, ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { replaceDurably } from '../publish/durable.ts';
import { keyidOf, type PublicKey } from '../publish/signing/keys.ts';

const FILE = 'bureaus.json';
const text = v.pipe(v.string(), v.minLength(1));

export const DELEGATE = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,39}$/)),
  name: text,
  nameEn: text,
  county: text,
  countyEn: text,
  regionCode: text,
  root: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** PEM of the keys that sign its list of files. */
  keys: v.pipe(v.array(text), v.minLength(1)),
  threshold: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export type Delegate = v.InferOutput<typeof DELEGATE>;

/** By id; none before the first is added. Throws when the file is damaged. */
export async function loadDelegates(dir: string): Promise<readonly Delegate[]> {
  const file = join(dir, FILE);
  const found = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '[]';
    throw fault;
  });
  try {
    return v.parse(v.array(DELEGATE), JSON.parse(found));
  } catch {
    throw new Error(`${file} 已损坏，请从备份恢复。/ ${file} is damaged: restore it from a backup.`);
  }
}

export async function saveDelegates(dir: string, delegates: readonly Delegate[]): Promise<void> {
  const sorted = [...delegates].sort((a, b) => (a.id < b.id ? -1 : 1));
  await replaceDurably(join(dir, FILE), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** `delegations` of the province's targets (TUF 4.5): each bureau may speak of what lies beneath its own id, and ends the search. */
export function delegationsTo(delegates: readonly Delegate[]) {
  const listed = (pem: string): PublicKey => {
    return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } };
  };
  return {
    keys: Object.fromEntries(delegates.flatMap(({ keys }) => keys.map((pem) => [keyidOf(pem), listed(pem)]))),
    roles: delegates.map(({ id, keys, threshold }) => ({
      name: id,
      keyids: keys.map(keyidOf).sort(),
      threshold,
      terminating: true,
      paths: [`${id}/*`, `${id}/*/*`],
    })),
  };
}

/** Text of `<province>/bureaus.json`. */
export function bureauListBytes(delegates: readonly Delegate[]): Bytes {
  const bureaus = delegates.map(({ keys: _, threshold: __, ...listed }): ListedBureau => listed);
  const list: BureauList = { v: 1, bureaus };
  return utf8(JSON.stringify(list));
}
