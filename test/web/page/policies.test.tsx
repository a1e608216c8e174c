// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { pageFacts } from '../../../src/core/snapshot/page-facts.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { dayIn } from '../../../src/core/words/index.ts';
import { factsMatch } from '../../../src/web/page/enhance/proof.ts';
import { markLapsed, removeLapsed } from '../../../src/web/page/enhance/today.ts';
import { InstitutionPage, pageTitle } from '../../../src/web/page/institution-page.tsx';
import { accessibleText } from './reading.ts';
import { samples as usual } from './sample.ts';
import { CNMIA, HUANCUI, policyPropsOf, samples, YANGSHAN } from './sample-policies.ts';

afterEach(cleanup);

type Props = Parameters<typeof policyPropsOf>;

function show(...[sample, difference]: Props): HTMLElement {
  return render(<InstitutionPage {...policyPropsOf(sample, difference)} />).container;
}

const text = (...props: Props) => show(...props).textContent ?? '';
const all = Object.entries(samples);

describe('the accessible text of each state is what stands in its file', () => {
  test.each(all)('%s', async (name, sample) => {
    await expect(accessibleText(show(sample))).toMatchFileSnapshot(`accessible/policy-${name}.txt`);
  });

  test.each(['register', 'subject', 'rated-extended', 'unrated'] as const)('%s in English', async (name) => {
    const page = accessibleText(show(samples[name], { lang: 'en' }));
    await expect(page).toMatchFileSnapshot(`accessible/policy-${name}-english.txt`);
  });
});

describe.each(all)('%s', (_, sample) => {
  test.each(['zh', 'en'] as const)('shows every fact of its record, and none besides (%s)', (lang) => {
    const props = policyPropsOf(sample, { lang });
    expect(factsMatch(show(sample, { lang }), pageFacts(props.view, lang, dayIn(lang)))).toBe(true);
  });

  test('never shows a grade without its year, and its title says the state', () => {
    const page = show(sample);
    const title = pageTitle(policyPropsOf(sample));
    expect(title.startsWith(sample.record.name)).toBe(true);
    if (page.querySelector('.seal')) expect(title).toMatch(/20\d\d年度/);
    expect(title).not.toMatch(/undefined|\uE000/);
  });
});

describe('a register', () => {
  const later = (day: string) => {
    const { view } = policyPropsOf(samples.register);
    show(samples.register);
    const now = publicNow(samples.register.record, samples.register.openings, isoDate(day));
    removeLapsed(view, now);
    return document.querySelectorAll('#penalties li');
  };

  test('has a section for each list of its policy, with the policy’s own words where it is empty', () => {
    const page = text(samples['register-empty']);
    for (const { title, none } of HUANCUI.register?.sections ?? []) {
      expect(page).toContain(title.zh);
      expect(page).toContain(none.zh);
    }
    expect(page).toContain(HUANCUI.register?.note.zh);
    expect(page).not.toMatch(/从未|无不良|没有违法/);
  });

  test('rows stand in the order in which the script takes them down', () => {
    expect([...later('2026-11-20')].map((row) => row.querySelector('[data-f$=".on"]')?.textContent)).toEqual(
      policyPropsOf(samples.register).view.penalties.map(({ on }) => dayIn('zh')(on)),
    );
  });

  test('on the day after its last one an entry is gone, with its place in the count', () => {
    expect(later('2026-11-30')).toHaveLength(6);
    cleanup();
    expect(later('2026-12-01')).toHaveLength(5);
    expect(document.body.innerHTML).not.toContain('减少监督检查频次');
    expect(document.querySelector('#penalties h2')?.textContent).toContain('5条');
    expect(document.querySelector('#penalties')?.textContent).toContain('未按规定书写病历');
  });

  test('an emptied list is an empty element, behind which its own sentence waits', () => {
    later('2027-01-01');
    const lists = [...document.querySelectorAll('#penalties ul')];
    expect(lists).toHaveLength(5);
    for (const list of lists) {
      expect(list.matches(':empty')).toBe(true);
      expect(list.nextElementSibling?.textContent).toMatch(/^目前没有/);
    }
    expect(document.body.innerHTML).not.toMatch(/示卫记|示卫信|诚信示范/);
  });

  test('says of points that they are no grade, and of staff how many signed, not who', () => {
    const page = text(samples.register);
    expect(page).toContain('96.5分（示例区民营医疗机构信用积分，截至2025年12月31日）积分照原样公布，不是信用等级。');
    expect(page).toContain('从业人员12人已签署信用承诺。');
  });
});

