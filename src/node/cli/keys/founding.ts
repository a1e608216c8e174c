/** What there is before the first publication: keys that their holders made, and exports that wait to be signed. */
import { join } from 'node:path';
import { loadSeenKeys } from '../../publish/signing/seen-keys.ts';
import { waitingExports } from '../../publish/sittings/kept-folder.ts';
import { HELD } from './holder.ts';
import { waitingLine } from './text.ts';

/** Null where nothing was made yet. */
export async function foundingText(dir: string): Promise<string | null> {
  const directory = join(dir, 'keys');
  const [waiting, seen] = [await waitingExports(dir), await loadSeenKeys(directory)];
  if (waiting.length + seen.length === 0) return null;
  return [
    '还没有发布过。/ Nothing is published yet.',
    ...waiting.map((one) => waitingLine(one)),
    ...seen.map(
      ({ name, keyid, place, on }) =>
        `${name.padEnd(10)}${keyid.slice(0, 16)}  首次发布后启用，${on}在 ${place} 见过 / in use from the first publication on, last seen at ${place} on ${on}`,
    ),
    ...(waiting.length > 0 ? [] : [await restLine(directory)]),
    '',
  ].join('\n');
}

/** Which keys the first publication still lacks; the online key is made with the first of them. */
export async function restLine(directory: string): Promise<string> {
  const known = new Set((await loadSeenKeys(directory)).map((key) => key.name));
  const missing = HELD.filter((one) => !known.has(one));
  return missing.length === 0
    ? '密钥已备齐，可以第一次发布（加 --export）。/ All keys are there: publish, with --export.'
    : `还差：${missing.join('、')}。/ Still missing: ${missing.join(', ')}.`;
}
