/** The same draw with openssl and the tools of every Unix shell, for who trusts no program of ours. */
import { drawSize } from '../domain/draw.ts';
import { type DrawRound, listText, type RevealedDraw } from './draw.ts';

/** Name of the file that holds the exact bytes of a round's list. */
export function listFileName(n: number): string {
  return `draw-${n}-list.json`;
}

/** The exact bytes that were hashed, as text. */
export function listFileText(revealed: RevealedDraw): string {
  return listText(revealed.list);
}

/** Prints the commitment. Run beside the list's file. */
export function commitmentCommand(n: number, { seed }: RevealedDraw): string {
  const list = listFileName(n);
  return `(printf %s ${quoted(seed)}; openssl dgst -sha256 -binary ${list}) | openssl dgst -sha256`;
}

/** Prints grade and code of everyone who is drawn, a line each, in the order of `drawn`. */
export function drawCommand({ n, shares, of }: DrawRound, { seed }: RevealedDraw): string {
  const sizes = Object.keys(of)
    .sort()
    .map((symbol) => `k["${symbol}"]=${drawSize(of[symbol] ?? 0, shares[symbol] ?? 0)}`);
  return `tr -d '["' < ${listFileName(n)} | tr ']' '\\n' | sed 's/^,//' | grep . |
while IFS=, read -r id grade; do
  mac=$(printf %s "$id" | openssl dgst -sha256 -hmac ${quoted(seed)})
  echo "$grade \${mac##* } $id"
done | LC_ALL=C sort | awk 'BEGIN { ${sizes.join('; ')} } ++seen[$1] <= k[$1] { print $1, $3 }'`;
}

/** One word of the shell, whatever is in it; the seeds that `draw commit` makes need no quotes. */
function quoted(text: string): string {
  return /^\w+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
