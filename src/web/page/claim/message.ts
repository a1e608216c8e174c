/** What is said of a claim: compared with what the page shows, and only as far as the page itself is known to be current. */
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import type { ClaimCheck } from '../../../core/trust/claim.ts';
import type { ClaimKeys } from '../../../core/trust/claim-keys.ts';
import type { ClaimWords } from '../../../core/words/board.ts';
import type { Lang, Verification } from '../types.ts';

export interface ClaimMessage {
  /** Look of the box, as of the verification line; the words carry the meaning alone. */
  readonly tone: 'good' | 'plain' | 'aged';
  readonly lines: readonly string[];
}

interface ClaimContext {
  readonly view: PublicView;
  readonly verification: Verification;
  readonly marks: ClaimKeys['marks'];
  readonly words: ClaimWords;
  readonly lang: Lang;
  readonly phone: string;
}

/** Null: nothing is said. */
export function claimMessage(check: ClaimCheck, context: ClaimContext): ClaimMessage | null {
  const { verification, words, phone } = context;
  const fresh = verification.kind === 'ok';
  switch (check.status) {
    case 'ok':
      return compare(check.year, check.level, fresh, context);
    case 'revoked':
      return { tone: 'aged', lines: [words.revoked] };
    case 'unknown-key':
      // The key may be newer than what this phone holds.
      return fresh ? { tone: 'aged', lines: [words.forged, words.tell({ phone })] } : null;
    case 'forged':
      return { tone: 'aged', lines: [words.forged, words.tell({ phone })] };
    case 'not-a-claim':
      return null;
  }
}

function compare(year: number, level: number, fresh: boolean, context: ClaimContext): ClaimMessage | null {
  const { view, verification, marks, words, lang } = context;
  const { record, state } = view;
  // A board that is newer than the page, or a page that is not the newest: the page cannot judge.
  if (year > record.year || (verification.kind === 'aged' && verification.cause.kind === 'superseded')) return null;
  const inForce = state.kind === 'graded' ? state.grade : null;
  if (inForce && year === record.year && level === inForce.level) {
    return fresh ? { tone: 'good', lines: [words.current] } : { tone: 'plain', lines: [words.same] };
  }
  // Of the same year, the board may have been renewed after this copy of the page was made.
  if (!fresh && year === record.year) return null;
  const old = marks[year]?.[level - 1]?.[lang] ?? null;
  return { tone: 'aged', lines: [outdated({ year, old }, inForce?.mark[lang] ?? null, context)] };
}

/** @param now what the grade in force is called; null where none is */
function outdated(
  board: { readonly year: number; readonly old: string | null },
  now: string | null,
  { view, words }: ClaimContext,
): string {
  const { year: nowYear } = view.record;
  if (now === null) return view.state.kind === 'withdrawn' ? words.withdrawn(board) : words.ended(board);
  if (board.year === nowYear) return words.changed({ ...board, now });
  return board.old === now ? words.oldSame({ ...board, now, nowYear }) : words.old({ ...board, now, nowYear });
}
