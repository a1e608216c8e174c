// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { pageFacts } from '../../../src/core/snapshot/page-facts.ts';
import { dayIn } from '../../../src/core/words/index.ts';
import { factsMatch } from '../../../src/web/page/enhance/proof.ts';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import { propsOf, type Sample, samples } from './sample.ts';

afterEach(cleanup);

function rendered(sample: Sample, lang: 'zh' | 'en' = 'zh') {
  const props = propsOf(sample, { lang });
  const page = render(<InstitutionPage {...props} />).container;
  return { page, facts: pageFacts(props.view, lang, dayIn(lang)) };
}

describe.each(Object.entries(samples))('%s', (_, sample) => {
  test('shows every fact of its record exactly, and no other', () => {
    for (const lang of ['zh', 'en'] as const) {
      const { page, facts } = rendered(sample, lang);
      expect(factsMatch(page, facts)).toBe(true);
      cleanup();
    }
  });
});

describe('a page whose visible text was altered beside an intact data block', () => {
  const typical = rendered(samples.typical);
  const keys = [...typical.facts.keys()];
  cleanup();

  test.each(keys)('is noticed at %s', (key) => {
    const { page, facts } = rendered(samples.typical);
    const element = page.querySelector(`[data-f="${key}"]`);
    if (element) element.textContent = `${element.textContent} `;
    expect(factsMatch(page, facts)).toBe(false);
  });

  test('is noticed when a fact is taken out, or one is smuggled in', () => {
    const { page, facts } = rendered(samples.typical);
    const mark = page.querySelector('.seal');
    const parent = mark?.parentElement;
    for (const marked of Array.from(page.querySelectorAll('[data-f="state.mark"]'))) marked.remove();
    expect(factsMatch(page, facts)).toBe(false);
    cleanup();
    const second = rendered(samples.typical);
    second.page.insertAdjacentHTML('beforeend', '<p data-f="state.word">诚实守信</p>');
    expect(factsMatch(second.page, second.facts)).toBe(false);
    expect(parent).toBeDefined();
  });
});

test('any text that a workbook may hold stands in the page as it is', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `字${text.replace(/[\0\uE000]/g, '')}`);
  fc.assert(
    fc.property(texts, texts, fc.array(texts, { maxLength: 3 }), (name, text, subjects) => {
      const { record } = samples.excellent;
      const licence = { ...record.licence, subjects };
      const statement = record.statement && { ...record.statement, text };
      const { page, facts } = rendered({ ...samples.excellent, record: { ...record, name, licence, statement } });
      const same = factsMatch(page, facts);
      cleanup();
      return same;
    }),
    { numRuns: 40 },
  );
});
