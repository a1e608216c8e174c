const LIMIT = 3;
const FARTHEST = 2;

/** Capitals of the code's alphabet without blanks and look-alikes; other characters stay and count as errors. */
export function tidyCode(typed: string): string {
  const seen = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-·]/g, '');
  return [...seen].map((character) => LOOKALIKE[character] ?? character).join('');
}

const LOOKALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', V: 'U', Z: '2' };

/**
 * At most three codes within two slips (wrong, missing, extra or exchanged neighbouring characters), nearest first.
 * Nothing for a text that cannot be a code.
 */
export function nearestCodes<Code extends string>(typed: string, codes: Iterable<Code>): readonly Code[] {
  const wanted = tidyCode(typed);
  if (wanted.length < 8 || wanted.length > 12) return [];
  const near: { readonly code: Code; readonly slips: number }[] = [];
  for (const code of codes) {
    const slips = slipsBetween(wanted, code);
    if (slips <= FARTHEST) near.push({ code, slips });
  }
  near.sort((a, b) => a.slips - b.slips || (a.code < b.code ? -1 : 1));
  return near.slice(0, LIMIT).map(({ code }) => code);
}

/** Optimal string alignment distance; stops above `FARTHEST`, since 10,000 codes are compared. */
export function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FARTHEST) return FARTHEST + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const value = alignment(a, b, row, column, { before, last, line });
      line.push(value);
      best = Math.min(best, value);
    }
    if (best > FARTHEST) return FARTHEST + 1;
    before = last;
    last = line;
  }
  return last[b.length] ?? FARTHEST + 1;
}

interface Lines {
  readonly before: readonly number[];
  readonly last: readonly number[];
  readonly line: readonly number[];
}

function alignment(a: string, b: string, row: number, column: number, { before, last, line }: Lines): number {
  const far = FARTHEST + 1;
  const wrong = a.charAt(row - 1) === b.charAt(column - 1) ? 0 : 1;
  const value = Math.min((last[column] ?? far) + 1, (line[column - 1] ?? far) + 1, (last[column - 1] ?? far) + wrong);
  const exchanged =
    row > 1 && column > 1 && a.charAt(row - 1) === b.charAt(column - 2) && a.charAt(row - 2) === b.charAt(column - 1);
  return exchanged ? Math.min(value, (before[column - 2] ?? far) + 1) : value;
}
