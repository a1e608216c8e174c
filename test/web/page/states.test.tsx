// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { InstitutionPage, pageTitle } from '../../../src/web/page/institution-page.tsx';
import { accessibleText } from './reading.ts';
import { bureau, JINJIANG, propsOf, type Sample, samples, WUGANG } from './sample.ts';

afterEach(cleanup);

function show(sample: Sample, difference: Parameters<typeof propsOf>[1] = {}): HTMLElement {
  return render(<InstitutionPage {...propsOf(sample, difference)} />).container;
}

const all = Object.entries(samples);

describe('the accessible text of each state is what stands in its file', () => {
  test.each(all.filter(([name]) => name !== 'worst'))('%s', async (name, sample) => {
    await expect(accessibleText(show(sample))).toMatchFileSnapshot(`accessible/${name}.txt`);
  });

  test('in English', async () => {
    await expect(accessibleText(show(samples.typical, { lang: 'en' }))).toMatchFileSnapshot('accessible/english.txt');
  });
});

/** What stands in the part on the licence alone. */
function licenceSign({ record: { licence } }: Sample): string {
  if (licence.number === '') return '暂无许可登记资料';
  return licence.type === 'clinic-filing' ? '备案编号' : '登记号';
}

const YEAR = /2026年度|20\d\d年度/;

