import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Draft } from '../../../src/core/complaint/seal.ts';
import { openDeskKeys } from '../../../src/node/desk/keys.ts';
import { parseHalf, sumUpRatings } from '../../../src/node/desk/rate.ts';
import { loadCodes } from '../../../src/node/publish/codes.ts';
import { makeOffice, type Office, PASSPHRASE } from './support.ts';

const JANUARY = new Date('2025-12-31T16:00:00.000Z');

test('a half-year begins and ends at midnight of China', () => {
  expect(parseHalf('2026-1')).toEqual({ from: '2025-12-31T16:00:00.000Z', before: '2026-06-30T16:00:00.000Z' });
  expect(parseHalf('2026-2')).toEqual({ from: '2026-06-30T16:00:00.000Z', before: '2026-12-31T16:00:00.000Z' });
  expect(['2026-3', '26-1', '2026', '2026-1 '].map(parseHalf)).toEqual([null, null, null, null]);
});

async function sum(office: Office) {
  const keys = await openDeskKeys(join(office.dir, 'keys'), PASSPHRASE, 'desk');
  const span = parseHalf('2026-1');
  if (span === null) throw new Error('no half-year');
  const codes = await loadCodes(office.dir);
  return office.store((store) => sumUpRatings(store, keys, codes, 'example', { name: '2026-1', span }));
}

test('ratings of the half-year are summed up, and nothing else is: other kinds, other days, unknown places, corrected and refused ones', async () => {
  const office = await makeOffice();
  const rating = (changes: Partial<Draft> = {}, at = JANUARY) =>
    ({ changes: { kind: 'rating', rating: 'satisfied', ...changes }, at }) as const;
  const first = '11111111-8a4e-4c55-9c3e-000000000001';
  const received = await office.receiveAll([
    rating({ rating: 'very-dissatisfied' }),
    ...Array.from({ length: 28 }, () => rating()),
    rating({ rating: 'very-dissatisfied', id: first }),
    rating({ rating: 'fair', corrects: first }, new Date('2026-06-30T15:59:59.999Z')),
    rating({}, new Date('2025-12-31T15:59:59.999Z')),
    rating({}, new Date('2026-06-30T16:00:00.000Z')),
    rating({ institution: 'nobody' }),
    rating({ kind: 'tip' }),
  ]);
  const id = received[0]?.id ?? '';
  await office.store((store) =>
    store.decide({ id, state: 'refused', due: null, answer: null, at: JANUARY.toISOString(), by: '王办' }),
  );
  expect(await sum(office)).toMatchObject({ counted: 29, left: 3, unopened: 0, file: { institutions: {} } });
  await office.receive({ kind: 'rating', rating: 'satisfied' }, [], JANUARY);
  const { file } = await sum(office);
  expect(file.institutions).toEqual({ [office.codes.get('A1') ?? '']: { count: 30, shares: [0, 95, 5, 0, 0] } });
});
