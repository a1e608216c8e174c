/** A new workspace of a province. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createDurably, exists } from '../publish/durable.ts';
import { CONFIG_FILE } from '../publish/workspace/config.ts';
import { PROVINCE_FILE, type Province, parseProvince } from './config.ts';
import { INBOX } from './inbox.ts';

/** Makes `province.json` and the inbox. False: the folder is a workspace already. Throws with every problem of the input. */
export async function createProvince(
  dir: string,
  given: { readonly [Key in keyof Province]?: Province[Key] | undefined },
): Promise<boolean> {
  const province = parseProvince(JSON.stringify({ ...given, demo: given.demo ?? false }));
  for (const name of [PROVINCE_FILE, CONFIG_FILE]) if (await exists(join(dir, name))) return false;
  await mkdir(join(dir, INBOX), { recursive: true });
  await createDurably(join(dir, PROVINCE_FILE), `${JSON.stringify(province, null, 2)}\n`);
  return true;
}
