/**
 * The demos of the policies that are unlike the first two – other subjects, a register, an association – as a phone shows
 * them: published as `npm start` does, opened in a real browser, read by axe and pictured in both views.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMonths, chinaDay, parseIsoDate } from '../../src/core/domain/iso-date.ts';
import { createCounty, type DemoRulebook } from '../../src/node/demo/county.ts';
import { publishStory } from '../../src/node/demo/publish-story.ts';
import { STORIES } from '../../src/node/demo/stories.ts';
import { gradeYear, writeCounty } from '../../src/node/demo/workspace.ts';
import { launchBrowser, shotPath, temporaryFolder } from '../support/browser.ts';
import { demoCodes } from '../support/demo-site.ts';
import { PASSPHRASE } from '../support/workspace.ts';
import { type Serving, serve } from './app-support.ts';
import { settled } from './page-support.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { viewport: { width: 360, height: 740 } };
/** Today: a phone whose day is before the build's is told so. The demo has every state on every day (test/node/demo). */
const NOW = new Date();
const TODAY = chinaDay(NOW);
const YEAR = gradeYear(TODAY);

type County = ReturnType<typeof createCounty>;
type Words = readonly (string | RegExp)[];

interface Shown {
  readonly name: string;
  /** Which institution of the demo. */
  readonly of: (county: County) => string | undefined;
  readonly words: Words;
  /** What belongs to other policies. */
  readonly never: Words;
}

interface Demo {
  readonly pages: readonly Shown[];
  readonly home: Words;
  /** A page of the app that not every policy fills. */
  readonly further: { readonly path: string; readonly words: Words; readonly never?: Words };
}

const GRADE_WORDS: Words = ['优秀', '合格', '诚实守信'];

const DEMOS: Readonly<Partial<Record<DemoRulebook, Demo>>> = {
  yangshan: {
    pages: [
      {
        name: 'typical',
        of: () => STORIES.yangshan.showcase,
        words: [/\d{4}年度信用等级/, 'B级', '等级由省系统生成，本页不重新计算。', '行政处罚', '执业许可'],
        never: [...GRADE_WORDS, '卫生许可'],
      },
      {
        name: 'public-place',
        of: ({ rows }) => rows.institutions.find(({ kind }) => kind === '游泳馆')?.id,
        words: ['公共场所', '卫生许可', '经营项目', '等级反映守法诚信情况，不代表产品或服务质量。'],
        never: [...GRADE_WORDS, '诊疗科目', '执业许可', '医师'],
      },
    ],
    home: ['A级', 'E级', '双随机抽查结果'],
    further: { path: 'draw', words: ['重新计算：一致', 'A级', 'E级'] },
  },
  huancui: {
    pages: [
      {
        name: 'typical',
        of: () => STORIES.huancui.showcase,
        words: [
          '方案没有写明信用等级怎样评定',
          '不良执业行为记分',
          /医疗废物未按类别收集，记2分/,
          '优先推荐参加评先评优',
          '表彰',
          '失信惩戒',
          '积分照原样公布，不是信用等级。',
          /从业人员\d+人已签署信用承诺/,
        ],
        never: [...GRADE_WORDS, 'A级'],
      },
      {
        name: 'nothing',
        of: ({ rows }) => {
          const told = [rows.penalties, rows.events, rows.measures, rows.commitments].flat();
          const named = new Set(told.map(({ institutionId }) => institutionId));
          const silent = ({ id = '', address, promises, creditPoints }: County['rows']['institutions'][number]) =>
            address !== undefined && promises === undefined && creditPoints === undefined && !named.has(id);
          return rows.institutions.find(silent)?.id;
        },
        words: [
          '目前没有公示期内的行政处罚。',
          '目前没有公示中的不良执业行为记分。',
          '目前没有公示中的表彰。',
          '目前没有实施中的守信激励措施。',
          '目前没有实施中的失信惩戒措施。',
          '本次公布没有信用承诺信息。',
        ],
        never: [...GRADE_WORDS, 'A级', '信用积分'],
      },
    ],
    home: ['信用记录'],
    // Its own 四、主要任务（一）1 speaks of 诚实守信者.
    further: { path: 'standard', words: ['威环卫〔2022〕6号', '不评等级，只公布信用记录'], never: ['优秀', '合格'] },
  },
  cnmia: {
    pages: [
      {
        name: 'typical',
        of: () => STORIES.cnmia.showcase,
        words: [
          '公布（行业协会）',
          '行业协会评价，机构自愿参加，不是政府部门评定的等级。',
          'AAA',
          /证书编号SL-XY-\d{4}-\d{4}，\d{4}年\d+月\d+日颁发/,
          '等级反映机构信用情况，不代表医疗技术水平。',
        ],
        never: [...GRADE_WORDS, '91.5', '卫生健康局公布'],
      },
      {
        name: 'extended',
        of: ({ rows }) =>
          rows.institutions.find(({ certificateOn = '', certificateExtendedUntil: until = '' }) =>
            isExtended(certificateOn, until),
          )?.id,
        words: [/延期续评中：证书有效期原至\d{4}年\d+月\d+日，延期至\d{4}年\d+月\d+日/],
        never: [...GRADE_WORDS, '作废'],
      },
    ],
    home: ['AAA', 'CCC'],
    further: { path: 'lists', words: ['证书和铭牌作废公示', '摘牌名单'] },
  },
};

