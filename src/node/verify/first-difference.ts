/** Where a page leaves what should have been written: the first tag or text that is another. */
import type { Difference } from './differences.ts';

/** So much is told of what stands before the first other character of a long tag or text. */
const BEFORE = 20;

/** `fact`: `title`, or `page` for all else. What stands there and what should, both from near the character that differs. */
export function firstDifference(shown: string, written: string): Difference {
  const [here, due] = [partsOf(shown), partsOf(written)];
  const first = here.findIndex((part, at) => part !== due[at]);
  const at = first < 0 ? here.length : first;
  const [is, ought] = [[...(here[at] ?? '')], [...(due[at] ?? '')]];
  const other = is.findIndex((character, nth) => character !== ought[nth]);
  const from = Math.max(0, (other < 0 ? is.length : other) - BEFORE);
  const cut = (part: readonly string[]) => part.slice(from).join('').trim() || null;
  return { fact: here[at - 1] === '<title>' ? 'title' : 'page', shown: cut(is), signed: cut(ought) };
}

/** Tags, and the texts between them. */
function partsOf(html: string): string[] {
  return html.match(/<[^>]*>|[^<]+|</g) ?? [];
}
