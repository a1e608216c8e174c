/** The printed code: what it says, as a matrix, as one vector path, and how large its modules must be. */
import { create, type QRCodeSegment } from 'qrcode';
import { utf8 } from '../../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';

/** Light modules around the symbol (ISO/IEC 18004, 9.1). */
export const QUIET_ZONE = 4;
/** Quarter of the symbol may be lost: dirt, glare, a torn corner. */
export const ERROR_LEVEL = 'Q';
/** With a claim, 15 %: at Q its modules would be too small for a phone. */
export const CLAIM_ERROR_LEVEL = 'M';

export interface CodeMatrix {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  readonly version: number;
  /** Whether the module of this row and column is dark. */
  dark(row: number, column: number): boolean;
}

/** The address in a code, of a site as `siteUrl` gives it: `https://yx.example.gov.cn/i/7K3M9PQ2XD`. */
export function codeAddress(site: string, code: InstitutionCode): string {
  return `${site}/i/${code}`;
}

/**
 * The segments of an address, given explicitly so that the symbol does not depend on a library's guess: the
 * lower-case address in bytes, the code's capitals and digits alphanumeric (5½ bits a character instead of 8).
 */
export function codeSegments(site: string, code: InstitutionCode): QRCodeSegment[] {
  return [
    { mode: 'byte', data: utf8(`${site}/i/`) },
    { mode: 'alphanumeric', data: code },
  ];
}

/** The same with a claim as its fragment: one byte segment up to the `#`, then digits (10 bits for three). */
export function claimSegments(site: string, code: InstitutionCode, claim: string): QRCodeSegment[] {
  return [
    { mode: 'byte', data: utf8(`${codeAddress(site, code)}#`) },
    { mode: 'numeric', data: claim },
  ];
}

/** @param claim 160 digits, see `core/trust/claim.ts` */
export function codeMatrix(site: string, code: InstitutionCode, claim?: string): CodeMatrix {
  const { modules, version } =
    claim === undefined
      ? create(codeSegments(site, code), { errorCorrectionLevel: ERROR_LEVEL })
      : create(claimSegments(site, code, claim), { errorCorrectionLevel: CLAIM_ERROR_LEVEL });
  return { size: modules.size, version, dark: (row, column) => modules.get(row, column) !== 0 };
}

/** One path of horizontal runs in module units, the quiet zone's corner at 0,0. */
export function codePath(matrix: CodeMatrix): string {
  let path = '';
  for (let row = 0; row < matrix.size; row++) {
    let column = 0;
    while (column < matrix.size) {
      const start = column;
      while (column < matrix.size && matrix.dark(row, column)) column += 1;
      const run = column - start;
      if (run > 0) path += `M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${run}v1h-${run}z`;
      else column += 1;
    }
  }
  return path;
}

/** Millimetres of one module when symbol and quiet zone fill a square of `box` mm. */
export function moduleMm(matrix: CodeMatrix, box: number): number {
  return box / (matrix.size + 2 * QUIET_ZONE);
}

/**
 * The smallest module, in mm, that a phone reads from `distance` mm without zoom: three pixels a module in a frame of
 * 1280 pixels, taken by a main camera of 26 mm equivalent focal length (36 mm of film across the frame).
 */
export function smallestModule(distance: number): number {
  return (3 / 1280) * (36 / 26) * distance;
}
