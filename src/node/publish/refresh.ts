/** Renews the publisher's confirmation with the online key alone; what a timer calls. */
import { join } from 'node:path';
import { fingerprint } from '../verify/read-release.ts';
import { withLock } from './lock.ts';
import { loadMark, saveMark } from './published.ts';
import { loadOnlineSigner } from './signing/keys.ts';
import { resignTimestamp, timestampDue } from './signing/metadata.ts';
import { loadPrevious } from './signing/previous.ts';
import { currentRelease, replaceFile } from './site.ts';

export interface RefreshOutcome {
  /** False while more than half of the timestamp's life is left: nothing was written. */
  readonly renewed: boolean;
}

/**
 * Signs the timestamp (and the snapshot, when half its life is gone) anew once half of the timestamp's life is over,
 * or always with `force`. Throws when there is no release yet, and SigningError when the online key cannot be used.
 */
export async function refreshRelease(input: {
  readonly dir: string;
  readonly now: Date;
  readonly force?: boolean;
}): Promise<RefreshOutcome> {
  return withLock(input.dir, async () => {
    const folder = await currentRelease(input.dir);
    const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
    if (folder === null || previous === null) {
      throw new Error('还没有发布过，请先运行 yixinma publish。/ Nothing is published yet: run yixinma publish first.');
    }
    if (input.force !== true && !timestampDue(previous, input.now)) return { renewed: false };
    const signer = await loadOnlineSigner(join(input.dir, 'keys'));
    const mark = await loadMark(input.dir);
    const signed = resignTimestamp(previous, signer, input.now, mark ?? undefined);
    // In the order of the map: the timestamp, which makes the others count, comes last but for the bundle.
    for (const [path, bytes] of signed.files) await replaceFile(join(folder, 'd'), path, bytes);
    await saveMark(input.dir, fingerprint(previous.roots[0] ?? ''), signed, null);
    return { renewed: true };
  });
}
