/** What a publication is about to read, by digests: taken before it reads, so that what is kept is of just that. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { loadSaltSecret } from '../keys.ts';
import { ANSWERS_FILE } from '../matching/answers.ts';
import { INSTITUTIONS_FILE } from '../matching/institutions-file.ts';
import type { PublishInput } from '../publication.ts';
import { CONFIG_FILE, parseConfig, type WorkspaceConfig } from '../workspace/config.ts';
import { type Policy, policyOf } from '../workspace/policy.ts';
import { Ledger } from '../workspace/table.ts';
import { programDigest } from './program.ts';
import { type Table, tablesIn } from './tables.ts';

export interface Inputs {
  readonly dir: string;
  readonly year: number;
  readonly secret: Uint8Array;
  readonly program: string;
  /** Of `bureau.json`, hex. */
  readonly configDigest: string;
  readonly config: WorkspaceConfig;
  readonly policy: Policy;
  readonly tables: readonly Table[];
}

/**
 * Null where nothing is kept: of proposed grades, where pages are files – each of them is made anew anyway –, and where the workbook is
 * no set of CSV files.
 */
export async function inputsOf(input: Pick<PublishInput, 'dir' | 'year' | 'stage'>): Promise<Inputs | null> {
  const { dir, year, stage } = input;
  const text = await readFile(join(dir, CONFIG_FILE)).catch(() => null);
  const config = text && parseConfig(text.toString('utf8'), new Ledger());
  if (!text || !config || stage !== 'final' || !pagesOnRequest(config.bureau)) return null;
  const policy = policyOf(config.bureau.rulebook, config.rulings);
  const tables = policy && (await tablesIn(dir, config, policy));
  if (!policy || !tables?.some(({ sheet }) => sheet === 'institutions')) return null;
  const [secret, program] = [await loadSaltSecret(dir), await programDigest()];
  return { dir, year, secret, program, configDigest: sha256(text), config, policy, tables };
}

/** Files of the workspace on which the codes, the names before and the letters rest; null for one that is not there. */
export async function filesOf(dir: string, year: number): Promise<Record<string, string | null>> {
  const names = [INSTITUTIONS_FILE, 'codes.csv', ANSWERS_FILE, `letters/objection-codes-${year}.csv`];
  const found = names.map(async (name) => {
    const hash = createHash('sha256');
    const read = pipeline(createReadStream(join(dir, name)), hash);
    return [name, await read.then(() => hash.digest('hex')).catch(() => null)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
