/** `<province>/bureaus.json`: which bureaus publish under a province, signed by the province with the keys that it delegates to. */
import { type Bytes, fromUtf8 } from '../domain/bytes.ts';

export interface ListedBureau {
  /** First part of its signed paths, name of its role, and folder of its pages below the province's site. */
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly county: string;
  readonly countyEn: string;
  /** Six digits, GB/T 2260. */
  readonly regionCode: string;
  /** SHA-256 of the bureau's own first root file, hex: what it printed in its notice. */
  readonly root: string;
}

export interface BureauList {
  readonly v: 1;
  readonly bureaus: readonly ListedBureau[];
}

/** Signed path of the list. */
export function bureauListPath(province: string): string {
  return `${province}/bureaus.json`;
}

/** Reads verified bytes; throws what is no list. */
export function parseBureauList(bytes: Bytes): BureauList {
  const list = JSON.parse(fromUtf8(bytes)) as BureauList;
  if (list.v !== 1 || !Array.isArray(list.bureaus)) throw new TypeError('no list of bureaus');
  return list;
}
