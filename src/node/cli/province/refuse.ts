/** Commands of a bureau's workspace, typed for a province's. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PROVINCE_FILE } from '../../province/config.ts';
import type { Io } from '../command.ts';

/** Whether the folder is a province's workspace. */
export async function isProvince(dir: string): Promise<boolean> {
  const found = await stat(join(dir, PROVINCE_FILE)).catch(() => null);
  return found !== null;
}

/** Commands whose first word is a bureau's workspace → what a province does instead; null: nothing, it is each bureau's own. */
const MEANT: Readonly<Record<string, string | null>> = {
  publish: 'publish',
  refresh: 'refresh',
  check: null,
  map: null,
  match: null,
  amend: null,
  boards: null,
};

/** Whether such a command was typed for a province's workspace: then it is said which one is meant. */
export async function isMeantForBureau(
  name: string,
  args: readonly string[],
  io: Pick<Io, 'err' | 'cwd'>,
): Promise<boolean> {
  if (!Object.hasOwn(MEANT, name)) return false;
  let dir: string | undefined;
  for (const word of args) if (!word.startsWith('-') && (await isProvince(resolve(io.cwd, word)))) dir ??= word;
  if (dir === undefined) return false;
  const meant = MEANT[name];
  io.err(
    meant
      ? `${dir} 是市级、省级平台的工作文件夹，请改用 yixinma province ${meant} ${dir}。/ ${dir} is a province's workspace: use yixinma province ${meant}.\n`
      : `${dir} 是市级、省级平台的工作文件夹，没有名单，也不评定等级：yixinma ${name} 由各部门在自己的工作文件夹里运行。/ ${dir} is a province's workspace, which grades nobody: each bureau runs yixinma ${name} in its own.\n`,
  );
  return true;
}
