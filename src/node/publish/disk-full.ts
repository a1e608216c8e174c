/** A disk that ends while something is published: said in words, with what the site is now. */
import { publishingWords } from '../../core/words/publishing.ts';
import { currentRelease } from './site.ts';
import { systemFaultKind } from './system-fault.ts';

/** `after`: the site was switched before. */
export class DiskFullError extends Error {
  readonly code = 'disk-full';
  constructor(after: boolean, cause: unknown) {
    const text = ({ diskFull, diskFullAfter }: (typeof publishingWords)['zh']) => (after ? diskFullAfter : diskFull);
    super(`${text(publishingWords.zh)}/ ${text(publishingWords.en)}`, { cause });
    this.name = 'DiskFullError';
  }
}

/** Runs what writes below `dir`. @throws {DiskFullError} */
export async function withRoom<Value>(dir: string, work: () => Promise<Value>): Promise<Value> {
  const before = await currentRelease(dir);
  try {
    return await work();
  } catch (fault) {
    if (systemFaultKind(fault) !== 'full') throw fault;
    throw new DiskFullError((await currentRelease(dir)) !== before, fault);
  }
}
