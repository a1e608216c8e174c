/** What a publication left in `kept/`, tried: the next one uses it, and is the one that it is without it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { publishBothWays } from '../kept/both-ways.ts';

const NEXT = new Date('2026-03-11T02:00:00Z');

export async function keptFaults(dir: string): Promise<readonly string[]> {
  const file = join(dir, 'workbook/评定.csv');
  const before = await readFile(file, 'utf8');
  const after = before.replace('"85"', '"55"');
  if (after === before) throw new Error('nothing to change');
  await writeFile(file, after);
  const about = { dir, year: 2026, stage: 'final', now: NEXT, dist: resolve('dist') } as const;
  const [quick, whole] = await publishBothWays(about);
  await rm(`${dir}-whole`, { recursive: true });
  return [
    ...(quick.outcome.ok && whole.outcome.ok ? [] : ['then a publication is refused']),
    ...(quick.quick && !whole.quick ? [] : ['then nothing that was kept is used']),
    ...(isDeepStrictEqual(quick.review, whole.review) ? [] : ['then what was kept gives another review']),
    ...(isDeepStrictEqual(quick.files, whole.files) ? [] : ['then what was kept gives other bytes']),
  ];
}
