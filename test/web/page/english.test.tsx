// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import { bureau, propsOf, type Sample, samples } from './sample.ts';

afterEach(cleanup);

function show(sample: Sample, difference: Parameters<typeof propsOf>[1] = {}): HTMLElement {
  return render(<InstitutionPage {...propsOf(sample, { lang: 'en', ...difference })} />).container;
}

/** Chinese without a mark would be spelled out by an English voice. The policy's own citations are marked nowhere yet. */
function unmarked(element: Element | null | undefined): string {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof Element)) throw new Error('nothing there');
  for (const marked of [...copy.querySelectorAll('[lang="zh-CN"]')]) marked.remove();
  return copy.textContent ?? '';
}

test('hours are the bureau’s own text, with an English word in front, wherever they stand', () => {
  const page = show(samples.typical);
  const places = ['a.first small', 'a.first ~ p.soft', 'footer p:nth-of-type(2)'].map((at) => page.querySelector(at));
  for (const place of places) {
    expect(place?.textContent).toContain(`hours: ${bureau.phoneHours}`);
    expect(unmarked(place)).not.toMatch(/\p{Script=Han}/u);
  }
  expect(page.querySelector('a.first')?.textContent).toContain('Report by telephone');
});

test('where the bureau gives its hours in English, the English page alone shows them, and without a mark', () => {
  const phoneHours = 'Monday to Friday 8:00–17:30';
  const both = { ...bureau, phoneHoursEn: phoneHours };
  expect(show(samples.typical, { bureau: both, lang: 'zh' }).textContent).not.toContain(phoneHours);
  const small = show(samples.typical, { bureau: both }).querySelector('a.first small');
  expect([small?.textContent, small?.querySelector('[lang]')]).toEqual([`0000-7654321 (hours: ${phoneHours})`, null]);
});

test('what the categories of the staff mean stands before the list, each once; the list stays as registered', () => {
  const staff = show(samples.typical).querySelector('#staff');
  const legend = staff?.querySelector('h2 + p');
  expect(legend?.textContent).toBe(
    'Listed as registered, in Chinese: 执业医师 doctor, 注册护士 nurse, 药师 pharmacist',
  );
  expect(unmarked(legend)).not.toMatch(/\p{Script=Han}/u);
  expect(staff?.querySelector('li span')?.textContent).toBe('执业医师，主治医师，口腔专业');
});

test('a Chinese page, and categories that nobody knows, have no such line', () => {
  expect(show(samples.typical, { lang: 'zh' }).querySelector('#staff h2 + p')).toBeNull();
  cleanup();
  const [opening] = samples.rare.openings;
  if (opening?.body.type !== 'staff') throw new Error('a staff list expected');
  const members = opening.body.members.map((member) => ({ ...member, category: 'constructor' }));
  const sample = { ...samples.rare, openings: [{ ...opening, body: { ...opening.body, members } }] };
  expect(show(sample).querySelector('#staff h2 + p')).toBeNull();
});
