/** Which known word was meant: for slips of the finger. */

/** The most slips that still mean a word. Of three letters one may be wrong; fewer are not guessed. */
const SLIPS = 2;

/** The known word that is fewest slips away; null where none is near. The first of several that are equally near. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const [best] = known
    .map((word) => ({ word, slips: slips(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= Math.min(SLIPS, Math.max(word.length, typed.length) - 2))
    .sort((a, b) => a.slips - b.slips);
  return best?.word ?? null;
}

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour: the optimal string alignment
 * distance (Damerau 1964; each place is changed once at most).
 */
function slips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped));
    }
  }
  return at(a.length, b.length);
}
