// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { pageFacts } from '../../../src/core/snapshot/page-facts.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { dayIn } from '../../../src/core/words/index.ts';
import { pageModel } from '../../../src/web/page/model.tsx';
import { Proposal } from '../../../src/web/page/proposal.tsx';
import { proposal as base } from '../../support/records.ts';
import { bureau, propsOf, samples } from './sample.ts';

afterEach(cleanup);

const proposal = { ...base, from: isoDate('2026-11-18'), until: isoDate('2026-11-24') };
const online = { bureau: { ...bureau, intake: 'online' } } as const;

function show(
  name: keyof typeof samples,
  difference: Partial<typeof base> = {},
  about: Parameters<typeof propsOf>[1] = {},
) {
  const sample = samples[name];
  const record = { ...sample.record, proposal: { ...proposal, ...difference } };
  const props = propsOf({ ...sample, record }, about);
  const box = render(<Proposal page={pageModel(props)} />).container;
  return { box, lines: [...box.querySelectorAll('h3,p')].map((line) => line.textContent), props, record };
}

describe('a proposed grade', () => {
  test('is told with its year and last day, below the grade in force and as not final', () => {
    expect(show('typical').lines).toEqual([
      '公示：2027年度拟评为差',
      '这不是最终结果。现行等级仍为合格。',
      '公示到2026年11月24日',
      '公示期满后，由示例县卫生健康局确定并公布最终等级。',
      '拟评理由见发给机构的通知书，本页不公布。',
      '机构有异议的，请凭通知书在公示期内向示例县卫生健康局提出。',
      '发现公示内容有误？请拨打0000-7654321',
    ]);
    expect(show('typical', {}, { lang: 'en' }).lines).toEqual([
      'Proposed for 2027: Poor',
      'Not final. The grade in force is still Qualified.',
      'Open until 24 November 2026',
      'After that day Health Bureau of Shili County decides and publishes the final grade.',
      'The reasons are in the letter to the institution; they are not published here.',
      'An institution that disagrees objects to Health Bureau of Shili County within the period, with its letter.',
      'Something wrong? Call 0000-7654321',
    ]);
  });

  test.each(['awaiting', 'lapsed', 'withdrawn'] as const)('calls no grade “in force” where it is %s', (name) => {
    expect(show(name).lines[1]).toBe('这不是最终结果，最终等级以公布为准。');
  });

  test('offers the institution the form for objections where complaints are taken online', () => {
    const { box, record } = show('typical', {}, online);
    const link = box.querySelector(`a[href="/report/${record.code}?kind=objection"]`);
    expect(link?.textContent).toBe('本机构有异议？请在公示期内提出');
    expect(box.querySelector('a[href^="tel:"]')?.getAttribute('href')).toBe('tel:00007654321');
  });

  test('has a heading of its own, so that a screen reader finds it', () => {
    const { box } = show('typical');
    expect([...box.querySelectorAll('h2,h3')].map((one) => one.textContent)).toEqual(['公示：2027年度拟评为差']);
  });

  test('corrected says when, and to what day the period runs now', () => {
    expect(show('typical', { corrected: isoDate('2026-11-19') }).lines[2]).toBe(
      '公示内容有更正（2026年11月19日），公示期重新计算至2026年11月24日。',
    );
  });

  test('asks for nothing any more when its period is over', () => {
    const { box, lines } = show('typical', { until: isoDate('2026-11-19') }, online);
    expect(lines.slice(2)).toEqual([
      '公示到2026年11月19日',
      '公示期满后，由示例县卫生健康局确定并公布最终等级。',
      '拟评理由见发给机构的通知书，本页不公布。',
      '公示已结束，最终等级待公布。',
    ]);
    expect(box.querySelector('a')).toBeNull();
  });

  test('says nothing, in its period, that is untrue on a page read after it', () => {
    expect(show('typical').box.textContent).not.toMatch(/公示中|还剩|今天/);
  });
});

describe('the facts of a proposal', () => {
  test.each(['zh', 'en'] as const)('stand marked in the box, each of them, in %s', (lang) => {
    for (const difference of [{}, { corrected: isoDate('2026-11-19') }, { until: isoDate('2026-11-19') }]) {
      const { box, props } = show('typical', difference, { lang });
      const facts = [...pageFacts(props.view, lang, dayIn(lang))].filter(([key]) => key.startsWith('proposal.'));
      const marked = [...box.querySelectorAll<HTMLElement>('[data-f^="proposal."]')];
      expect(new Map(marked.map((element) => [element.dataset.f, element.textContent]))).toEqual(new Map(facts));
      cleanup();
    }
  });

  test('are the same whether the period is over or not, so that a page stays sound on any later day', () => {
    const { record } = show('typical');
    const on = (day: string) => [...pageFacts(publicNow(record, [], isoDate(day)), 'zh', dayIn('zh'))];
    expect(on('2026-11-25')).toEqual(on('2026-11-24'));
  });
});

test('without a proposal there is no box', () => {
  expect(render(<Proposal page={pageModel(propsOf(samples.typical))} />).container.innerHTML).toBe('');
});
