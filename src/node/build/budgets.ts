/** Byte budgets (experience, Patient): measured on what ships, compressed as it is served. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export interface Budget {
  readonly name: string;
  /** Brotli bytes at quality 11. */
  readonly value: number;
  readonly limit: number;
  readonly ok: boolean;
}

const KB = 1024;

export function brotliBytes(content: Uint8Array): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function budget(name: string, value: number, limit: number): Budget {
  return { name, value, limit, ok: value <= limit };
}

/**
 * Scripts and pages of a published site against their limits. The typical page is the median of the Chinese ones, which
 * is what printed codes open; the worst is the largest in either language: the demo holds an institution with 200 staff
 * and 30 penalties on purpose.
 */
export async function measureBudgets(site: string): Promise<Budget[]> {
  const sizes = await pageSizes(join(site, 'i'));
  const english = await pageSizes(join(site, 'en/i'));
  return [
    budget('page script', await largestScript(site, /^page-.*\.js$/), 8 * KB),
    budget('chunk for printed claims', await largestScript(site, /^claim-.*\.js$/), 3 * KB),
    budget(`typical page (median of ${sizes.length})`, sizes[sizes.length >> 1] ?? 0, 5 * KB),
    budget('largest page', Math.max(0, ...sizes.slice(-1), ...english.slice(-1)), 14 * KB),
  ];
}

/** What stands in for the page's script in a province's site, and its chunk. `folder`: `dist/province`. */
export async function measureProvince(folder: string): Promise<Budget[]> {
  return [
    budget('page script', await largestScript(folder, /^page-.*\.js$/), 8 * KB),
    budget('chunk for delegations', await largestScript(folder, /^delegated-.*\.js$/), 5 * KB),
  ];
}

/** Of the scripts of that name. Throws where there is none: nothing would have been measured. */
async function largestScript(site: string, name: RegExp): Promise<number> {
  const scripts = (await readdir(join(site, 'assets'))).filter((file) => name.test(file));
  if (scripts.length === 0) throw new Error(`the site has no script ${name}`);
  const sizes = scripts.map(async (file) => brotliBytes(await readFile(join(site, 'assets', file))));
  return Math.max(...(await Promise.all(sizes)));
}

/** Of each page in a folder, smallest first. */
async function pageSizes(folder: string): Promise<number[]> {
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.html'));
  const sizes: number[] = [];
  for (const page of pages) sizes.push(brotliBytes(await readFile(join(folder, page))));
  return sizes.sort((a, b) => a - b);
}
