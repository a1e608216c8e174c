/** What the commands on keys share. */

import { join } from 'node:path';
import { loadPrevious } from '../../publish/signing/previous.ts';
import { keysOfRoot, type RootKeys, readOwn } from '../../publish/signing/roles.ts';
import { currentRelease } from '../../publish/site.ts';

/** What was asked of `yixinma keys`. */
export interface KeyOrder {
  readonly dir: string;
  readonly name: string;
  /** The key's file outside the workspace. */
  readonly medium: string | null;
  readonly passphraseFile: string | undefined;
}

export const UNPUBLISHED =
  '还没有发布过：第一次发布时会生成密钥；要分开保管的，先用 yixinma keys create 在各自的介质上生成。/ Nothing is published yet: the first publication makes the keys; to keep them apart, make each on its medium with yixinma keys create.\n';

/** Null before the first publication. */
export async function rootKeysInForce(dir: string): Promise<RootKeys | null> {
  const site = await currentRelease(dir);
  const previous = site === null ? null : await loadPrevious(join(site, 'd'));
  return previous === null ? null : keysOfRoot(readOwn(previous.roots.at(-1) ?? '', 'root'));
}
