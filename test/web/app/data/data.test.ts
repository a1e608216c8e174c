import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../../src/core/domain/bytes.ts';
import { CODE_ALPHABET, codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { byLibrary, inflateText } from '../../../../src/web/app/data/inflate.ts';
import { nearestCodes, slipsBetween } from '../../../../src/web/app/data/nearest.ts';
import { parseConfig } from '../../../../src/web/sync/config.ts';

const gz = (text: string): Bytes => new Uint8Array(gzipSync(text));

describe('inflating', () => {
  it('gives the text back, by stream and by library', async () => {
    const text = '白水镇卫生院'.repeat(5000);
    expect(await inflateText(gz(text))).toBe(text);
    expect(new TextDecoder().decode(await byLibrary(gz(text), 1e6))).toBe(text);
  });

  it('stops at the limit: gzip bomb', async () => {
    const bomb = gz('0'.repeat(3_000_000));
    await expect(inflateText(bomb, 1_000_000)).rejects.toMatchObject({ code: 'too-large' });
    await expect(byLibrary(bomb, 1_000_000)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('refuses a truncated file', async () => {
    const cut = gz('白水镇卫生院'.repeat(50)).slice(0, -12);
    await expect(inflateText(cut)).rejects.toMatchObject({ code: 'damaged' });
    await expect(byLibrary(cut, 1e6)).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('near codes', () => {
  const codes = Array.from({ length: 200 }, (_, n) =>
    codeFromBytes(Uint8Array.from({ length: 9 }, (_, i) => n * 7 + i * 31)),
  );

  it('find the code after any one wrong, missing, extra or exchanged character', () => {
    const at = fc.integer({ min: 0, max: 9 });
    const character = fc.constantFrom(...CODE_ALPHABET);
    fc.assert(
      fc.property(fc.constantFrom(...codes), at, character, fc.constantFrom(0, 1, 2, 3), (code, i, c, slip) => {
        const next = code.charAt(i + 1);
        const typed = [
          code.slice(0, i) + c + code.slice(i + 1),
          code.slice(0, i) + code.slice(i + 1),
          code.slice(0, i) + c + code.slice(i),
          code.slice(0, i) + next + code.charAt(i) + code.slice(i + 2),
        ][slip];
        expect(slipsBetween(typed ?? '', code)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('offer at most three, and nothing for a text that cannot be a code', () => {
    const [code = ''] = codes;
    expect(nearestCodes(code.toLowerCase().replace(/^(.{5})/, '$1 '), codes)[0]).toBe(code);
    expect(nearestCodes('人民医院', codes)).toEqual([]);
    expect(nearestCodes('x', codes)).toEqual([]);
  });
});

describe('the configuration', () => {
  const pin = { rootSha256: 'ab'.repeat(32), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
  it('is read as publishing fills it', () => {
    expect(parseConfig(JSON.stringify({ pin, bureau: 'example' }))).toEqual({ pin, bureau: 'example', basePath: '/' });
    const placed = { pin, bureau: 'example', basePath: '/yiliao/xinyong/' };
    expect(parseConfig(JSON.stringify(placed))).toEqual(placed);
  });
  it('is none in a bare build, and none when it is damaged', () => {
    for (const text of [null, '', '{', '{"pin":null,"bureau":null}', '[]', JSON.stringify({ pin, bureau: '../x' })]) {
      expect(parseConfig(text)).toBeNull();
    }
  });
});
