/** The list of staff is sealed in the order in which people read it: no surface sorts it again. */
import { expect, it } from 'vitest';
import type { InstitutionEntry, StaffMember } from '../../../src/core/domain/institution.ts';
import type { InstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { wugang } from '../../../src/core/rulebooks/wugang/rulebook.ts';
import { openingsOf } from '../../../src/node/publish/openings.ts';
import { record } from '../../support/records.ts';

const who = (name: string, group: StaffMember['group']): StaffMember => ({
  ...{ name, group, category: '', title: '', scope: '' },
});

/** As the bureau's workbook may have them: in no order. */
const STAFF = [
  who('甲', 'other'),
  who('乙', 'nurse'),
  who('丙', 'doctor'),
  who('丁', 'nurse'),
  who('戊', 'doctor'),
  who('己', 'other'),
];

function entry(): InstitutionEntry {
  const { name, kind, otherNames, level, town, address, phone, creditCode, licence, principal } = record();
  return {
    institution: {
      ...{ id: '1', name, otherNames, kind, level, town, address, phone, creditCode, licence, principal },
      ...{ openedOn: null, statement: null, subject: null },
    },
    staff: STAFF,
    facts: { id: '1', licence: 'practice-licence', events: [], assessments: {}, amendments: [] },
    ...{ commitment: null, certificate: null, credit: null, promises: null, measures: [] },
  };
}

it('doctors first, then nurses, then others; within a group as the bureau wrote them', () => {
  const period = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };
  const openings = openingsOf(entry(), '0000000000' as InstitutionCode, [], {
    ...{
      terms: wugang.terms({}),
      saltSecret: new Uint8Array(32),
      year: 2026,
      period,
      registerMonths: null,
      today: isoDate('2026-01-15'),
    },
  });
  const members = openings.flatMap(({ body }) => (body.type === 'staff' ? body.members : []));
  expect(members.map(({ name }) => name).join('')).toBe('丙戊乙丁甲己');
  expect(STAFF.map(({ name }) => name).join('')).toBe('甲乙丙丁戊己');
});
