import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { claimFits } from '../../../src/core/trust/claim.ts';
import {
  claimSegments,
  codeAddress,
  codeMatrix,
  codePath,
  codeSegments,
  moduleMm,
  QUIET_ZONE,
  smallestModule,
} from '../../../src/web/page/print/code.ts';
import { boardLayout, STICKER } from '../../../src/web/page/print/layout.ts';

const ORIGIN = 'https://yx.example.gov.cn';
const code = codeFromBytes(new Uint8Array([7, 20, 3, 21, 9, 23, 25, 2, 27]));

/** Draws the path on a grid, independently of how it was made. */
function drawn(path: string, side: number): boolean[][] {
  const grid = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(run); i++) (grid[Number(y)] ?? [])[Number(x) + i] = true;
  }
  return grid;
}

describe('the printed code', () => {
  it('holds the address in bytes and the code alphanumeric, as two explicit segments', () => {
    const [address, tail, ...more] = codeSegments(ORIGIN, code);
    expect(address?.mode).toBe('byte');
    expect(new TextDecoder().decode(address?.data as Uint8Array)).toBe('https://yx.example.gov.cn/i/');
    expect(tail).toEqual({ mode: 'alphanumeric', data: code });
    expect(more).toEqual([]);
    expect(codeAddress(ORIGIN, code)).toBe(`https://yx.example.gov.cn/i/${code}`);
  });

  it('carries level Q in its format bits', () => {
    const { modules } = create(codeSegments(ORIGIN, code), { errorCorrectionLevel: 'Q' });
    const matrix = codeMatrix(ORIGIN, code);
    // ISO/IEC 18004, 7.9: the two highest format bits at row 8, columns 0 and 1, unmasked by 10; Q is 11.
    const bits = (matrix.dark(8, 0) ? 2 : 0) + (matrix.dark(8, 1) ? 1 : 0);
    expect(bits ^ 0b10).toBe(0b11);
    expect(matrix.size).toBe(modules.size);
    expect(matrix.version).toBe(4);
  });

  it('is drawn as one path that equals the matrix, with four light modules around it', () => {
    const matrix = codeMatrix(ORIGIN, code);
    const side = matrix.size + 2 * QUIET_ZONE;
    const grid = drawn(codePath(matrix), side);
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const [r, c] = [row - 4, column - 4];
        const inside = r >= 0 && c >= 0 && r < matrix.size && c < matrix.size;
        expect(grid[row]?.[column]).toBe(inside && matrix.dark(r, c));
      }
    }
  });

  it('keeps modules large enough for the distance of every sheet', () => {
    const matrix = codeMatrix(ORIGIN, code);
    expect(moduleMm(matrix, boardLayout('a3').code)).toBeGreaterThanOrEqual(1.8);
    for (const sheet of [boardLayout('a3'), boardLayout('a4'), STICKER]) {
      expect(moduleMm(matrix, sheet.code)).toBeGreaterThanOrEqual(smallestModule(sheet.distance));
    }
    expect(smallestModule(450)).toBeCloseTo(1.46, 2);
  });

  it('still fits every sheet with an origin of 63 characters, the longest allowed', () => {
    const matrix = codeMatrix(`https://${'a'.repeat(55)}`, code);
    expect(matrix.version).toBe(6);
    for (const sheet of [boardLayout('a3'), boardLayout('a4'), STICKER]) {
      expect(moduleMm(matrix, sheet.code)).toBeGreaterThanOrEqual(smallestModule(sheet.distance));
    }
    expect(codeMatrix(`https://${'a'.repeat(56)}`, code).version).toBe(7);
  });
});

describe('a code with a claim', () => {
  const claim = `12602${'9'.repeat(155)}`;

  it('is the address in bytes up to the #, then digits', () => {
    const [address, digits, ...more] = claimSegments(ORIGIN, code, claim);
    expect(address?.mode).toBe('byte');
    expect(new TextDecoder().decode(address?.data as Uint8Array)).toBe(`https://yx.example.gov.cn/i/${code}#`);
    expect(digits).toEqual({ mode: 'numeric', data: claim });
    expect(more).toEqual([]);
  });

  it('is at most version 7-M, and large enough on both boards, for every origin that it fits', () => {
    for (const [host, version] of [
      ['yx.wugang.gov.cn', 6],
      ['a'.repeat(30), 7],
      ['a'.repeat(32), 7],
    ] as const) {
      const origin = `https://${host}`;
      expect(claimFits(origin)).toBe(true);
      const matrix = codeMatrix(origin, code, claim);
      expect(matrix.version).toBe(version);
      // ISO/IEC 18004, 7.9: M is 00, under the mask 10.
      expect((matrix.dark(8, 0) ? 2 : 0) + (matrix.dark(8, 1) ? 1 : 0)).toBe(0b10);
      for (const paper of ['a3', 'a4'] as const) {
        const { code: box, distance } = boardLayout(paper);
        expect(moduleMm(matrix, box)).toBeGreaterThanOrEqual(smallestModule(distance));
      }
    }
    const beyond = `https://${'a'.repeat(33)}`;
    expect(claimFits(beyond)).toBe(false);
    expect(codeMatrix(beyond, code, claim).version).toBe(8);
  });
});
