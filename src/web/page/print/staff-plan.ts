/** How a staff list is set: a table while it fits, then names by category, then as many names as can still be read. */
import type { StaffMember } from '../../../core/domain/institution.ts';
import { emWidth, type FitRange, linesOf, sizesOf } from './fit.ts';

export interface StaffGroup {
  readonly category: string;
  readonly count: number;
  readonly names: readonly string[];
}

export type StaffPlan =
  | {
      readonly kind: 'table';
      readonly size: number;
      readonly columns: number;
      readonly rows: number;
      /** Height of a row, mm. */
      readonly row: number;
      readonly members: readonly StaffMember[];
    }
  | {
      readonly kind: 'names';
      readonly size: number;
      /** Cells of a row; a long name takes two or more. */
      readonly cells: number;
      /** Width of the column of categories, mm. */
      readonly label: number;
      readonly groups: readonly StaffGroup[];
      readonly rest: number;
    };

/** Line heights in em; rows of a table grow into the room that few people leave. */
const TABLE_ROW = 1.7;
const WIDEST_ROW = 2.3;
/** The line under a row, mm, with what rounding to device pixels may add. */
const RULE = 0.35;
export const NAME_ROW = 1.42;
/** Two to three characters and a gap. */
const CELL = 3.9;
/** Beyond so many rows a table stands in two columns where both fit. */
const ONE_COLUMN = 6;
const LABEL = 7.4;
const GROUP_GAP = 0.35;
const ORDER = { doctor: 0, nurse: 1, other: 2 } as const;

/** Doctors, nurses, others; within them the bureau's order. */
export function inOrder(members: readonly StaffMember[]): readonly StaffMember[] {
  return [...members].sort((a, b) => ORDER[a.group] - ORDER[b.group]);
}

/** What stands beside a name: the title says more than the category where there is one. */
export function roleOf(member: StaffMember): string {
  return member.title === '' || member.title === member.category
    ? member.category
    : `${member.category}　${member.title}`;
}

/** Cells that a name takes. */
export function spanOf(name: string, cells: number): number {
  return Math.min(cells, Math.max(1, Math.ceil((emWidth(name) + 0.6) / CELL)));
}

/** Plans a list for a box of `width` × `height` mm. `rest` people are named behind the code only. */
export function planStaff(list: readonly StaffMember[], width: number, height: number, range: FitRange): StaffPlan {
  const members = inOrder(list);
  // A table in tiny type reads worse than plain names: it gives way at three quarters of the largest size.
  for (const size of sizesOf({ max: range.max, min: Math.max(range.min, range.max * 0.78) })) {
    const table = tableAt(members, width, height, size);
    if (table !== null) return table;
  }
  for (const size of sizesOf({ max: range.max * 0.9, min: range.min })) {
    const plan = namesAt(members, width, size);
    if (tallOf(plan) <= height) return plan;
  }
  return cutNames(members, width, height, range.min);
}

function tableAt(members: readonly StaffMember[], width: number, height: number, size: number): StaffPlan | null {
  const widest = (text: (member: StaffMember) => string) => Math.max(3, ...members.map((m) => emWidth(text(m))));
  const needed = (widest((m) => m.name) + widest(roleOf) + widest((m) => m.scope) + 4) * size;
  const rows = Math.floor(height / (TABLE_ROW * size + RULE));
  const fewest = Math.max(1, Math.ceil(members.length / rows));
  const columns = fewest === 1 && members.length > ONE_COLUMN && 2 * needed <= width ? 2 : fewest;
  if (columns * needed > width) return null;
  const used = Math.ceil(members.length / columns);
  return { kind: 'table', size, columns, rows: used, row: Math.min(WIDEST_ROW * size, height / used - RULE), members };
}

type Names = Extract<StaffPlan, { kind: 'names' }>;

function namesAt(members: readonly StaffMember[], width: number, size: number, shown = members.length): Names {
  const counts = new Map<string, { count: number; names: string[] }>();
  members.forEach((member, i) => {
    const group = counts.get(member.category) ?? { count: 0, names: [] };
    counts.set(member.category, group);
    group.count += 1;
    if (i < shown) group.names.push(member.name);
  });
  const groups = [...counts].map(([category, group]) => ({ category, ...group })).filter((g) => g.names.length > 0);
  const label = LABEL * size;
  const cells = Math.max(1, Math.floor((width - label) / (CELL * size)));
  return { kind: 'names', size, cells, label, groups, rest: members.length - shown };
}

/** Rows that names take in a grid of `cells` cells, filled in order. */
function rowsOf(names: readonly string[], cells: number): number {
  let rows = 1;
  let used = 0;
  for (const name of names) {
    const span = spanOf(name, cells);
    if (used + span > cells) {
      rows += 1;
      used = 0;
    }
    used += span;
  }
  return rows;
}

/** The height in mm of a plan of names, its note on the rest included. */
export function tallOf(plan: Names): number {
  const rows = plan.groups.reduce((sum, group) => {
    const label = linesOf(`${group.category} ${group.count}人`, 1, LABEL - 0.5);
    return sum + Math.max(label, rowsOf(group.names, plan.cells)) * NAME_ROW + GROUP_GAP;
  }, 0);
  return (rows + (plan.rest > 0 ? NAME_ROW + GROUP_GAP : 0)) * plan.size;
}

function cutNames(members: readonly StaffMember[], width: number, height: number, size: number): Names {
  let low = 0;
  let high = members.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tallOf(namesAt(members, width, size, middle)) <= height) low = middle;
    else high = middle - 1;
  }
  return namesAt(members, width, size, low);
}
