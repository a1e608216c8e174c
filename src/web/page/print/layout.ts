/** Where everything stands on the sheets, in mm: the one source for the style sheet and for fitting texts. */
import type { FitRange } from './fit.ts';

export type Paper = 'a3' | 'a4';

/** Wugang's six parts, in the policy's order (舞卫健发〔2021〕89号 附件1 六). */
const PARTS = ['licence', 'grade', 'commitment', 'code', 'staff', 'supervision'] as const;
export type PartId = (typeof PARTS)[number];

/** Of a subject that is no medical institution: nobody here has a registration that patients would look for. */
const WITHOUT_STAFF = PARTS.filter((part) => part !== 'staff');

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface BoardLayout {
  readonly paper: Paper;
  readonly width: number;
  readonly height: number;
  /** Title and name. */
  readonly head: Box;
  readonly foot: Box;
  /** The parts that the board has, by their numbers. */
  readonly order: readonly PartId[];
  readonly parts: Readonly<Record<PartId, Box>>;
  /** Inner margin of a part, and the height of its heading with the gap below. */
  readonly pad: number;
  readonly heading: number;
  /** Side of the code with its quiet zone. */
  readonly code: number;
  /** From where a phone must read it: the wall behind a counter, the wall, the hand. */
  readonly distance: number;
  /** Type sizes. */
  readonly title: number;
  readonly name: FitRange;
  readonly text: FitRange;
  readonly letter: FitRange;
  readonly staff: FitRange;
  readonly seal: number;
  /** Room kept beside the title, at both ends, for the marks 虚构示例 and 临时张贴. */
  readonly marks: number;
  readonly markType: number;
  readonly footType: number;
}

/**
 * A3 landscape, hung at eye height: licence and code left, grade and people in the middle, commitment and telephone
 * right. Rows read 1-2-3 and 4-5-6.
 */
const A3: BoardLayout = {
  paper: 'a3',
  width: 420,
  height: 297,
  head: { x: 15, y: 13, w: 390, h: 36 },
  foot: { x: 15, y: 280, w: 390, h: 6 },
  order: PARTS,
  parts: {
    licence: { x: 15, y: 53, w: 100, h: 97 },
    grade: { x: 120, y: 53, w: 180, h: 97 },
    commitment: { x: 305, y: 53, w: 100, h: 97 },
    code: { x: 15, y: 155, w: 100, h: 122 },
    staff: { x: 120, y: 155, w: 180, h: 122 },
    supervision: { x: 305, y: 155, w: 100, h: 122 },
  },
  pad: 5,
  heading: 11,
  code: 78,
  distance: 450,
  title: 13.5,
  name: { max: 9, min: 6.2 },
  text: { max: 4.8, min: 3.4 },
  letter: { max: 5.3, min: 3.4 },
  staff: { max: 5.4, min: 3 },
  seal: 74,
  marks: 42,
  markType: 5.4,
  footType: 3.7,
};

/**
 * A4 portrait, for small clinics and their printers: upright it takes the least wall, and its lines stay short. There
 * is no room for a copy of the licence: it says where the copy hangs.
 */
const A4: BoardLayout = {
  paper: 'a4',
  width: 210,
  height: 297,
  head: { x: 11, y: 10, w: 188, h: 25 },
  foot: { x: 11, y: 282, w: 188, h: 5 },
  order: PARTS,
  parts: {
    licence: { x: 11, y: 37, w: 88, h: 60 },
    grade: { x: 102, y: 37, w: 97, h: 60 },
    commitment: { x: 11, y: 100, w: 107, h: 95.5 },
    code: { x: 121, y: 100, w: 78, h: 95.5 },
    staff: { x: 11, y: 198.5, w: 188, h: 49.5 },
    supervision: { x: 11, y: 251, w: 188, h: 29 },
  },
  pad: 3.5,
  heading: 8.8,
  code: 60.5,
  distance: 350,
  title: 8.6,
  name: { max: 6, min: 4.4 },
  text: { max: 3.9, min: 2.8 },
  letter: { max: 4.5, min: 2.8 },
  staff: { max: 3.9, min: 2.5 },
  seal: 39,
  marks: 27,
  markType: 3.3,
  footType: 2.9,
};

/** A3 without staff: their room goes to the letter, and the grade's row widens. Rows read 1-2 and 3-4-5. */
const A3_WITHOUT_STAFF: BoardLayout = {
  ...A3,
  order: WITHOUT_STAFF,
  parts: {
    ...A3.parts,
    licence: { x: 15, y: 53, w: 130, h: 97 },
    grade: { x: 150, y: 53, w: 255, h: 97 },
    commitment: { x: 15, y: 155, w: 180, h: 122 },
    code: { x: 200, y: 155, w: 100, h: 122 },
  },
};

/** A4 without staff: both rows grow, and the code with them. */
const A4_WITHOUT_STAFF: BoardLayout = {
  ...A4,
  order: WITHOUT_STAFF,
  parts: {
    ...A4.parts,
    licence: { x: 11, y: 37, w: 88, h: 90 },
    grade: { x: 102, y: 37, w: 97, h: 90 },
    commitment: { x: 11, y: 130, w: 107, h: 118 },
    code: { x: 121, y: 130, w: 78, h: 118 },
  },
  code: 70,
};

/** @param staff whether the board has a part for doctors and nurses */
export function boardLayout(paper: Paper, staff = true): BoardLayout {
  if (staff) return paper === 'a3' ? A3 : A4;
  return paper === 'a3' ? A3_WITHOUT_STAFF : A4_WITHOUT_STAFF;
}

/** The room inside a part, below its heading. */
export function bodyOf(layout: BoardLayout, part: PartId): { readonly w: number; readonly h: number } {
  const { w, h } = layout.parts[part];
  return { w: w - 2 * layout.pad, h: h - 2 * layout.pad - layout.heading };
}

/** Eight stickers on A4 portrait, cut edge to edge; `bleed` keeps print away from the knife. */
export const STICKER = {
  columns: 2,
  rows: 4,
  x: 13,
  y: 12.5,
  w: 92,
  h: 68,
  bleed: 3,
  code: 45,
  distance: 250,
} as const;

/** A place on the sheet as a style attribute. */
export function placed({ x, y, w, h }: Box) {
  return { left: `${x}mm`, top: `${y}mm`, width: `${w}mm`, height: `${h}mm` } as const;
}
