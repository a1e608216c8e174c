/** The demo's workbook while it is being filled: rows by sheet, keys and choices checked by the compiler. */
import type { ColumnKey, SheetKey } from '../publish/workspace/columns.ts';

/** Cells as a clerk would type them; a column that is left out stays empty. */
export type Row<Sheet extends SheetKey> = { readonly [Key in ColumnKey<Sheet>]?: string };
export type Rows = { readonly [Sheet in SheetKey]: readonly Row<Sheet>[] };

export interface Book {
  /** Grows with the book. */
  readonly rows: Rows;
  institution(row: Row<'institutions'>): void;
  /** Adds cells to the row of this institution. Throws when there is none. */
  complete(id: string, cells: Row<'institutions'>): void;
  staff(row: Row<'staff'>): void;
  penalty(row: Row<'penalties'>): void;
  event(row: Row<'events'>): void;
  assessment(row: Row<'assessments'>): void;
  commitment(row: Row<'commitments'>): void;
  eligibility(row: Row<'eligibility'>): void;
  measure(row: Row<'measures'>): void;
}

export function createBook(): Book {
  const institutions: Row<'institutions'>[] = [];
  const staff: Row<'staff'>[] = [];
  const penalties: Row<'penalties'>[] = [];
  const events: Row<'events'>[] = [];
  const assessments: Row<'assessments'>[] = [];
  const commitments: Row<'commitments'>[] = [];
  const eligibility: Row<'eligibility'>[] = [];
  const measures: Row<'measures'>[] = [];
  return {
    rows: { institutions, staff, penalties, events, assessments, commitments, eligibility, measures, inspections: [] },
    institution: (row) => void institutions.push(row),
    complete(id, cells) {
      const at = institutions.findIndex((row) => row.id === id);
      if (at < 0) throw new RangeError(`no such institution: ${id}`);
      institutions[at] = { ...institutions[at], ...cells };
    },
    staff: (row) => void staff.push(row),
    penalty: (row) => void penalties.push(row),
    event: (row) => void events.push(row),
    assessment: (row) => void assessments.push(row),
    commitment: (row) => void commitments.push(row),
    eligibility: (row) => void eligibility.push(row),
    measure: (row) => void measures.push(row),
  };
}

/** What the clerk writes for a value: the label of the choice lists, so that the demo and the template cannot differ. */
export function label<Value extends string>(
  choices: readonly { readonly value: Value; readonly label: string }[],
  value: Value,
): string {
  const found = choices.find((choice) => choice.value === value);
  if (found === undefined) throw new RangeError(`no such choice: ${value}`);
  return found.label;
}

export const yesNo = (value: boolean): string => (value ? '是' : '否');
