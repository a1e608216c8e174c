/** Commands of a bureau's workspace, typed for a province's. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PROVINCE_FILE } from '../../province/config.ts';
import type { Io } from '../command.ts';

/** Whether the folder is a province's: then it is said which command is meant. */
export async function isProvinceDir(dir: string, meant: string, io: Pick<Io, 'err'>): Promise<boolean> {
  const found = await stat(join(dir, PROVINCE_FILE)).catch(() => null);
  if (found === null) return false;
  io.err(
    `这是市级、省级平台的工作文件夹，请改用 yixinma province ${meant}。/ This is a province's workspace: use yixinma province ${meant}.\n`,
  );
  return true;
}
