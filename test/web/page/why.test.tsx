// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import { penalties, propsOf, type Sample, samples, sealedReason } from './sample.ts';

afterEach(cleanup);

function why(sample: Sample, difference: Parameters<typeof propsOf>[1] = {}) {
  const section = render(<InstitutionPage {...propsOf(sample, difference)} />).container.querySelector('#why');
  const lines = (selector: string) => [...(section?.querySelectorAll(selector) ?? [])].map((line) => line.textContent);
  return { title: section?.querySelector('h2')?.textContent, rows: lines('#reasons > li > p:first-child'), section };
}

const DECIDES = '现行等级是直接调整的结果，不再由调整前的得分和情形决定。';

describe('after a direct change of the grade', () => {
  test('the change is the first reason, with day, both grades and document; what gave the former grade reads as such', () => {
    const { rows, section } = why(samples.changed);
    expect(rows).toEqual([
      '2026年3月3日经批准由A级直接调整为C级（示卫健〔2026〕9号）',
      '调整前的依据：正面信息评定为“好”',
    ]);
    expect(section?.textContent).toContain(DECIDES);
    expect(why(samples.changed, { lang: 'en' }).rows).toEqual([
      'Changed directly from A to C on 3 March 2026, with approval (示卫健〔2026〕9号)',
      'Before the change: Positive record rated “good”',
    ]);
  });

  test('an earlier change of the same year is no reason of the grade in force either', () => {
    expect(why(samples.changedTwice).rows).toEqual([
      '2026年7月1日经批准由合格直接调整为差（示卫健〔2026〕21号）',
      '调整前的依据：经审查批准调整级别',
      '调整前的依据：现场评价标化得分93.50分（90分及以上为优秀，60分及以上为合格）',
    ]);
  });

  test('nor is one that rests on a penalty', () => {
    const openings = [...penalties(1), sealedReason('penalty-once')];
    expect(why({ ...samples.changed, openings }).rows.at(-1)).toBe('调整前的依据：评价期内卫生行政处罚1次');
  });
});

test('without a change reasons are told as they are', () => {
  const { rows, section } = why(samples.typical);
  expect(rows[0]).toBe('现场评价标化得分83.50分（90分及以上为优秀，60分及以上为合格）');
  expect(section?.textContent).not.toMatch(/调整/);
});

test('the heading names the year where the grade of another year is proposed beside', () => {
  expect(why(samples.proposed).title).toBe('为什么是2026年度这个等级');
  expect(why(samples.proposed, { lang: 'en' }).title).toBe('Why this grade for 2026');
  expect(why(samples.jinjiangB).title).toBe('为什么是这个等级');
});
