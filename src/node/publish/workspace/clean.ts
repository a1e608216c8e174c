/** Texts as clerks type and paste them. */

/** Formatting characters (byte order marks, bidirectional overrides, zero-width blanks) and control characters. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}]|(?!\n)\p{Cc}/gu;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

/**
 * Without invisible characters and outer blanks; inner line breaks stay, as `\n`. Widths are left alone: a name keeps its
 * full-width brackets. A bidirectional override in a name could make a page read as another name.
 */
export function cleanText(text: string): string {
  return withoutTextSign(text)
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '')
    .replace(/[ \u00a0\u3000]+/g, (run) => (run.length > 1 ? ' ' : run))
    .trim();
}

/** `="0012"` and `'0012`, by which exports keep Excel from taking a code for a number, are the code. */
function withoutTextSign(text: string): string {
  const first = text.charCodeAt(0);
  if (first !== 0x3d && first !== 0x27) return text;
  return /^="([^"]*)"\s*$/.exec(text)?.[1] ?? text.replace(/^'(?=[\w-]+\s*$)/, '');
}

/** Codes and numbers: NFKC, no blanks, upper case (full-width `Ａ１` becomes `A1`). */
export function cleanCode(text: string): string {
  if (/^[0-9A-Z-]*$/.test(text)) return text;
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** What clerks write into a cell that they mean to leave empty. */
const NOTHING = new Set(['-', '--', '—', '——', '/', '\\', '无', '暂无', 'N/A', 'NULL', '（空）']);

const LONGEST = Math.max(...[...NOTHING].map((text) => text.length));

export function isNothing(text: string): boolean {
  return text === '' || (text.length <= LONGEST && NOTHING.has(text.toUpperCase()));
}

/** Shorter parts of a text are copies of their own in V8. */
const SLICED = 13;

/** The same text with characters of its own: a part of a text keeps the whole of it in memory, here that of a file. */
export function ownText(text: string): string {
  return text.length < SLICED ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
