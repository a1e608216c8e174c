/** Many texts in few buffers: a hundred thousand records as objects take ten times the room of their spelling. */

const BLOCK = 4 * 1024 * 1024;

export interface KeptTexts {
  add(text: string): void;
  /** The text that was added as the `nth`, from 0. Throws RangeError where there is none. */
  at(nth: number): string;
}

export function keptTexts(): KeptTexts {
  const blocks: Buffer[] = [];
  const places: [block: number, from: number, to: number][] = [];
  let used = 0;
  return {
    add(text) {
      const length = Buffer.byteLength(text);
      if (blocks.length === 0 || used + length > BLOCK) {
        blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK, length)));
        used = 0;
      }
      blocks.at(-1)?.write(text, used);
      places.push([blocks.length - 1, used, used + length]);
      used += length;
    },
    at(nth) {
      const [block = -1, from, to] = places[nth] ?? [];
      const held = blocks[block];
      if (held === undefined) throw new RangeError(`no text ${nth}`);
      return held.toString('utf8', from, to);
    },
  };
}