/** Past its three years, within the extension – which is one that the rules know. */
function isExtended(certificateOn: string, until: string): boolean {
  const on = parseIsoDate(certificateOn);
  if (on === null) return false;
  return addMonths(on, 36) < TODAY && TODAY <= until && until <= addMonths(on, 42);
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function open(url: string): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: 'block', ...PHONE });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Nothing for axe to find, nothing wider than the phone; and its picture. */
async function expectSound(page: Page, picture: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: await shotPath(picture), fullPage: true });
}

async function expectWords(page: Page, words: Words, never: Words): Promise<void> {
  const text = await page.locator('body').innerText();
  for (const one of words) expect(text).toMatch(one);
  for (const one of never) expect(text).not.toMatch(one);
}

describe.each(Object.entries(DEMOS))('the demo of %s', (rulebook, { pages, home, further }) => {
  const id = Object.keys(DEMOS).find((one): one is DemoRulebook => one === rulebook) ?? 'wugang';
  let folder: string;
  let county: County;
  let codes: ReadonlyMap<string, string>;
  let serving: Serving;

  beforeAll(async () => {
    folder = await temporaryFolder('policy');
    const dir = join(folder, 'demo');
    county = createCounty({ seed: 'tests', rulebook: id, year: YEAR, origin: 'https://yx.example.gov.cn' });
    await writeCounty(dir, county);
    const input = { dir, year: YEAR, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist: 'dist' } as const;
    expect(await publishStory(input, id)).toMatchObject({ ok: true });
    codes = await demoCodes(dir);
    serving = await serve(join(dir, 'site'));
  });
  afterAll(async () => {
    await serving?.end();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(pages)('shows the $name page in its own words, verified, in both views', async ({
    name,
    of,
    words,
    never,
  }) => {
    const page = await open(`${serving.url}/i/${codes.get(of(county) ?? '')}`);
    expect(await settled(page)).toContain('已核验，与');
    expect(await page.locator('#page').getAttribute('class')).not.toContain('bad');
    await page.locator('details').evaluateAll((folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    await expectWords(page, words, never);
    await page.locator('details').evaluateAll((folds) => {
      for (const fold of folds) fold.removeAttribute('open');
    });
    for (const view of ['', '-elder']) {
      if (view !== '') await page.locator('[data-sizes]').click();
      await expectSound(page, `policy-${id}-${name}${view}`);
    }
    await page.context().close();
  });

  test('has a home page of its own, and what only its policy fills', async () => {
    const page = await open(`${serving.url}/`);
    await page.getByLabel('查机构').waitFor();
    await expectWords(page, [...home, '虚构'], GRADE_WORDS);
    await expectSound(page, `policy-${id}-home`);
    await page.goto(`${serving.url}/${further.path}`);
    for (const one of further.words) await page.getByText(one).first().waitFor();
    await expectWords(page, further.words, further.never ?? GRADE_WORDS);
    await expectSound(page, `policy-${id}-${further.path}`);
    await page.context().close();
  });

  test.each([
    'standard',
    'lists',
  ])('has %s as a page without script too, in both languages, sound at 360 px', async (path) => {
    for (const folder of ['', 'en/']) {
      const file = `${folder}${path}.html`;
      const context = await browser.newContext({ serviceWorkers: 'block', ...PHONE });
      const page = await context.newPage();
      const answer = await page.goto(`${serving.url}/${file}`);
      // A register has no lists, and then no such page.
      expect(answer?.status()).toBe(path === 'lists' && county.bureau.rulebook === 'huancui' ? 404 : 200);
      if (answer?.status() === 200) {
        expect(await page.locator('script').count()).toBe(0);
        await expectSound(page, `policy-${id}-static-${file.replace('/', '-').replace('.html', '')}`);
      }
      await context.close();
    }
  });
});
