// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { addDays, isoDate } from '../../../src/core/domain/iso-date.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { removeLapsed } from '../../../src/web/page/enhance/today.ts';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import { penalties, propsOf, type Sample, samples, TODAY } from './sample.ts';

afterEach(cleanup);

function show(sample: Sample, difference: Parameters<typeof propsOf>[1] = {}) {
  const page = render(<InstitutionPage {...propsOf(sample, difference)} />).container;
  const section = page.querySelector('#penalties');
  if (!section) throw new Error('no penalties');
  const rows = (selector: string) => [...section.querySelectorAll(selector)].map((row) => numberOf(row));
  return { section, rows };
}

const numberOf = (row: Element) => /〔\d+〕\d+号/.exec(row.textContent ?? '')?.[0];
const numbersOf = (count: number) => Array.from({ length: count }, (_, i) => `〔2025〕${17 + i}号`);
const having = (count: number): Sample => ({ ...samples.poor, openings: penalties(count) });

test('the newest five stand open, the others in a fold that needs no script', () => {
  const { section, rows } = show(samples.worst);
  expect(rows(':scope > ul > li')).toEqual(numbersOf(5));
  expect(rows('details > ul > li')).toEqual(numbersOf(30).slice(5));
  expect(section.querySelector('details')?.open).toBe(false);
});

test('the fold names no number: rows may leave it while somebody reads', () => {
  for (const lang of ['zh', 'en'] as const) {
    expect(show(samples.worst, { lang }).section.querySelector('summary')?.textContent).toMatch(
      /^[^\d一二三四五六七八九十]+$/,
    );
    cleanup();
  }
});

test('five need no fold', () => {
  expect(show(having(5)).section.querySelector('details')).toBeNull();
  cleanup();
  expect(show(having(6)).rows('details li')).toEqual(['〔2025〕22号']);
});

test('rows lapsed since rendering leave from both places, and no other row', () => {
  const lapsing = [0, 4, 5, 29];
  const openings = penalties(30).map(({ salt, body }, i) => {
    if (body.type !== 'penalty') throw new Error('a penalty expected');
    return { salt, body: { ...body, shownUntil: addDays(TODAY, lapsing.includes(i) ? 1 : 30) } };
  });
  const sample = { ...samples.poor, openings };
  const { section, rows } = show(sample);
  removeLapsed(propsOf(sample).view, publicNow(sample.record, openings, addDays(TODAY, 2)));
  expect(rows('li')).toEqual(numbersOf(30).filter((_, i) => !lapsing.includes(i)));
  expect(section.querySelector('h2')?.textContent).toContain('， 26条');
});

test('one outside the period of the grade is said to be so, and only such a one', () => {
  const rows = [...show(samples.penaltyOutside).section.querySelectorAll('li')].map((row) => row.textContent);
  expect(rows).toEqual([
    expect.stringMatching(/^2026年4月9日.*不在本年度评价期内（2025年1月1日至2025年12月31日）$/),
    expect.stringMatching(/^2025年12月1日.*公示至2026年12月2日$/),
  ]);
  const english = show(samples.penaltyOutside, { lang: 'en' }).section.querySelector('li');
  expect(english?.textContent).toContain('Outside the period of this grade (1 January 2025 to 31 December 2025)');
});

test('the days of the period itself belong to it', () => {
  const [first, last] = penalties(2).map(({ salt, body }, i) => {
    if (body.type !== 'penalty') throw new Error('a penalty expected');
    return { salt, body: { ...body, on: isoDate(i === 0 ? '2025-12-31' : '2025-01-01') } };
  });
  if (!first || !last) throw new Error('two penalties expected');
  expect(show({ ...samples.excellent, openings: [first, last] }).section.textContent).not.toContain('评价期');
});

test('where no grade is in force there is no period to speak of', () => {
  const { openings } = samples.penaltyOutside;
  expect(show({ ...samples.closed, openings }).section.textContent).not.toContain('评价期');
});

test('below a revoked licence nobody reads that there is no penalty', () => {
  const none = (sample: Sample) => show(sample).section.querySelector('[data-later=no-penalty]')?.textContent;
  expect(none(samples.revoked)).toBe('除上面的吊销外，目前没有公示期内的行政处罚。');
  cleanup();
  for (const sample of [samples.cancelled, samples.closed, samples.excellent]) {
    expect(none(sample)).toBe('目前没有公示期内的行政处罚。');
    cleanup();
  }
});