describe.each(all)('%s', (_, sample) => {
  test('tells its parts in the order in which a patient needs them', () => {
    const text = show(sample).textContent ?? '';
    const places = [
      '示例县卫生健康局公布',
      sample.record.name,
      '请核对名称',
      '您的手机未做自动核对',
      '打电话反映',
      '行政处罚（公示期内）',
      licenceSign(sample),
      '“已核验”是什么意思？',
      '公示栏与本页不一致？',
      '主办：示例县卫生健康局',
    ].map((part) => text.indexOf(part));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('never shows a grade without its year, its issuer and its state of verification', () => {
    const page = show(sample);
    const mark = page.querySelector('.seal');
    expect(mark !== null).toBe(sample.record.outcome.status === 'graded' && sample !== samples.lapsed);
    if (mark === null) return;
    expect(page.querySelector('.grade h2')?.textContent).toMatch(YEAR);
    expect(page.querySelector('.grade')?.textContent).toContain('等级反映依法执业情况，不代表医疗技术水平。');
    expect(page.querySelector('#ver')?.textContent).toContain('示例县卫生健康局');
  });

  test('says that it is fictional, and who runs it', () => {
    expect(show(sample).textContent).toContain('虚构示例');
  });

  test('carries the state in its title, with the year when there is a grade', () => {
    const title = pageTitle(propsOf(sample));
    expect(title.startsWith(sample.record.name)).toBe(true);
    expect(title.endsWith('示例县卫生健康局')).toBe(true);
    if (sample.record.outcome.status === 'graded' && sample !== samples.lapsed) expect(title).toMatch(YEAR);
  });
});

describe('where complaints are taken online', () => {
  const open = { bureau: { ...bureau, intake: 'online' } } as const;
  const { code } = samples.typical.record;
  const links = (page: HTMLElement) =>
    [...page.querySelectorAll('a[href^="/report/"]')].map((link) => [link.textContent, link.getAttribute('href')]);

  test.each([
    ['online', samples.typical, 'zh'],
    ['online-jinjiang', samples.jinjiangA, 'zh'],
    ['online-revoked', samples.revoked, 'zh'],
    ['online-english', samples.typical, 'en'],
  ] as const)('the accessible text is what stands in %s.txt', async (name, sample, lang) => {
    const text = accessibleText(show(sample, { ...open, lang }));
    await expect(text).toMatchFileSnapshot(`accessible/${name}.txt`);
  });

  test('plain links lead to the form: a report, a rating, a board that differs, and what institutions send', () => {
    expect(links(show(samples.typical, open))).toEqual([
      ['网上反映问题', `/report/${code}`],
      ['我来评价', `/report/${code}?kind=rating`],
      ['网上告诉我们', `/report/${code}?kind=board`],
      ['机构入口', `/report/${code}?kind=objection`],
    ]);
  });

  test('ratings are asked for only by a policy that wants them, and not of what has ended', () => {
    for (const sample of [samples.jinjiangA, samples.revoked, samples.closed]) {
      expect(show(sample, open).textContent).not.toContain('我来评价');
      cleanup();
    }
  });

  test('the telephone stays the first way, and nothing says that the form is not open', () => {
    const page = show(samples.typical, open);
    const ways = page.querySelector('a.first')?.closest('section');
    const buttons = [...(ways?.querySelectorAll('a.btn') ?? [])].map((link) => link.getAttribute('href'));
    expect(buttons).toEqual(['tel:00007654321', `/report/${code}`]);
    expect(ways?.querySelector('a[href="tel:12345"]')?.textContent).toBe('也可以拨打12345');
    expect(page.textContent).not.toContain('暂未开通');
  });

  test.each(all)('where they are not, %s leads to no form and says whom to call', (_, sample) => {
    const page = show(sample);
    expect(links(page)).toEqual([]);
    expect(page.textContent).toContain('暂未开通网上反映，请拨打0000-7654321');
  });
});

describe.each([
  ['wugang', samples.typical],
  ['jinjiang', samples.jinjiangB],
])('the ladder of %s', (_, sample) => {
  test.each(['zh', 'en'] as const)('says of the lowest grade too what leads there, in %s', (lang) => {
    const lowest = sample.terms.grades.at(-1);
    const line = [...show(sample, { lang }).querySelectorAll('details dl dd')].at(-1)?.textContent ?? '';
    expect(line).toMatch(lang === 'zh' ? /有下列情形之一：.*2次及以上/ : /Any of these: .*2 or more/);
    // Its meaning says that the grade was given because it had to be given.
    expect(line).not.toContain(lowest?.meaning[lang]);
  });
});

describe('words of states', () => {
  const gradeCard = (sample: Sample) => show(sample).querySelector('.grade')?.textContent ?? '';

  test('a filed clinic is told that it is lawful, with the policy that leaves it out', () => {
    expect(gradeCard(samples.filed)).toContain(`按《${WUGANG.title.zh}》`);
    expect(gradeCard(samples.filed)).toContain('不参评不代表好或不好');
  });

  test('only a revoked licence warns strongly', () => {
    const warned = all.filter(([, sample]) => show(sample).querySelector('.warn') !== null).map(([name]) => name);
    expect(warned).toEqual(['revoked']);
    expect(gradeCard(samples.revoked)).toContain('请勿在此就诊');
  });

  test('a licence that was revoked, cancelled or closed is nowhere called valid', () => {
    const standing = (sample: Sample) => show(sample).querySelector('dd')?.textContent;
    expect(standing(samples.revoked)).toBe('已吊销，登记的有效期原至2028年3月31日');
    expect(standing(samples.cancelled)).toBe('已注销，登记的有效期原至2028年3月31日');
    expect(standing(samples.closed)).toBe('已歇业，登记的有效期原至2028年3月31日');
    const { licence } = samples.filed.record;
    const filed = { ...samples.closed, record: { ...samples.closed.record, licence } };
    expect(standing(filed)).toBe(`已歇业，原备案机关：${licence.authority}`);
    expect(standing(samples.withdrawn)).toBe('有效，至2028年3月31日');
  });

  test('a print link leads to the sheets of this institution, and none where nothing can be printed', () => {
    const printed = (sample: Sample) => show(sample).querySelector('footer a[href^="/print/"]')?.getAttribute('href');
    expect(printed(samples.typical)).toBe(`/print/${samples.typical.record.code}`);
    expect(printed(samples.revoked)).toBeUndefined();
  });

  test('a missing grade is never worded as a bad one', () => {
    for (const sample of [samples.new, samples.awaiting, samples.incomplete]) {
      expect(gradeCard(sample)).not.toMatch(/较差|不合格|违|缺失/);
    }
  });

  test('the noun of the grade is the rulebook’s own', () => {
    expect(gradeCard(samples.typical)).toContain('2026年度信用级别');
    expect(gradeCard(samples.jinjiangA)).toContain(`2026年度${JINJIANG.gradeNoun.zh}`);
  });

  test('a change within the year is named with both grades, the article and the approval', () => {
    expect(gradeCard(samples.changed)).toContain('本年度有调整：2026年3月3日由A级调整为C级');
    expect(gradeCard(samples.changed)).toContain('第十八条，示卫健〔2026〕9号');
  });

  test('a lapsed grade is not shown in its colour, and the bureau is not hidden behind the clinic', () => {
    expect(gradeCard(samples.lapsed)).toContain('原等级已失效');
    expect(gradeCard(samples.lapsed)).toContain('一年有效期已满，新等级尚未公布');
  });

  test('after a penalty’s last day one general sentence stays, without number, date or kind', () => {
    const text = show(samples.hidden).textContent ?? '';
    expect(text).toContain('公示期已满，不再显示详情');
    expect(text).not.toMatch(/示卫医罚|2025年12月[^3]/);
    expect(text).toContain('目前没有公示期内的行政处罚。');
  });
});
