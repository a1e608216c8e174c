import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendCodes, assignCodes, CodesError, loadCodes } from '../../../src/node/publish/codes.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-codes-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const grow = async (ids: readonly string[]) => {
  const { table, added } = assignCodes(await loadCodes(dir), 'example', ids);
  await appendCodes(dir, table, added, '2026-01-15');
  return table;
};

describe('codes.csv', () => {
  it('gives an institution the same code for ever, whatever joins or leaves', async () => {
    const first = await grow(['a', 'b', 'c']);
    const text = await readFile(join(dir, 'codes.csv'), 'utf8');
    const later = await grow(['z', 'c', 'a']);
    for (const id of ['a', 'b', 'c']) expect(later.get(id)).toBe(first.get(id));
    expect((await readFile(join(dir, 'codes.csv'), 'utf8')).startsWith(text)).toBe(true);
  });

  it('grows again as it was when the table is lost', async () => {
    const first = await grow(['a', 'b', 'c']);
    await rm(join(dir, 'codes.csv'));
    expect(await grow(['c', 'b', 'a'])).toEqual(new Map(['c', 'b', 'a'].map((id) => [id, first.get(id)])));
  });

  it('keeps ids with quotes, commas and Chinese characters apart', async () => {
    const ids = ['a,"b"', 'a', '甲"乙', '机构,1'];
    const table = await grow(ids);
    expect(await loadCodes(dir)).toEqual(table);
  });

  it('detects a collision and takes the next free code', () => {
    const plain = assignCodes(new Map(), 'example', ['a']);
    const code = plain.table.get('a');
    if (code === undefined) throw new Error('no code');
    const crowded = assignCodes(new Map([['someone else', code]]), 'example', ['a']);
    expect(crowded.collisions).toBe(1);
    expect(crowded.table.get('a')).not.toBe(code);
    expect(new Set(crowded.table.values()).size).toBe(2);
  });

  it.each([
    ['an edited code', (text: string) => text.replace(/\n./, '\n!')],
    [
      'a code whose check character fails',
      (text: string) => text.replace(/\n(.)/, (_, c) => `\n${c === '2' ? '3' : '2'}`),
    ],
    ['a line given twice', (text: string) => `${text}${text.split('\n')[1]}\n`],
    ['half a line, as after a power cut', (text: string) => `${text}7K3M9`],
  ])('refuses %s and says which line', async (_, damage) => {
    await grow(['a', 'b']);
    const file = join(dir, 'codes.csv');
    await writeFile(file, damage(await readFile(file, 'utf8')));
    await expect(loadCodes(dir)).rejects.toThrow(CodesError);
    await expect(loadCodes(dir)).rejects.toThrow(/第\d行|line \d/);
  });
});
