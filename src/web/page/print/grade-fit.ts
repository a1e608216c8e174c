/** How large the grade part is set: seal and ladder beside each other, the policy's sentences below them, all on the paper. */
import { emWidth, linesOf, sizesOf } from './fit.ts';
import { type BoardLayout, bodyOf } from './layout.ts';

export interface GradeTexts {
  /** Width and height of the seal, mm. */
  readonly seal: { readonly w: number; readonly h: number };
  /** Mark of each step of the ladder, best first, and what stands beside it; empty: no ladder. */
  readonly steps: readonly { readonly mark: string; readonly text: string; readonly own: boolean }[];
  /** Each group a paragraph beside the seal. */
  readonly beside: readonly (readonly string[])[];
  /** `share` of the part's type size. */
  readonly below: readonly { readonly text: string; readonly share: number }[];
}

/** In em, as print.css sets them. */
const SET = {
  a3: { about: 1, line: 1.42, gap: 0.4, stepPad: 0.56, between: 1.6 },
  a4: { about: 0.88, line: 1.35, gap: 0.35, stepPad: 0.24, between: 1 },
} as const;
const STEP_LINE = 1.35;
const UNDER_LINE = 1.35;
const UNDER_GAP = 0.2;
/** Borders of the step that is this institution's, mm, and a little air. */
const SLACK = 1.5;

/** The largest type size in mm at which all of it stands; null when not even the smallest does. */
export function fitGrade(texts: GradeTexts, layout: BoardLayout): number | null {
  const { h } = bodyOf(layout, 'grade');
  return sizesOf(layout.text).find((size) => tallAt(size, texts, layout) <= h) ?? null;
}

function tallAt(size: number, { seal, steps, beside, below }: GradeTexts, layout: BoardLayout): number {
  const set = SET[layout.paper];
  const { w } = bodyOf(layout, 'grade');
  const type = size * set.about;
  const wide = w - seal.w - set.between * size;
  const rows = steps.reduce((sum, { mark, text }) => {
    const lines = linesOf(text, type, wide - (emWidth(mark) + 2.6) * type);
    return sum + lines * STEP_LINE + set.stepPad;
  }, 0);
  const lines = beside.flat().reduce((sum, text) => sum + linesOf(text, type, wide), 0);
  const about = (rows + lines * set.line + (beside.length + (steps.length > 0 ? 1 : 0) - 1) * set.gap) * type;
  const under =
    below.reduce((sum, { text, share }) => sum + linesOf(text, size * share, w) * UNDER_LINE * share + UNDER_GAP, 0) *
    size;
  return Math.max(seal.h, about) + under + SLACK;
}
