// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageDescription } from '../../../src/web/page/institution-page.tsx';
import { renderInstitutionPage } from '../../../src/web/page/render.tsx';
import { propsOf, type Sample, samples } from './sample.ts';

function htmlOf(sample: Sample, lang: 'zh' | 'en' = 'zh'): string {
  const { view, terms, release, bureau } = propsOf(sample);
  return renderInstitutionPage({
    proof: {
      ...{ v: 1, record: sample.record, index: 0, path: [], openings: sample.openings, directory: 'example/2026' },
      release: { ...release, count: 1 },
      pin: { rootSha256: '', minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
    },
    ...{ view, terms, bureau, lang },
    scriptUrl: '/assets/page-0.js',
    styleHash: 'sha256-x',
  });
}

const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html');

test('the page says what an institution was called before, under its name', () => {
  const renamed = { ...samples.typical, record: { ...samples.typical.record, formerName: '青石口腔诊所' } };
  const said = (lang: 'zh' | 'en') => parsed(htmlOf(renamed, lang)).querySelector('h1')?.parentElement?.textContent;
  expect(said('zh')).toContain('本机构已更名（原名：青石口腔诊所）。');
  expect(said('en')).toContain('This institution has changed its name (formerly 青石口腔诊所).');
});

describe('the description', () => {
  test('says whose grade it is, where, of which year and by whom', () => {
    expect(pageDescription(propsOf(samples.typical))).toBe(
      '青石镇和安口腔门诊部（青石镇中街12号）：2026年度信用级别合格，示例县卫生健康局公布。',
    );
    expect(pageDescription(propsOf(samples.jinjiangA, { lang: 'en' }))).toBe(
      '青石镇和安口腔门诊部 (青石镇中街12号): 2026 credit grade: A. Published by Health Bureau of Shili County.',
    );
  });

  test('says the state where there is no grade, and no empty brackets where there is no address', () => {
    expect(pageDescription(propsOf(samples.revoked))).toBe(
      '青石镇和安口腔门诊部（青石镇中街12号）：执业许可已被吊销，请勿在此就诊，示例县卫生健康局公布。',
    );
    expect(pageDescription(propsOf(samples.nameOnly))).toBe(
      '青石镇和安口腔门诊部：资料待补齐，暂未评定，示例县卫生健康局公布。',
    );
  });

  test('stands in the document', () => {
    const meta = parsed(htmlOf(samples.typical)).querySelector('meta[name=description]');
    expect(meta?.getAttribute('content')).toBe(pageDescription(propsOf(samples.typical)));
  });
});

describe('what is left out of the markup', () => {
  const hard = { ...samples.excellent.record, name: `a</p><p>b="" c/>d&#x27;e'f"</html><body>`, address: '</li>=""/>' };

  test.each([
    ['of every state', Object.values(samples)],
    ['of texts that look like it', [{ ...samples.excellent, record: hard }]],
  ])('changes nothing %s', (_, all) => {
    for (const sample of all) {
      const page = parsed(htmlOf(sample));
      expect(page.querySelector('h1')?.textContent).toBe(sample.record.name);
      expect(JSON.parse(page.getElementById('proof')?.textContent ?? '')).toMatchObject({ record: sample.record });
      expect(page.body.querySelector('main > section h1')).not.toBeNull();
      expect([...page.head.children].map(({ tagName }) => tagName)).toContain('STYLE');
      expect(page.querySelectorAll('p p, dd dt, li > li, head main').length).toBe(0);
    }
  });
});

describe('on paper', () => {
  test('the page names its own address, in its own language', () => {
    const address = (lang: 'zh' | 'en') => parsed(htmlOf(samples.typical, lang)).querySelector('footer')?.textContent;
    expect(address('zh')).toContain('本页网址：https://yx.example.gov.cn/i/7K3N9E2WCB');
    expect(address('en')).toContain('Address of this page: https://yx.example.gov.cn/en/i/7K3N9E2WCB');
  });

  test('folds are open, and what can only be pressed is gone', () => {
    const css = readFileSync('src/web/page/page.css', 'utf8');
    const print = /@media print \{([\s\S]*?)\n\}/.exec(css)?.[1] ?? '';
    expect(print).toMatch(/::details-content \{\s*content-visibility: visible;/);
    expect(print).toMatch(/button,\s*\.btn,\s*\.soft a,\s*\.find,\s*nav \{\s*display: none;/);
  });
});

test('in WeChat, where no button forwards, it is said how – and not on paper', () => {
  const page = parsed(htmlOf(samples.typical));
  expect(page.querySelector('footer nav p')?.textContent).toBe('微信里点右上角“···”可转发给家人。');
});
