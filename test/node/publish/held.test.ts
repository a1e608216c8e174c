import { describe, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/institution.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import { held } from '../../../src/node/publish/held.ts';
import { Posts, StaffList } from '../../../src/node/publish/workspace/staff-list.ts';
import { reasonOpening, record } from '../../support/records.ts';

const nurse: StaffMember = { name: '李\n四', category: '护士', group: 'nurse', title: '', scope: '护理' };
const doctor: StaffMember = { name: '', category: '医师', group: 'doctor', title: '主治医师', scope: '' };
const other: StaffMember = { ...nurse, name: '王五', category: '药师', group: 'other' };

describe('a list of staff', () => {
  test('gives back whom it was made of, in order, with line breaks in names and with empty ones', () => {
    const members = [nurse, doctor, nurse, other];
    const list = new StaffList(members, new Posts());
    expect([...list]).toEqual(members);
    expect(list).toHaveLength(4);
    expect(JSON.stringify(list)).toBe(JSON.stringify(members));
  });

  test('of nobody is empty', () => {
    expect([...new StaffList([], new Posts())]).toEqual([]);
  });
});

test.each([
  ['first', 0],
  ['last', 1],
])('openings that are held hold their list of staff in its place, here the %s', (_, at) => {
  const staff = new StaffList([nurse, doctor], new Posts());
  const list: Opening = { salt: 'BBBBBBBBBBBBBBBBBBBBBA', body: { type: 'staff', members: [doctor, nurse] } };
  const openings = [reasonOpening].toSpliced(at, 0, list);
  expect(held({ record: record(), openings, staff }).openings).toEqual(openings);
});
