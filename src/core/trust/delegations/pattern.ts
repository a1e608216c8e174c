/** PATHPATTERN of the specification (4.5): shell wildcards, part by part; none of them matches a `/`. */

/** Whether one character fits; null stands for `*`. */
type Token = ((character: string) => boolean) | null;

/** `*`, `?`, `[a-z]`, `[!a-z]`, or one character that stands for itself (glob(7)). */
const TOKEN = /\*|\?|\[(?:!.|[^!])[^\]]*\]|./gsu;

/**
 * Whether a delegated path pattern covers a target path. Parts are compared one to one, as every client of the field does:
 * `demo/*` covers `demo/a` and never `demo/a/b`, and `**` is `*`.
 */
export function coversPath(pattern: string, path: string): boolean {
  const patterns = pattern.split('/');
  const parts = path.split('/');
  return patterns.length === parts.length && patterns.every((part, i) => coversPart(part, parts[i] ?? ''));
}

/** In time of pattern × text: a thief of a delegated key must not stall a phone with stars that backtrack. */
function coversPart(pattern: string, text: string): boolean {
  const tokens = (pattern.match(TOKEN) ?? []).map(tokenOf);
  const characters = [...text];
  let [at, token] = [0, 0];
  /** The last star: which token follows it, and how far it reaches so far. */
  let star: { readonly next: number; end: number } | null = null;
  for (;;) {
    const [fits, character] = [tokens[token], characters[at]];
    if (fits === null) star = { next: ++token, end: at };
    else if (character === undefined) return fits === undefined;
    else if (fits?.(character)) {
      at++;
      token++;
    } else if (star !== null) {
      token = star.next;
      at = ++star.end;
    } else return false;
  }
}

function tokenOf(text: string): Token {
  if (text === '*') return null;
  if (text === '?') return () => true;
  // One character has two code units at most, a set three at least.
  if (text.length < 3) return (character) => character === text;
  const negated = text.startsWith('!', 1);
  const set = text.slice(negated ? 2 : 1, -1);
  return (character) => inSet(set, character) !== negated;
}

/** A single character is a range, too: from itself to itself. */
function inSet(set: string, character: string): boolean {
  const ranges = [...set.matchAll(/(.)-(.)|./gsu)];
  return ranges.some(([single, from = single, to = single]) => from <= character && character <= to);
}
