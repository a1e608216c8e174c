/** The pages that have no institution to show: readable without script, and no name in them becomes markup. */
import { expect, it } from 'vitest';
import { parseInstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { Tombstone } from '../../../src/core/snapshot/tombstone.ts';
import { renderNoScriptContact, renderNotFound } from '../../../src/web/page/not-found-page.tsx';
import { renderTombstonePage } from '../../../src/web/page/tombstone.tsx';
import { bureau } from './sample.ts';

const HOSTILE = '</noscript></div><script>alert(1)</script><img src=x onerror="alert(1)">\'&';
const hostile = { ...bureau, name: HOSTILE, phoneHours: HOSTILE, hotline: HOSTILE };
const tombstone: Tombstone = {
  code: parseInstitutionCode('0000000000') ?? fault(),
  name: '河口诊所',
  address: '南街3号',
  since: isoDate('2026-03-02'),
};

it.each([
  ['the page of what is not there', renderNotFound(hostile)],
  ['the shell’s telephone', renderNoScriptContact(hostile)],
  [
    'a tombstone',
    renderTombstonePage({
      tombstone: { ...tombstone, name: HOSTILE, address: HOSTILE },
      bureau: hostile,
      styleHash: '',
    }),
  ],
])('%s takes a hostile name as text', (_, html) => {
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|<img|<\/noscript><\/div>/);
});

it('says whom to call and how to search where nothing was found, and marks fictional data', () => {
  const html = renderNotFound({ ...bureau, demo: true });
  for (const text of [
    '没有这个编码。请核对公示栏，或按名称查询。',
    bureau.phone,
    bureau.phoneHours,
    bureau.name,
    '虚构示例',
  ]) {
    expect(html.replace(/<[^>]*>/g, '')).toContain(text);
  }
  expect(html).toContain(`href="tel:${bureau.phone.replace(/\D/g, '')}"`);
  expect(html).toContain('<a class="btn" href="/">');
});

it('gives the telephone and its hours in the shell, in both languages', () => {
  const html = renderNoScriptContact({ ...bureau, demo: true });
  expect(html).toContain(`监督电话：${bureau.phone}（${bureau.phoneHours}）`);
  expect(html).toContain(`Supervision: ${bureau.phone}`);
  expect(html).toContain('演示数据，均为虚构');
});

it('says of a code that is gone whose it was, since when, and what to do', () => {
  const text = renderTombstonePage({ tombstone, bureau, styleHash: 'x' }).replace(/<style>.*?<\/style>|<[^>]*>/gs, '');
  for (const said of ['河口诊所', '南街3号', '自2026年3月2日起', '不是现行等级', '00000 00000', bureau.phone]) {
    expect(text).toContain(said);
  }
});

it('says no name and no day of a code of which none is known', () => {
  const unknown = { ...tombstone, name: null, address: null, since: null };
  const text = renderTombstonePage({ tombstone: unknown, bureau, styleHash: 'x' });
  expect(text).toContain(`这个编码所属的机构不在${bureau.name}公布的名单内`);
  expect(text).not.toMatch(/原属于|原地址|null|自\d/);
});

it('keeps a tombstone out of search engines, and lets it load nothing', () => {
  const html = renderTombstonePage({ tombstone, bureau, styleHash: 'sha256-x' });
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toContain('default-src &#x27;none&#x27;;style-src &#x27;sha256-x&#x27;');
});

function fault(): never {
  throw new Error('not a code');
}
