/** What is said of a claim: compared with what the page shows, and only as far as the page itself is known to be current. */
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import type { ClaimCheck } from '../../../core/trust/claim.ts';
import type { ClaimKeys } from '../../../core/trust/claim-keys.ts';
import { type ClaimWords, claimEn, claimZh } from '../../../core/words/board.ts';
import type { ClaimMessage, Lang, Verification } from '../types.ts';

/** How a claim ended on this phone. */
export type ClaimOutcome =
  | ClaimCheck
  /** Not genuine here, but at this other institution's address. */
  | { readonly status: 'elsewhere'; readonly inst: string; readonly address: string }
  /** No signed keys at hand, or no cryptography to use them with. */
  | { readonly status: 'unchecked' | 'cannot' };

export interface ClaimContext {
  /** The claim as it came. */
  readonly text: string;
  readonly view: PublicView;
  readonly verification: Verification;
  /** Null where none that is signed is at hand. */
  readonly signed: Pick<ClaimKeys, 'keys' | 'marks'> | null;
  /** The address of the site that is open, as in `ClaimKey.origin`; null where the page was saved or forwarded. */
  readonly here: string | null;
  readonly lang: Lang;
  readonly phone: string;
}

const CLAIM_DIGITS = 160;

export function claimWordsIn(lang: Lang): ClaimWords {
  return lang === 'en' ? claimEn : claimZh;
}

export function claimMessage(outcome: ClaimOutcome, context: ClaimContext): ClaimMessage {
  const words = claimWordsIn(context.lang);
  const aged = (...lines: string[]): ClaimMessage => ({ tone: 'aged', lines });
  const tell = words.tell(context);
  switch (outcome.status) {
    case 'ok':
      return atAddress(compare(outcome, words, context), outcome.origin, words, context);
    case 'revoked':
      return aged(words.revoked);
    case 'unknown-key':
      // The key may be newer than what this phone holds.
      return context.verification.kind === 'ok' ? aged(words.unknownKey, tell) : plain(words.later);
    case 'forged':
      return aged(words.forged, tell);
    case 'elsewhere':
      return aged(words.elsewhere(outcome), tell);
    case 'not-a-claim':
      return context.text.length === CLAIM_DIGITS ? aged(words.malformed, tell) : plain(words.cut);
    default:
      return plain(words[outcome.status]);
  }
}

function plain(line: string): ClaimMessage {
  return { tone: 'plain', lines: [line] };
}

interface Printed {
  readonly year: number;
  readonly level: number;
}

function compare({ year, level }: Printed, words: ClaimWords, context: ClaimContext): ClaimMessage {
  const { view, verification, signed, lang } = context;
  const { record, state } = view;
  const fresh = verification.kind === 'ok';
  // A page that is not the newest cannot judge.
  if (verification.kind === 'aged' && verification.cause.kind === 'superseded') return plain(words.later);
  if (year > record.year) return plain(fresh ? words.ahead({ year, nowYear: record.year }) : words.later);
  const inForce = state.kind === 'graded' ? state.grade : null;
  if (inForce && year === record.year && level === inForce.level) {
    return fresh ? { tone: 'good', lines: [words.current] } : plain(words.same);
  }
  // Of the same year, the board may have been renewed after this copy of the page was made.
  if (!fresh && year === record.year) return plain(words.later);
  const old = signed?.marks[year]?.[level - 1]?.[lang] ?? null;
  return { tone: 'aged', lines: [outdated({ year, old }, inForce?.mark[lang] ?? null, words, view)] };
}

/** @param now what the grade in force is called; null where none is */
function outdated(
  board: { readonly year: number; readonly old: string | null },
  now: string | null,
  words: ClaimWords,
  { record, state }: PublicView,
): string {
  const { year: nowYear } = record;
  if (now === null) return state.kind === 'withdrawn' ? words.withdrawn(board) : words.ended(board);
  if (board.year === nowYear) return words.changed({ ...board, now });
  return board.old === now ? words.oldSame({ ...board, now, nowYear }) : words.old({ ...board, now, nowYear });
}

/**
 * A copy of the site answers under an address that stands on no board. Where the bureau itself moved, the new address has
 * a key of its own.
 */
function atAddress(
  { tone, lines }: ClaimMessage,
  printed: string,
  words: ClaimWords,
  { signed, here }: ClaimContext,
): ClaimMessage {
  if (here === null || signed?.keys.some(({ origin }) => origin === here)) return { tone, lines };
  return { tone: 'aged', lines: [words.otherAddress({ printed, here }), ...lines] };
}
