/** What configurations of other programs must know of a workspace. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { styleHash } from '../publish/pages.ts';
import { loadBuild } from '../publish/renderer.ts';
import { CONFIG_FILE, parseConfig } from '../publish/workspace/config.ts';
import { Ledger } from '../publish/workspace/table.ts';
import { parseSiteRules } from '../server/headers.ts';
import { HOSTING } from './upload.ts';

export interface Served {
  readonly bureau: Bureau;
  /** The link that publishing switches. */
  readonly siteDir: string;
  /** Of the pages that are published, and of those that this program would publish. */
  readonly styleHashes: readonly string[];
  /** Folders in which sites of bureaus lie, on a province's host. */
  readonly folders: readonly string[];
}

/** The workspace's `bureau.json` cannot be used; `yixinma check` says why. */
export class ConfigError extends Error {
  readonly code = 'config-unusable';
  constructor(dir: string) {
    super(
      `${join(dir, CONFIG_FILE)} 用不了，请先运行 yixinma check。/ ${CONFIG_FILE} cannot be used: run yixinma check first.`,
    );
    this.name = 'ConfigError';
  }
}

/** @throws {ConfigError} */
export async function loadServed(dir: string, dist: string): Promise<Served> {
  const text = await readFile(join(dir, CONFIG_FILE), 'utf8').catch(() => null);
  const config = text === null ? null : parseConfig(text, new Ledger());
  if (config === null) throw new ConfigError(dir);
  return servedFor(dir, config.bureau, dist);
}

/** The same of whoever publishes in the workspace: a bureau, or a province. */
export async function servedFor(dir: string, bureau: Bureau, dist: string): Promise<Served> {
  const siteDir = join(dir, 'site');
  const published = parseSiteRules(await readFile(join(siteDir, 'headers.json'), 'utf8').catch(() => ''));
  // Both: the configuration is renewed before a publication by a newer program, and must hold for the pages until then.
  const { renderer } = await loadBuild(dist);
  const styleHashes = [...new Set([...published.styleHashes, ...renderer.pageStyles.map(styleHash)])];
  return { bureau, siteDir, styleHashes, folders: published.folders };
}

/** Whether a configuration for nginx was written here that would strip the pages of a publication by this build of their looks. */
export async function nginxIsOld(dir: string, dist: string): Promise<boolean> {
  const text = await readFile(nginxFile(dir, 'locations'), 'utf8').catch(() => null);
  if (text === null) return false;
  const { renderer } = await loadBuild(dist);
  return !renderer.pageStyles.map(styleHash).every((hash) => text.includes(hash));
}

/** Where the command writes it. */
export function nginxFile(dir: string, name: 'maps' | 'locations' | 'server'): string {
  return join(dir, HOSTING, 'nginx', `${name}.conf`);
}
