/** What lies in the folder of a verified copy and is none of it: nothing of it is deleted, nor covered by what is copied. */
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listFiles } from './listing.ts';
import { strangerKind } from './stranger-kind.ts';

/** By their names alone: what they hold is made anew. */
const OWN =
  /^(?:d\/(?:bundle\.json|metadata\/[\w.-]+\.json|targets\/.+)|(?:en\/)?i\/[0-9A-Z]{10}\.html|i\/[0-9A-Z]{10}\.json)$/;

export interface CopyStrangers {
  /** Laid by the host on which the copy is served; they go along. */
  readonly host: readonly string[];
  /** Somebody's: the copy is not brought up to date while they lie there. */
  readonly others: readonly string[];
}

export async function strangersInCopy(target: string): Promise<CopyStrangers> {
  const strange = (await listFiles(target)).filter((path) => !OWN.test(path)).sort();
  const isHost = (path: string) => strangerKind(path) === 'host';
  return { host: strange.filter(isHost), others: strange.filter((path) => !isHost(path)) };
}

export async function takeAlong(files: readonly string[], from: string, to: string): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, file), join(to, file), { verbatimSymlinks: true });
  }
}

/**
 * Beside the folders of the bureaus in a copy of a province's site, by the first part of their paths: a bureau that left the
 * list among them.
 */
export async function besideBureaus(target: string, bureaus: readonly string[]): Promise<string[]> {
  const ours = new Set(['d', ...bureaus].flatMap((name) => [name, `${name}.partial`, `${name}.old`]));
  const strange = (await listFiles(target)).filter((path) => {
    const [first = '', ...more] = path.split('/');
    return !(more.length > 0 && ours.has(first)) && strangerKind(path) !== 'host';
  });
  return [...new Set(strange.map((path) => path.replace(/\/.*$/, '/')))].sort();
}
