/** What must not be printed, and why. */
import { codeMatrix, moduleMm, smallestModule } from './code.ts';
import { boardLayout, type Paper, STICKER } from './layout.ts';
import type { SheetProps } from './sheet.ts';

export type PrintKind = 'board' | 'stickers';

export type PrintRefusal =
  /** 舞卫健发〔2021〕89号 附件1 七（三）: the label must no longer be used and goes back to the bureau. */
  | 'label-withdrawn'
  /** Closed, or the licence revoked or cancelled: nothing of ours may hang there. */
  | 'not-operating'
  /** The modules would be smaller than a phone reads from the sheet's distance. */
  | 'code-too-dense';

/** Why this print is refused; null when it may be made. */
export function printRefusal(
  kind: PrintKind,
  paper: Paper,
  { view, bureau, claim }: Pick<SheetProps, 'view' | 'bureau' | 'claim'>,
): PrintRefusal | null {
  if (view.state.kind === 'withdrawn') {
    if (view.state.cause !== 'other') return 'not-operating';
    // Still open for business: patients keep their way to the page, which says that the label is withdrawn.
    if (kind === 'board') return 'label-withdrawn';
  }
  const { code, distance } = kind === 'stickers' ? STICKER : boardLayout(paper);
  const matrix = codeMatrix(bureau.origin, view.record.code, claim);
  return moduleMm(matrix, code) < smallestModule(distance) ? 'code-too-dense' : null;
}
