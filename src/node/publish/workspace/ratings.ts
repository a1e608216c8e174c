/** `ratings.json`: the half-year's ratings as the desk exported them, published with the grades but never mixed with them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RatingsFile, readRatings } from '../../../core/complaint/ratings.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import type { WorkspaceConfig } from './config.ts';
import { isFile } from './sources.ts';
import type { Ledger } from './table.ts';

export const RATINGS_FILE = 'ratings.json';

/** Null when there is no such file; `wrong`, with the reason in the ledger, when it must not be published. */
export async function loadRatings(
  dir: string,
  config: WorkspaceConfig,
  ledger: Ledger,
): Promise<RatingsFile | null | 'wrong'> {
  const path = join(dir, RATINGS_FILE);
  if (!(await isFile(path))) return null;
  const read = readRatings(await readFile(path, 'utf8'));
  const fault = read.ok ? faultOf(read.value, config) : UNREADABLE[read.fault];
  if (read.ok && fault === null) return read.value;
  ledger.file('ratings-wrong', { sheet: RATINGS_FILE }, fault ?? '');
  return 'wrong';
}

const UNREADABLE = {
  'not-ratings': '格式不对 / not in the right form',
  'not-rounded': '人数或比例没有取整 / its figures are not rounded',
} as const;

function faultOf(file: RatingsFile, { bureau }: WorkspaceConfig): string | null {
  if (rulebookById(bureau.rulebook)?.terms({}).ratings !== true) {
    return `${bureau.rulebook} 没有要求群众评价 / the policy asks for no ratings`;
  }
  return file.bureau === bureau.id ? null : `是 ${file.bureau} 的，不是 ${bureau.id} 的 / it is another bureau’s`;
}
