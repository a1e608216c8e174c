/** What must not be printed, and why. */
import { siteUrl } from '../../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import type { PublicState } from '../../../core/snapshot/public-now.ts';
import type { Lang } from '../../../core/words/index.ts';
import { sheetWords } from '../../../core/words/sheet.ts';
import { codeMatrix, moduleMm, smallestModule } from './code.ts';
import { boardLayout, type Paper, STICKER } from './layout.ts';
import { hasStaff, type SheetProps } from './sheet.ts';

export type PrintKind = 'board' | 'stickers';

export type PrintRefusal =
  /** The label must no longer be used; what becomes of it the policy says (`terms.board.withdrawn`). */
  | 'label-withdrawn'
  /** Closed, or the licence revoked or cancelled: nothing of ours may hang there. */
  | 'not-operating'
  /** An association's certificate is past its term: neither it nor the plate may be used any more. */
  | 'certificate-ended'
  /** Without a valid rating nothing may hang that carries the association's name. */
  | 'not-rated'
  /** The modules would be smaller than a phone reads from the sheet's distance. */
  | 'code-too-dense';

/** Why this print is refused; null when it may be made. */
export function printRefusal(
  kind: PrintKind,
  paper: Paper,
  sheet: Pick<SheetProps, 'view' | 'bureau' | 'claim' | 'terms'>,
): PrintRefusal | null {
  const { view, bureau, claim, terms } = sheet;
  const standing = terms.issuer === 'association' ? ratingRefusal(view.state) : labelRefusal(kind, view.state);
  if (standing !== null) return standing;
  const { code, distance } = kind === 'stickers' ? STICKER : boardLayout(paper, hasStaff(sheet));
  const matrix = codeMatrix(siteUrl(bureau), view.record.code, claim);
  return moduleMm(matrix, code) < smallestModule(distance) ? 'code-too-dense' : null;
}

/** A bureau's board tells of every state but the end of the label; a code leads to the page while doors are open. */
function labelRefusal(kind: PrintKind, state: PublicState): PrintRefusal | null {
  if (state.kind !== 'withdrawn') return null;
  if (state.cause !== 'other') return 'not-operating';
  return kind === 'board' ? 'label-withdrawn' : null;
}

/** An association's plate says that its holder is rated, and so does its code: neither is made for anybody else. */
function ratingRefusal(state: PublicState): PrintRefusal | null {
  if (state.kind === 'graded') return null;
  if (state.kind === 'lapsed') return 'certificate-ended';
  if (state.kind !== 'withdrawn') return 'not-rated';
  return state.cause === 'other' ? 'label-withdrawn' : 'not-operating';
}

/** The reason as people read it; of a withdrawn label in the policy's own words. */
export function refusalText(refusal: PrintRefusal, terms: Pick<RulebookTerms, 'board'>, lang: Lang): string {
  return refusal === 'label-withdrawn' ? terms.board.withdrawn[lang] : sheetWords[lang].refusal[refusal];
}
