// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import type { Verification } from '../../../src/web/page/types.ts';
import { accessibleText } from './reading.ts';
import { propsOf, type Sample, samples } from './sample.ts';

afterEach(cleanup);

function show(sample: Sample, difference: Parameters<typeof propsOf>[1] = {}): HTMLElement {
  return render(<InstitutionPage {...propsOf(sample, difference)} />).container;
}

const published = isoDate('2026-01-15');
const confirmed = isoDate('2026-11-20');
const dates = { published, confirmed };
const ok: Verification = { kind: 'ok', ...dates };
const aged = { kind: 'aged', asOf: isoDate('2026-10-01'), published } as const;

/** Every state in which a page can stand; `unchecked` is what it comes with. */
const STATES = {
  unchecked: [{ kind: 'unchecked' }, samples.typical],
  insecure: [{ kind: 'insecure' }, samples.typical],
  checking: [{ kind: 'checking' }, samples.typical],
  ok: [ok, samples.typical],
  'aged-offline': [{ ...aged, cause: { kind: 'offline' } }, samples.typical],
  'aged-bureau': [{ ...aged, cause: { kind: 'bureau', days: 95 } }, samples.typical],
  'aged-superseded': [
    { ...aged, asOf: published, cause: { kind: 'superseded', newer: isoDate('2026-06-01') } },
    samples.typical,
  ],
  lapsed: [ok, samples.lapsed],
  'lapsed-aged': [{ ...aged, cause: { kind: 'offline' } }, samples.lapsed],
  withdrawn: [ok, samples.withdrawn],
  clock: [{ kind: 'clock', deviceDay: isoDate('2024-01-01'), ...dates }, samples.typical],
  bad: [{ kind: 'bad', kept: null }, samples.typical],
  'bad-kept': [{ kind: 'bad', kept: isoDate('2026-10-01') }, samples.typical],
} satisfies Record<string, readonly [Verification, Sample]>;

describe('the accessible text of each state of verification is what stands in its file', () => {
  test.each(Object.entries(STATES))('%s', async (name, [verification, sample]) => {
    const card = show(sample, { verification }).querySelector('.grade');
    if (!card) throw new Error('no grade card');
    await expect(accessibleText(card)).toMatchFileSnapshot(`accessible/verification-${name}.txt`);
  });
});

describe('verification', () => {
  const line = (verification: Verification, sample: Sample = samples.typical) =>
    show(sample, { verification }).querySelector('#ver');
  test('is always said with two dates when genuine, and only then with a tick', () => {
    const good = line({ kind: 'ok', published, confirmed });
    expect(good?.textContent).toContain(
      '已核验，与示例县卫生健康局公布的一致2026年1月15日公布，最近确认：2026年11月20日',
    );
    expect(good?.className).toBe('ver good');
  });

  test('of an old copy says so, with what to do', () => {
    const aged = line({ kind: 'aged', asOf: confirmed, published, cause: { kind: 'offline' } });
    expect(aged?.textContent).toContain('资料截至2026年11月20日，可能不是最新');
    expect(aged?.textContent).toContain('连上网络后再打开一次');
    expect(aged?.className).toBe('ver aged');
  });

  test('blames the publisher, not the network, for a confirmation that is overdue', () => {
    const aged = line({ kind: 'aged', asOf: confirmed, published, cause: { kind: 'bureau', days: 95 } });
    expect(aged?.textContent).toContain('发布单位已有95天没有更新确认');
  });

  test('of a lapsed or withdrawn grade says that it is over', () => {
    expect(line({ kind: 'ok', published, confirmed }, samples.lapsed)?.textContent).toContain('已核验，该等级已失效');
    expect(line({ kind: 'ok', published, confirmed }, samples.closed)?.textContent).toContain('已核验，标识已停用');
  });

  test('that failed marks the whole page and keeps the telephone at hand', () => {
    const page = show(samples.typical, { verification: { kind: 'bad', kept: confirmed } });
    expect(page.querySelector('#page')?.className).toBe('page bad');
    expect(page.querySelector('#ver')?.textContent).toContain('本页内容未通过核验');
    expect(page.querySelector('#ver')?.textContent).toContain('请拨打0000-7654321');
    expect(page.querySelector('#ver')?.textContent).toContain('以下是上次核验通过的内容（2026年11月20日）');
  });

  test('with a wrong clock takes no decision on validity', () => {
    const clock = line({ kind: 'clock', deviceDay: isoDate('2024-01-01'), published, confirmed });
    expect(clock?.textContent).toContain('这部手机的日期好像不对（2024年1月1日）');
  });
});
