/**
 * A table as runs: rows one after another that name the same institution (its family), with a digest of their bytes. Two
 * readings of a table differ in a family where its runs do.
 */
import { createHash } from 'node:crypto';
import { type CsvBytes, cellBytes, eachRow, idIn } from './csv-rows.ts';

/** Bytes of a digest that are kept. */
export const DIGEST = 16;
/** Numbers of a run: family, number of its first row, how many rows, where they start and end among the bytes. */
export const RUN = 5;

export interface Runs {
  /** `RUN` numbers each. */
  readonly places: Uint32Array;
  /** `DIGEST` bytes each. */
  readonly digests: Uint8Array;
}

/** Ids, each with its number; a number is never given twice. */
export class Families {
  readonly ids: string[];
  readonly #numbers: Map<string, number>;

  constructor(ids: readonly string[] = []) {
    this.ids = [...ids];
    this.#numbers = new Map(this.ids.map((id, at) => [id, at]));
  }

  known(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  number(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}

interface Layout {
  /** Rows above the data: headings, and what stands over them. */
  readonly head: number;
  /** Index of the column that names the institution. */
  readonly column: number;
}

/** The runs of a table; digests are made with `secret`, so that nobody can guess a row and confirm it. */
export function runsOf(csv: CsvBytes, { head, column }: Layout, families: Families, secret: Uint8Array): Runs {
  const places: number[] = [];
  let [family, from, to] = [-1, 0, 0];
  eachRow(csv, (row, start, end) => {
    if (row <= head) return true;
    const own = cellBytes(csv, column, start, end);
    const same = own !== null && from !== to && sameBytes(csv.bytes, from, to, own);
    if (!same) family = families.number(idIn(csv, column, start, end));
    [from, to] = own ?? [0, 0];
    const last = places.length - RUN;
    if (last >= 0 && places[last] === family) {
      places[last + 2] = (places[last + 2] ?? 0) + 1;
      places[last + 4] = end;
    } else places.push(family, row, 1, start, end);
    return true;
  });
  const digests = new Uint8Array((places.length / RUN) * DIGEST);
  for (let at = 0; at < places.length; at += RUN) {
    const rows = csv.bytes.subarray(places[at + 3], places[at + 4]);
    const digest = createHash('sha256').update(secret).update(rows).digest();
    digests.set(digest.subarray(0, DIGEST), (at / RUN) * DIGEST);
  }
  return { places: Uint32Array.from(places), digests };
}

function sameBytes(bytes: Buffer, from: number, to: number, [start, end]: readonly [number, number]): boolean {
  if (end - start !== to - from) return false;
  for (let at = 0; at < end - start; at++) if (bytes[from + at] !== bytes[start + at]) return false;
  return true;
}

/** Families whose rows differ between two readings of a table, in their number, their bytes or their order. */
export function changedFamilies(before: Runs, after: Runs): Set<number> {
  const [most, fewest] = [Math.min(countOf(before), countOf(after)), Math.max(countOf(before), countOf(after))];
  let top = 0;
  while (top < most && sameRun(before, top, after, top)) top++;
  const changed = new Set<number>();
  if (top === fewest) return changed;
  const [old, now] = [sequences(before, top), sequences(after, top)];
  for (const [family, digests] of old) if (now.get(family) !== digests) changed.add(family);
  for (const family of now.keys()) if (!old.has(family)) changed.add(family);
  return changed;
}

/** The family of each run. */
export function familiesIn({ places }: Runs): Uint32Array {
  return places.filter((_, at) => at % RUN === 0);
}

function countOf({ places }: Runs): number {
  return places.length / RUN;
}

function sameRun(one: Runs, at: number, other: Runs, there: number): boolean {
  if (one.places[at * RUN] !== other.places[there * RUN]) return false;
  for (let byte = 0; byte < DIGEST; byte++) {
    if (one.digests[at * DIGEST + byte] !== other.digests[there * DIGEST + byte]) return false;
  }
  return true;
}

/** The digests of each family's runs from the run `top` on. */
function sequences({ places, digests }: Runs, top: number): Map<number, string> {
  const all = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength);
  const found = new Map<number, string>();
  for (let at = top; at * RUN < places.length; at++) {
    const family = places[at * RUN] ?? 0;
    const digest = all.toString('latin1', at * DIGEST, (at + 1) * DIGEST);
    found.set(family, (found.get(family) ?? '') + digest);
  }
  return found;
}
