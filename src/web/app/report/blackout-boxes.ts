/** The black boxes over a photo and what can be done with them. All lengths are shares (0 to 1) of the picture. */
import type { Box } from './photo.ts';

/** A box with the number that it keeps when others go. */
export interface Placed extends Box {
  readonly id: number;
}

export interface Boxes {
  readonly list: readonly Placed[];
  /** Index of the selected box; -1 without one. */
  readonly selected: number;
  /** Earlier lists, oldest first. */
  readonly past: readonly (readonly Placed[])[];
  /** Boxes added so far. */
  readonly made: number;
}

export const NO_BOXES: Boxes = { list: [], selected: -1, past: [], made: 0 };

/** One press of a key or button. */
export const STEP = 0.02;
const LEAST = 0.02;
const FIRST: Box = { x: 0.35, y: 0.4, width: 0.3, height: 0.2 };

export type Change =
  | { readonly do: 'add'; readonly box?: Box }
  | { readonly do: 'move' | 'size'; readonly x: number; readonly y: number }
  | { readonly do: 'select'; readonly index: number }
  | { readonly do: 'remove' }
  | { readonly do: 'undo' };

export function changeBoxes(boxes: Boxes, change: Change): Boxes {
  const { list, selected, past } = boxes;
  const now = list[selected];
  const changed = (next: readonly Placed[], at: number): Boxes => ({
    ...boxes,
    list: next,
    selected: at,
    past: [...past, list],
  });
  switch (change.do) {
    case 'add':
      return {
        ...changed([...list, { ...within(change.box ?? FIRST), id: boxes.made + 1 }], list.length),
        made: boxes.made + 1,
      };
    case 'select':
      return { ...boxes, selected: change.index };
    case 'undo': {
      const before = past[past.length - 1];
      if (before === undefined) return boxes;
      return { ...boxes, list: before, selected: Math.min(selected, before.length - 1), past: past.slice(0, -1) };
    }
    case 'remove':
      if (now === undefined) return boxes;
      return changed(
        list.filter((box) => box !== now),
        list.length - 2,
      );
    default: {
      if (now === undefined) return boxes;
      const next = change.do === 'move' ? moved(now, change.x, change.y) : sized(now, change.x, change.y);
      return changed(
        list.map((box) => (box === now ? next : box)),
        selected,
      );
    }
  }
}

/** The box between two points; null when it is a mere tap. */
export function boxBetween(from: Point, to: Point): Box | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (right - left < LEAST / 2 && bottom - top < LEAST / 2) return null;
  return within({ x: left, y: top, width: Math.max(right - left, LEAST), height: Math.max(bottom - top, LEAST) });
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

function moved(box: Placed, x: number, y: number): Placed {
  return {
    ...box,
    x: between(box.x + x, 0, 1 - box.width),
    y: between(box.y + y, 0, 1 - box.height),
  };
}

function sized(box: Placed, x: number, y: number): Placed {
  return {
    ...box,
    width: between(box.width + x, LEAST, 1 - box.x),
    height: between(box.height + y, LEAST, 1 - box.y),
  };
}

/** What reaches over the edge is cut there: the picture ends, nothing is left uncovered. */
function within(box: Box): Box {
  const x = between(box.x, 0, 1 - LEAST);
  const y = between(box.y, 0, 1 - LEAST);
  return {
    x,
    y,
    width: between(box.x + box.width - x, LEAST, 1 - x),
    height: between(box.y + box.height - y, LEAST, 1 - y),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
