/** Where is this doctor registered? A search over the people of all staff lists, by name and by position. */
import type { StaffMember } from '../domain/institution.ts';
import type { Opening } from './opening.ts';
import { indexRows, type SearchIndex, searchRows } from './search.ts';

/** One person in one institution; who works in two has two rows. */
export interface StaffRow {
  readonly code: string;
  readonly member: StaffMember;
}

export function buildStaffIndex(lists: ReadonlyMap<string, Opening>): SearchIndex<StaffRow> {
  const rows: StaffRow[] = [];
  for (const [code, { body }] of lists) {
    if (body.type === 'staff') for (const member of body.members) rows.push({ code, member });
  }
  return indexRows(rows, ({ member }) => [member.name, member.category, member.title, member.scope]);
}

/** A name, a position (医师, 主治医师, 内科), or both with a blank between; at most `SEARCH_LIMIT` rows, names first. */
export function searchStaff(index: SearchIndex<StaffRow>, typed: string): readonly StaffRow[] {
  return searchRows(index, typed);
}
