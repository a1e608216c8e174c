/** The bureau's side of a workspace: its configuration and its store of complaints. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { refuseMoved } from '../intake/moved.ts';
import { openStore } from '../intake/store/open.ts';
import type { IntakeStore } from '../intake/store/store.ts';
import { CONFIG_FILE, parseConfig } from '../publish/workspace/config.ts';
import { isFile } from '../publish/workspace/sources.ts';
import { Ledger } from '../publish/workspace/table.ts';
import { DeskFault } from './fault.ts';
import { DATABASE_FILE, databaseFile } from './place.ts';

export interface Desk {
  readonly dir: string;
  readonly bureau: Bureau;
  readonly store: IntakeStore;
}

/** The environment as a command sees it: only `DATABASE_URL` counts here. */
export type DeskEnvironment = Readonly<Record<string, string | undefined>>;

interface Wishes {
  /** Make the database when there is none: for restoring and taking in. A mistyped folder must not leave one behind. */
  readonly create?: boolean;
}

/** Throws DeskFault `no-workspace` when `bureau.json` is not there or cannot be used. */
export async function loadBureau(dir: string): Promise<Bureau> {
  const text = await readFile(join(dir, CONFIG_FILE), 'utf8').catch(() => null);
  const config = text === null ? null : parseConfig(text, new Ledger());
  if (config !== null) return config.bureau;
  throw new DeskFault(
    'no-workspace',
    `${dir}不是工作文件夹，或bureau.json有误。请核对路径，运行yixinma check查看问题。`,
    `No workspace in ${dir}, or its bureau.json is wrong: check the path and run yixinma check.`,
  );
}

/**
 * Opens the store of a workspace for `work` and closes it afterwards, whatever happens.
 * Throws DeskFault `no-workspace`, `no-database`; StoreFault `moved`.
 */
export async function atDesk<Value>(
  dir: string,
  env: DeskEnvironment,
  work: (desk: Desk) => Promise<Value>,
  wishes: Wishes = {},
): Promise<Value> {
  const bureau = await loadBureau(dir);
  const store = await openDatabase(dir, env, wishes);
  try {
    return await work({ dir, bureau, store });
  } finally {
    await store.close();
  }
}

async function openDatabase(dir: string, env: DeskEnvironment, { create = false }: Wishes): Promise<IntakeStore> {
  const [file, databaseUrl] = [databaseFile(dir), env.DATABASE_URL || undefined];
  await refuseMoved(dir, databaseUrl);
  if (databaseUrl !== undefined) return openStore({ databaseUrl, file });
  if (!create && !(await isFile(file))) {
    throw new DeskFault(
      'no-database',
      `${dir}中还没有收到网上反映（没有${DATABASE_FILE}）。接收要运行 yixinma serve；用PostgreSQL的，请先设置DATABASE_URL。`,
      `Nothing was received here yet: there is no ${DATABASE_FILE} in ${dir}. With PostgreSQL, set DATABASE_URL.`,
    );
  }
  return openStore({ file });
}