describe('subjects that are no medical institutions', () => {
  test('have their own licence, scope and disclaimer, and no staff', () => {
    const page = show(samples.subject);
    expect(page.textContent).toContain('卫生许可');
    expect(page.textContent).toContain('经营项目');
    expect(page.textContent).toContain('不代表产品或服务质量');
    expect(page.textContent).not.toMatch(/执业许可|诊疗|医疗技术|医生护士|就诊/);
    expect(page.querySelector('#staff')).toBeNull();
  });

  test.each([
    samples['subject-new'],
    samples['subject-revoked'],
  ])('are never spoken of as places of treatment', (sample) => {
    expect(text(sample)).not.toMatch(/就诊|执业许可已/);
  });

  test('before their phase are told from which day they are graded, and that it says nothing', () => {
    const page = text(samples['phase-to-come']);
    expect(page).toContain('不在本次评价范围');
    expect(page).toContain(`按《${YANGSHAN.title.zh}》，一级以下医疗机构自2025年1月1日起的信用信息纳入评价。`);
  });
});

describe('a label that was withdrawn', () => {
  const causes = ['closed', 'licenceRevoked', 'licenceCancelled', 'other'] as const;
  const on = isoDate('2026-05-06');
  const called = { ...YANGSHAN, gradeNoun: { zh: '诚信等次', en: 'trust grade' } };

  test.each(
    [samples.imported, samples.subject].flatMap((of) => causes.map((cause) => [cause, of] as const)),
  )('is called after the policy’s word for its grade: %s', (cause, of) => {
    const record = { ...of.record, outcome: { status: 'withdrawn', cause, on } as const };
    const said = text({ ...of, record, terms: called });
    expect(said).toContain('诚信等次标识自2026年5月6日起停用');
    if (cause !== 'licenceRevoked') expect(said).toMatch(/诚信等次标识(?:已按规定)?停用/);
    expect(said).not.toMatch(/信用标识|信用等级标识/);
  });
});

describe('an association’s rating', () => {
  const rated = all.filter(([, { terms }]) => terms === CNMIA);

  test.each(rated)('%s has another tone, and says that it is no government grade', (_, sample) => {
    const page = show(sample);
    expect(page.querySelector('#page')?.className).toBe('page assoc');
    expect(page.querySelector('header')?.textContent).toContain('协会公布（行业协会）');
    expect(page.textContent).toContain(CNMIA.notice?.zh);
  });

  test('no page of a bureau’s grades has it', () => {
    expect(show(usual.typical).querySelector('.assoc')).toBeNull();
  });

  test('thirteen steps are told as figures, five are counted', () => {
    expect(show(samples.rated).querySelector('.seal')?.textContent).toBe('AA+AA级第3级/共13级');
    cleanup();
    expect(show(samples.imported).querySelectorAll('.seal i')).toHaveLength(5);
    cleanup();
    expect(text(samples.rated)).toContain('共13级，从高到低为第三级');
  });

  test('under an extension says so, with both last days', () => {
    const page = text(samples['rated-extended']);
    expect(page).toContain('有效期至2027年3月30日');
    expect(page).toContain('延期续评中：证书有效期原至2026年9月30日，延期至2027年3月30日');
  });

  test('whose extension is over too says so, and of a renewal under way no more', () => {
    const { record } = samples['rated-extended'];
    const view = publicNow(record, [], isoDate('2027-03-31'));
    const page = text(samples['rated-extended'], { view });
    expect(page).toContain('证书已过有效期，作废');
    expect(page).toContain('曾延期续评至2027年3月30日');
    expect(page).not.toContain('延期续评中');
    cleanup();
    show(samples['rated-extended']);
    markLapsed(policyPropsOf(samples['rated-extended']).view, view);
    expect(document.querySelector('.grade')?.textContent).not.toContain('延期续评中');
  });

  test('past its term is void, also where the page was rendered before', () => {
    expect(text(samples['rated-void'])).toContain(
      '证书已过有效期，作废2023年度证书（A）有效期至2026年11月1日，不得继续使用。',
    );
    cleanup();
    const { view } = policyPropsOf(samples.rated);
    show(samples.rated);
    markLapsed(view, publicNow(samples.rated.record, [], isoDate('2028-03-02')));
    expect(document.querySelector('.seal')).toBeNull();
    const waiting = document.querySelector('[data-later=lapsed]');
    expect(waiting?.hasAttribute('hidden')).toBe(false);
    expect(waiting?.textContent).toContain('证书已过有效期，作废');
  });

  test('that was removed is not called a revoked licence', () => {
    const page = text(samples['rating-removed']);
    expect(page).toContain('信用证书已摘牌自2026年5月6日起，原等级和证书不再使用。');
    expect(page).not.toContain('吊销');
  });

  test('that there is none says nothing good or bad', () => {
    expect(text(samples.unrated)).toContain('没有有效的协会信用评价机构自愿参加，没有评价不代表好或不好。');
    cleanup();
    expect(text(samples.unissued)).toContain('资料待补齐，暂未评定');
  });

  test('a change is within the certificate’s term, not within a year', () => {
    expect(text(samples['rated-lowered'])).toContain('证书有效期内有调整：2026年4月2日由AA调整为BBB');
  });
});
