/** PATHPATTERN of the specification (4.5): shell wildcards, part by part; none of them matches a `/`. */

/** Whether one character fits; null stands for `*`. */
type Token = ((character: string) => boolean) | null;

/** `*`, `?`, `[a-z]`, `[!a-z]`, or one character that stands for itself (glob(7)). */
const TOKEN = /\*|\?|\[!?.[^\]]*\]|./gsu;

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
  let at = 0;
  let token = 0;
  /** Where the last star stands, and how far it reaches so far. */
  let star = -1;
  let reached = 0;
  while (at < characters.length) {
    const fits = tokens[token];
    if (fits?.(characters[at] ?? '')) {
      at++;
      token++;
    } else if (fits === null) {
      star = token++;
      reached = at;
    } else if (star >= 0) {
      token = star + 1;
      at = ++reached;
    } else return false;
  }
  return tokens.slice(token).every((left) => left === null);
}

function tokenOf(text: string): Token {
  if (text === '*') return null;
  if (text === '?') return () => true;
  if (text.length < 3 || !text.startsWith('[')) return (character) => character === text;
  const negated = text.startsWith('!', 1);
  const set = text.slice(negated ? 2 : 1, -1);
  return (character) => inSet(set, character) !== negated;
}

function inSet(set: string, character: string): boolean {
  for (const [single, from, to] of set.matchAll(/(.)-(.)|./gsu)) {
    if (from === undefined || to === undefined ? single === character : from <= character && character <= to)
      return true;
  }
  return false;
}
