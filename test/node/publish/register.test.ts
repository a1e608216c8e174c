import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/domain/facts.ts';
import type { InstitutionEntry } from '../../../src/core/domain/institution.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { openingsMatch } from '../../../src/core/snapshot/opening.ts';
import { commitmentsOf, openingsOf } from '../../../src/node/publish/openings.ts';
import { listedBodies } from '../../../src/node/publish/register.ts';
import { record } from '../../support/records.ts';

const POINTS: Event = {
  kind: 'badPracticePoints',
  on: isoDate('2025-03-31'),
  documentNo: '记1',
  points: '2',
  item: '病历',
};
const PERIOD = { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') };

function lastDays(rulebook: string, registerMonths?: number | null): readonly string[] {
  const terms = rulebookById(rulebook)?.terms({});
  if (terms === undefined) throw new Error(`no rulebook ${rulebook}`);
  const entry: Pick<InstitutionEntry, 'measures'> & { readonly facts: { readonly events: readonly Event[] } } = {
    facts: { events: [POINTS] },
    measures: [
      { list: 'sanction', text: '约谈', documentNo: '信1', from: isoDate('2025-08-31'), until: null },
      {
        list: 'sanction',
        text: '严格审批',
        documentNo: '信2',
        from: isoDate('2025-08-30'),
        until: isoDate('2026-02-01'),
      },
    ],
  };
  const context = {
    terms,
    year: 2026,
    period: PERIOD,
    today: isoDate('2026-01-15'),
    registerMonths: registerMonths ?? null,
  };
  return listedBodies(entry as InstitutionEntry, context).map(({ shownUntil }) => shownUntil);
}

test('an entry without a last day of its own is shown to the end of the register’s year', () => {
  expect(lastDays('huancui')).toEqual(['2026-12-31', '2026-12-31', '2026-02-01']);
  expect(lastDays('huancui', null)).toEqual(lastDays('huancui'));
});

test('or for as many months as the bureau says, from its own day', () => {
  expect(lastDays('huancui', 6)).toEqual(['2025-09-30', '2026-02-28', '2026-02-01']);
});

test('a policy that grades lists nothing', () => {
  expect(lastDays('wugang')).toEqual([]);
});

test('a row that was entered twice is listed once: each opening has a commitment of its own', async () => {
  const measure = {
    list: 'sanction',
    text: '约谈',
    documentNo: '信1',
    from: isoDate('2025-08-31'),
    until: null,
  } as const;
  const praise: Event = { kind: 'commendation', on: isoDate('2025-05-01'), title: '先进集体' };
  const { name, kind, otherNames, level, town, address, phone, creditCode, licence, principal } = record();
  const institution = {
    ...{ id: '1', name, otherNames, kind, level, town, address, phone, creditCode, licence, principal },
    ...{ openedOn: null, statement: null, subject: null },
  };
  const entry: InstitutionEntry = {
    institution,
    staff: [],
    facts: { id: '1', licence: 'practice-licence', events: [praise, praise, POINTS], assessments: {}, amendments: [] },
    ...{ commitment: null, certificate: null, credit: null, promises: null, measures: [measure, measure] },
  };
  const terms = rulebookById('huancui')?.terms({});
  if (terms === undefined) throw new Error('no rulebook');
  const about = { terms, year: 2026, period: PERIOD, registerMonths: null, today: isoDate('2026-01-15') };
  const openings = openingsOf(entry, record().code, [], { ...about, saltSecret: new Uint8Array(32) });
  expect(openings.map(({ body }) => (body.type === 'listed' ? body.text : body.type)).sort()).toEqual(
    ['先进集体', '病历', '约谈'].sort(),
  );
  expect(await openingsMatch(commitmentsOf(openings), openings)).toBe(true);
});
