import { expect, test } from 'vitest';
import type { SubmissionState } from '../../../src/core/complaint/status.ts';
import { KINDS } from '../../../src/core/complaint/submission.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { dueAfter, dueOf } from '../../../src/node/desk/due.ts';
import { TERMS } from './support.ts';

const TODAY = isoDate('2026-03-05');

test('before a decision the term for accepting runs, in calendar days from the day of China on which it came', () => {
  const row = { state: 'received', receivedAt: '2026-03-01T16:00:00.000Z', due: null } as const;
  expect(dueOf(row, TERMS, null)).toBe('2026-03-09');
  expect(dueOf({ ...row, receivedAt: '2026-03-01T15:59:59.999Z' }, TERMS, null)).toBe('2026-03-08');
  expect(dueOf(row, null, 'tip')).toBeNull();
});

test.each<[SubmissionState, SubmissionState, string | null, string | null]>([
  ['received', 'accepted', null, '2026-05-04'],
  ['accepted', 'investigating', '2026-04-01', '2026-04-01'],
  ['answered', 'investigating', null, '2026-05-04'],
  ['accepted', 'answered', '2026-04-01', null],
  ['received', 'refused', null, null],
  ['accepted', 'moved', '2026-04-01', null],
])('from %s to %s with the term %s the next term is %s', (from, to, due, next) => {
  expect(dueAfter({ from, to, due }, TERMS, TODAY)).toBe(next);
});

test('without stated terms none is made up', () => {
  expect(dueAfter({ from: 'received', to: 'accepted', due: null }, null, TODAY)).toBeNull();
});

test('only what somebody waits for a decision on has the term for accepting; one that was set stands for every kind', () => {
  const row = { state: 'received', receivedAt: '2026-03-01T16:00:00.000Z', due: null } as const;
  const having = KINDS.filter((kind) => dueOf(row, TERMS, kind) !== null);
  expect(having).toEqual(['tip', 'own', 'objection', 'repair']);
  expect(dueOf({ ...row, state: 'accepted', due: '2026-05-04' }, TERMS, 'board')).toBe('2026-05-04');
});
