/** The table of texts that cells point into: a province's has a million, of which most are used once. */
import { cleanText } from '../clean.ts';
import type { Cell } from '../table.ts';
import { damaged } from './error.ts';
import { TextCollector } from './text.ts';
import { type Meaning, readXml } from './xml.ts';

/** Cells made last, by the end of their number: a row's neighbours share their number and their titles. */
const KEPT = 1 << 16;
const MAX_BYTES = 1024 ** 3;

/** Holds the texts as UTF-8 in one buffer, 13 bytes for a name; a string of its own would take 40. */
export class SharedStrings {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #used = 0;
  readonly #ends: number[] = [];
  readonly #kept: (Cell | undefined)[] = [];
  readonly #keptFor = new Int32Array(KEPT).fill(-1);

  add(text: string): void {
    const clean = cleanText(text);
    const needed = this.#used + clean.length * 3;
    if (needed > this.#bytes.length) this.#grow(needed);
    this.#used += this.#bytes.write(clean, this.#used);
    this.#ends.push(this.#used);
  }

  /** The cell of text `index`. Throws `WorkbookError` where there is none: which text was meant cannot be known. */
  cell(index: number): Cell {
    const end = this.#ends[index];
    if (end === undefined) throw damaged(`no shared text ${index}`);
    const place = index % KEPT;
    const kept = this.#keptFor[place] === index ? this.#kept[place] : undefined;
    if (kept !== undefined) return kept;
    const cell: Cell = { text: this.#bytes.toString('utf8', this.#ends[index - 1] ?? 0, end), form: 'text' };
    this.#kept[place] = cell;
    this.#keptFor[place] = index;
    return cell;
  }

  #grow(needed: number): void {
    if (needed > MAX_BYTES) throw damaged('texts without end');
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}

export async function readSharedStrings(pieces: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  const item = new TextCollector();
  let within = false;
  const open = () => {
    if (within) throw damaged('a shared text within another');
    within = true;
    item.start();
  };
  const close = () => {
    if (item.stray) throw damaged('text beside a shared text');
    within = false;
    strings.add(item.value);
  };
  const meaning: Meaning = {
    root: 'sst',
    get listening() {
      return within;
    },
    open: (name) => (name === 'si' ? open() : item.open(name)),
    text: (text) => item.text(text),
    close: (name) => (name === 'si' ? close() : item.close(name)),
  };
  await readXml(pieces, meaning);
  return strings;
}
