/**
 * `npm run pictures`: the pictures of the clerk's guide, from the commands themselves and the fictional county – what `check`
 * says and marks, what stands in a review, and the page that comes of it. Day, seed and codes are the same every time.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { asTyped } from '../../src/core/words/call.ts';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { demoCodes, demoCounty, publishDemo } from '../support/demo-site.ts';
import { typed } from '../support/terminal.ts';
import { markedSheet, pageOf, terminalOf } from './pictures/html.ts';
import { addRows, faultyWorkbook } from './pictures/workbooks.ts';

const NOW = new Date('2026-11-20T02:00:00Z');
const FOLDER = resolve('src/pictures');
const ORIGIN = 'https://yx.example.gov.cn';
/** Rows of a terminal in a picture. */
const LINES = 26;
const REVIEW = ['publish', '我的县', '--year', '2026', '--stage', 'final'];
const DOWNGRADED = '示益医院';

async function say(args: readonly string[], cwd: string): Promise<string> {
  const { out, err } = await typed(args, { now: NOW, cwd });
  return asTyped(`${out}${err}`).replaceAll(`${cwd}/`, '');
}

async function shoot(browser: Browser, name: string, html: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 400 } });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  await writeFile(join(FOLDER, name), await page.locator('main').screenshot());
  await page.close();
}

/** A workbook with the usual slips, as `check` hands it back, and what it says of them. */
async function checkPicture(browser: Browser): Promise<void> {
  const cwd = await temporaryFolder('pictures');
  await say(['init', '我的县', '--rulebook', 'wugang'], cwd);
  await faultyWorkbook(join(cwd, '我的县/workbook.xlsx'));
  const said = await say(['check', '我的县'], cwd);
  const sheet = await markedSheet(join(cwd, '我的县/workbook-问题.xlsx'), '机构');
  const parts = [
    ['① 另存的“workbook-问题.xlsx”：红的要改，黄的请核对', sheet],
    ['② 命令窗口里逐条说明怎么改', terminalOf('npx yixinma check 我的县', said, LINES)],
  ] as const;
  await shoot(browser, 'clerk-check.png', pageOf(parts, false));
}

/** A grade that was lowered within the year: the review before it is signed, and the page afterwards. */
async function reviewPicture(browser: Browser): Promise<void> {
  const cwd = await temporaryFolder('pictures');
  const dir = join(cwd, '我的县');
  const county = demoCounty('jinjiang');
  await writeCounty(dir, county);
  await publishDemo(dir, { now: NOW });
  const id = county.rows.institutions.find(({ name }) => name === DOWNGRADED)?.id;
  if (typeof id !== 'string') throw new Error('the county has no such institution');
  await addRows(join(dir, 'workbook.xlsx'), '事件', [
    { 机构编号: id, 事件类型: '直接降级', 日期: '2026-11-20', 文书号: '示卫健〔2026〕31号', 降至等级: 'D级' },
  ]);
  const said = await say([...REVIEW, '--review'], cwd);
  await publishDemo(dir, { now: NOW });
  const code = (await demoCodes(dir)).get(id) ?? '';
  const image = await phone(browser, join(dir, 'site'), `/i/${code}`);
  const parts = [
    ['③ 签名之前先看审核单', terminalOf(`npx yixinma ${REVIEW.join(' ')}`, said, LINES)],
    ['④ 公布后的页面', `<img src="data:image/png;base64,${image.toString('base64')}">`],
  ] as const;
  await shoot(browser, 'clerk-review.png', pageOf(parts, true));
}

/** The top of a page as a phone shows it, from the files of the site; without its script, which knows today's date. */
async function phone(browser: Browser, site: string, path: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 360, height: 720 }, javaScriptEnabled: false });
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === path) await route.fulfill({ path: join(site, `${pathname}.html`), contentType: 'text/html' });
    else await route.fulfill({ status: 404 });
  });
  await page.goto(`${ORIGIN}${path}`);
  const shot = await page.screenshot();
  await page.close();
  return shot;
}

await buildIfChanged(process.cwd(), new Date());
const browser = await launchBrowser();
await checkPicture(browser);
await reviewPicture(browser);
await browser.close();
