/**
 * A site as folders, for hosts that answer `/i/<code>` with neither `i/<code>.html` nor a rule of ours, but do answer a folder
 * with its `index.html`: object storage as a website, web servers out of the box. Files keep their bytes.
 */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { APP_PATHS } from '../../core/domain/app-paths.ts';
import { linkAs, linkTree } from '../publish/site.ts';

/** Of a site, or of a bureau's in a folder of a province's. */
const PAGE = /^((?:[a-z0-9-]+\/)?(?:en\/)?(?:i\/[^/]+|standard|lists(?:-[^/]+)?))\.html$/;

/** Where a file of the site lies at such a host. */
export function inFolders(path: string): string {
  return path.replace(PAGE, '$1/index.html');
}

const IN_FOLDER = /^((?:en\/)?(?:i\/[^/]+|standard|lists(?:-[^/]+)?))\/index\.html$/;

/** The way back. */
export function outOfFolders(path: string): string {
  return path.replace(IN_FOLDER, '$1.html');
}

/** The app's own addresses that have no file: each is answered with the shell. `/report/<code>` is left to `404.html`. */
const SHELLS = APP_PATHS.filter((path) => !path.includes(':') && !/^\/(?:en\/)?(?:standard|lists)?$/.test(path));

/** Files that are the shell once more. */
export const SHELL_COPIES: readonly string[] = SHELLS.map((path) => `${path.slice(1)}/index.html`);

/**
 * Makes `to` anew from a release's folder. No file takes room twice, where the file system knows second names.
 * @param bureaus folders in which sites of their own lie, on a province's host
 */
export async function stageFolders(from: string, to: string, bureaus: readonly string[] = []): Promise<void> {
  const next = `${to}.next`;
  await rm(next, { recursive: true, force: true });
  await linkTree(from, next, inFolders);
  for (const site of ['', ...bureaus]) {
    for (const path of SHELL_COPIES) await linkAs(join(from, site, 'index.html'), join(next, site, path));
  }
  await rm(to, { recursive: true, force: true });
  await rename(next, to);
}
