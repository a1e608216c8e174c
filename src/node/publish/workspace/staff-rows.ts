/** 人员 and 承诺: rows that hang on an institution. */
import type { CommitmentLetter, StaffMember } from '../../../core/domain/institution.ts';
import type { RowReader } from './row-reader.ts';

/** Which count a category belongs to: 药师, 技师 and the like are neither doctors nor nurses. */
export function groupOf(category: string): StaffMember['group'] {
  if (/护士|护师|护理员?$/.test(category)) return 'nurse';
  if (/医师|医生|大夫/.test(category)) return 'doctor';
  return 'other';
}

export function readStaffMember(row: RowReader): StaffMember {
  const name = row.text('name');
  const category = row.text('category');
  return { name, category, group: groupOf(category), title: row.text('title'), scope: row.text('scope') };
}

/** Null when the row was refused. */
export function readCommitment(row: RowReader): CommitmentLetter | null {
  const year = row.integer('year', 2000, Number(row.today.slice(0, 4)) + 1);
  const signedOn = row.date('signedOn');
  const signer = row.textOrNull('signer');
  const items = row
    .text('items')
    .split(/[;；\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return row.refused || year === null || signedOn === null ? null : { year, signedOn, signer, items };
}
