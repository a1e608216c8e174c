// @vitest-environment jsdom
/** The pages that have no institution to show: readable without script, and no name in them becomes markup. */
import { describe, expect, it } from 'vitest';
import { parseInstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { Tombstone } from '../../../src/core/snapshot/tombstone.ts';
import { offerSearch } from '../../../src/web/page/enhance/comfort.ts';
import { renderNoScriptContact, renderNotFound } from '../../../src/web/page/not-found-page.tsx';
import { offerSizes } from '../../../src/web/page/text-size.ts';
import { renderTombstonePage } from '../../../src/web/page/tombstone.tsx';
import { accessibleText } from './reading.ts';
import { bureau } from './sample.ts';

const HOSTILE = '</noscript></div><script>alert(1)</script><img src=x onerror="alert(1)">\'&';
const hostile = { ...bureau, name: HOSTILE, phoneHours: HOSTILE, hotline: HOSTILE };
const tombstone: Tombstone = {
  code: parseInstitutionCode('0000000000') ?? fault(),
  name: '河口诊所',
  address: '南街3号',
  since: isoDate('2026-03-02'),
};

const about = { tombstone, bureau, scriptUrl: '/assets/page-0.js', styleHash: 'sha256-x', lang: 'zh' } as const;

/** What stands in a document's body, as a browser parses it without running anything. */
function bodyOf(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

const spoken = (html: string) => accessibleText(bodyOf(html));

it.each([
  ['the page of what is not there', renderNotFound(hostile)],
  ['the shell’s telephone', renderNoScriptContact(hostile)],
  [
    'a tombstone',
    renderTombstonePage({
      ...about,
      tombstone: { ...tombstone, name: HOSTILE, address: HOSTILE },
      bureau: hostile,
    }).replace('<script defer="" src="/assets/page-0.js"></script>', ''),
  ],
])('%s takes a hostile name as text', (_, html) => {
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toMatch(/<script|<img(?! src="\/pictures)|<\/noscript><\/div>/);
});

describe('the accessible text is what stands in its file', () => {
  it.each([
    ['tombstone', about],
    ['tombstone-english', { ...about, lang: 'en' }],
    ['tombstone-unknown', { ...about, tombstone: { ...tombstone, name: null, address: null, since: null } }],
  ] as const)('%s', async (name, input) => {
    await expect(spoken(renderTombstonePage(input))).toMatchFileSnapshot(`accessible/${name}.txt`);
  });

  it('not-found', async () => {
    await expect(spoken(renderNotFound(bureau))).toMatchFileSnapshot('accessible/not-found.txt');
  });
});

it.each([
  ['zh', '原机构已变更，现为：河口新诊所，查看新页面', '/i/0000000000'],
  ['en', 'Replaced by 河口新诊所. See its page', '/en/i/0000000000'],
] as const)('a tombstone leads to who took its place (%s)', (lang, text, href) => {
  const code = parseInstitutionCode('0000000000') ?? fault();
  const gone = { ...tombstone, successor: { code, name: '河口新诊所' } };
  const link = [...bodyOf(renderTombstonePage({ ...about, tombstone: gone, lang })).querySelectorAll('main a')].find(
    (one) => one.textContent === text,
  );
  expect(link?.getAttribute('href')).toBe(href);
});

describe('the page of what is not there', () => {
  const page = bodyOf(renderNotFound({ ...bureau, demo: true }));

  it('says whom to call where nothing was found, and marks fictional data', () => {
    const { textContent } = page;
    for (const text of ['没有这个编码。', bureau.phone, bureau.phoneHours, bureau.name, '虚构示例']) {
      expect(textContent).toContain(text);
    }
    expect(page.querySelector(`a[href="tel:${bureau.phone.replace(/\D/g, '')}"]`)).not.toBeNull();
  });

  it('offers nothing that needs a script: no search, no button of 长辈版', () => {
    expect(page.querySelector('button,input,form')).toBeNull();
    expect(page.textContent).not.toMatch(/按名称查机构/);
    expect([...page.querySelectorAll('a[href^="/"]')].map((link) => link.textContent)).toEqual(['回到首页', 'English']);
  });
});

it.each([
  ['the page of what is not there', renderNotFound(bureau)],
  ['a tombstone', renderTombstonePage(about)],
  ['a tombstone in English', renderTombstonePage({ ...about, lang: 'en' })],
])('%s has the footer of a government site', (_, html) => {
  const foot = bodyOf(html).querySelector('footer');
  const { icp, publicSecurityNo, siteId } = bureau;
  for (const text of [icp, publicSecurityNo, siteId]) expect(foot?.textContent).toContain(text);
  expect([...(foot?.querySelectorAll('img') ?? [])].map((one) => one.getAttribute('src'))).toEqual([
    `/pictures/${bureau.publicSecurityPicture}`,
    `/pictures/${bureau.siteIdPicture}`,
  ]);
  expect(foot?.textContent).toContain(bureau.operator);
});

it('gives the telephone and its hours in the shell, in both languages', () => {
  const html = renderNoScriptContact({ ...bureau, demo: true });
  expect(html).toContain(`监督电话：${bureau.phone}（${bureau.phoneHours}）`);
  expect(html).toContain(`Supervision: ${bureau.phone}`);
  expect(html).toContain('演示数据，均为虚构');
});

describe('a tombstone', () => {
  it('says whose code it was, since when, and what to do', () => {
    const text = bodyOf(renderTombstonePage(about)).textContent;
    for (const said of ['河口诊所', '南街3号', '自2026年3月2日起', '不是现行等级', '00000 00000', bureau.phone]) {
      expect(text).toContain(said);
    }
  });

  it('says the same in English, with what the bureau wrote marked as Chinese', () => {
    const page = new DOMParser().parseFromString(renderTombstonePage({ ...about, lang: 'en' }), 'text/html');
    const text = page.body.textContent;
    for (const said of ['no longer in the published list', 'Since 2 March 2026', '00000 00000', bureau.nameEn]) {
      expect(text).toContain(said);
    }
    expect(page.documentElement.lang).toBe('en');
    const walker = page.createTreeWalker(page.querySelector('.page') ?? page.body, NodeFilter.SHOW_TEXT);
    const unmarked: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const chinese = /\p{Script=Han}/u.test(node.textContent ?? '');
      if (chinese && node.parentElement?.closest('[lang]')?.tagName === 'HTML') unmarked.push(node.textContent ?? '');
    }
    // The numbers of the site are what they are in every language.
    expect(unmarked).toEqual([bureau.icp, bureau.publicSecurityNo]);
  });

  it('leads to the page in the other language', () => {
    const link = (lang: 'zh' | 'en') =>
      [...bodyOf(renderTombstonePage({ ...about, lang })).querySelectorAll('nav a')].map((one) =>
        one.getAttribute('href'),
      );
    expect(link('zh')).toEqual(['/', '/en/i/0000000000']);
    expect(link('en')).toEqual(['/?lang=en', '/i/0000000000']);
  });

  it('says no name and no day of a code of which none is known', () => {
    const unknown = { ...tombstone, name: null, address: null, since: null };
    const text = renderTombstonePage({ ...about, tombstone: unknown });
    expect(text).toContain(`这个编码所属的机构不在${bureau.name}公布的名单内`);
    expect(text).not.toMatch(/原属于|原地址|null|自\d/);
  });

  it('stays out of search engines, and loads nothing from elsewhere', () => {
    const html = renderTombstonePage(about);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain('default-src &#x27;self&#x27;;style-src &#x27;sha256-x&#x27;');
    expect(html).not.toMatch(/(?:src|href)="(?!\/|tel:|https:\/\/beian\.m(?:iit|ps)\.gov\.cn\/)/);
  });

  it('shows the search, and the button of 长辈版, only when the script has made them work', () => {
    document.body.innerHTML = bodyOf(renderTombstonePage(about)).innerHTML;
    const search = document.querySelector<HTMLElement>('.find');
    const size = document.querySelector('button');
    expect([search?.hidden, size?.hidden]).toEqual([true, true]);
    offerSizes();
    offerSearch();
    expect([search?.hidden, size?.hidden]).toEqual([false, false]);
    size?.click();
    expect(document.documentElement.className).toBe('elder');
    document.documentElement.className = '';
    localStorage.clear();
  });
});

function fault(): never {
  throw new Error('not a code');
}
