/** Writes a mapping into `bureau.json`, everything else in it as it was. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from '../durable.ts';
import { SHEETS, type SheetKey } from './columns.ts';
import { CONFIG_FILE, type TableSource } from './config.ts';

/** `bureau.json` has been read without a fault before. */
export async function keepMapping(dir: string, sheet: SheetKey, source: TableSource): Promise<void> {
  const file = join(dir, CONFIG_FILE);
  const config: unknown = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  if (typeof config !== 'object' || config === null) throw new TypeError(CONFIG_FILE);
  const before: object = 'tables' in config && typeof config.tables === 'object' ? (config.tables ?? {}) : {};
  // A table may be named by its title, too.
  const others = Object.entries(before).filter(([name]) => name !== sheet && name !== SHEETS[sheet].title);
  const tables = { ...Object.fromEntries(others), [sheet]: source };
  await replaceDurably(file, `${JSON.stringify({ ...config, tables }, null, 2)}\n`);
}
