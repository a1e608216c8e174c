import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/institution.ts';
import { boardLayout, bodyOf } from '../../../src/web/page/print/layout.ts';
import { planStaff, spanOf, tallOf } from '../../../src/web/page/print/staff-plan.ts';
import { people } from './sample.ts';

const A3 = boardLayout('a3');
const { w, h } = bodyOf(A3, 'staff');
const height = h - A3.text.max * 1.6;
const plan = (members: readonly StaffMember[]) => planStaff(members, w, height, A3.staff);

describe('a staff list on the board', () => {
  it('is a table in large type while people are few', () => {
    expect(plan(people(11))).toMatchObject({ kind: 'table', size: 5, columns: 2 });
  });

  it('names all 200 people of a hospital on A3 in type of at least 3 mm', () => {
    const made = plan(people(200));
    expect(made.kind).toBe('names');
    if (made.kind !== 'names') return;
    expect(made.rest).toBe(0);
    expect(made.size).toBeGreaterThanOrEqual(3);
    expect(made.groups.flatMap((group) => group.names)).toHaveLength(200);
  });

  it('lists doctors before nurses before others, whatever the order given', () => {
    const made = plan([...people(60)].reverse());
    if (made.kind !== 'names') throw new Error('expected names');
    const order = made.groups.map((group) => group.category);
    expect(order.indexOf('护士')).toBeGreaterThan(order.indexOf('执业医师'));
    expect(order.indexOf('药师')).toBeGreaterThan(order.indexOf('护士'));
  });

  it('gives a name of many characters the cells it needs', () => {
    expect(spanOf('周岚', 12)).toBe(1);
    expect(spanOf('阿卜杜热合曼·买买提', 12)).toBe(3);
  });

  it('never loses a person: those named and those left to the code add up, and the names fit', () => {
    const member = fc.record({
      name: fc.stringMatching(/^[一-龥]{2,12}$/),
      category: fc.constantFrom('执业医师', '护士', '药师', '中医（朝医）执业助理医师'),
      group: fc.constantFrom('doctor' as const, 'nurse' as const, 'other' as const),
      title: fc.constantFrom('', '主任医师'),
      scope: fc.constantFrom('', '内科专业'),
    });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 400 }), (members) => {
        const made = plan(members);
        if (made.kind === 'table') {
          expect(made.members).toHaveLength(members.length);
          expect(made.rows * made.row).toBeLessThanOrEqual(height);
        } else {
          expect(made.groups.flatMap((group) => group.names).length + made.rest).toBe(members.length);
          expect(tallOf(made)).toBeLessThanOrEqual(height);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
