/**
 * How much room a text takes, estimated without a browser: pages for print are made in Node, where nothing can be
 * measured. Estimates are on the wide side, so that a text may end early but never runs out of its box.
 */

/** Width in em of one character in common Chinese fonts. */
function emOf(character: string): number {
  if (character >= '\u2e80' || '“”‘’—…·'.includes(character)) return 1;
  if (character === ' ') return 0.3;
  return /[A-Z0-9@%&#]/.test(character) ? 0.68 : 0.6;
}

/** Width of a text in em. */
export function emWidth(text: string): number {
  let sum = 0;
  for (const character of text) sum += emOf(character);
  return sum;
}

/** Lines that a text takes at a type size and width, both in mm. One em a line is left for line breaking rules. */
export function linesOf(text: string, size: number, width: number): number {
  const whole = emWidth(text) * size;
  return whole <= width ? 1 : Math.ceil(whole / (width - size));
}

export interface FitRange {
  readonly max: number;
  readonly min: number;
}

/** Type sizes from the largest to the smallest, in steps of a tenth of a millimetre. */
export function sizesOf({ max, min }: FitRange): number[] {
  const count = Math.round((max - min) * 10) + 1;
  return Array.from({ length: count }, (_, i) => Math.round(max * 10 - i) / 10);
}

/** The largest size in mm at which the text takes at most `lines` lines; the smallest size when none does. */
export function fitSize(text: string, width: number, lines: number, range: FitRange): number {
  return sizesOf(range).find((size) => linesOf(text, size, width) <= lines) ?? range.min;
}

export interface FittedList {
  readonly size: number;
  readonly shown: number;
  readonly rest: number;
}

/**
 * Numbered items in a box (mm): the largest size at which all stand, line height 1.5 and half a line between items;
 * at the smallest size, as many as fit with one line left for the note on the rest.
 */
export function fitItems(items: readonly string[], width: number, height: number, range: FitRange): FittedList {
  const tall = (count: number, size: number) =>
    items.slice(0, count).reduce((sum, item) => sum + (linesOf(item, size, width - 1.8 * size) * 1.5 + 0.4) * size, 0);
  const size = sizesOf(range).find((candidate) => tall(items.length, candidate) <= height);
  if (size !== undefined) return { size, shown: items.length, rest: 0 };
  let shown = items.length;
  while (shown > 0 && tall(shown, range.min) > height - 1.6 * range.min) shown -= 1;
  return { size: range.min, shown, rest: items.length - shown };
}
