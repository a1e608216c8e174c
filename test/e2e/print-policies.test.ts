/** Boards of every policy, subject and state on real paper: nothing runs out of its part or lies on anything else. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SheetRenderer } from '../../src/node/publish/boards.ts';
import { launchBrowser, shotPath } from '../support/browser.ts';
import { faultsOfSheet } from '../support/sheets.ts';
import { PRINT_CASES, printCase, sheetOf } from './print-cases.ts';

let browser: Browser;
let page: Page;
let renderer: SheetRenderer;

beforeAll(async () => {
  renderer = await import(pathToFileURL(join(process.cwd(), 'dist/render.js')).href);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1700, height: 1200 } });
});

afterAll(async () => {
  await browser?.close();
});

describe.each(['a3', 'a4'] as const)('on %s', (paper) => {
  it.each(
    PRINT_CASES.map((one) => [one.name, one] as const),
  )('nothing is cut off in the case %s', async (name, one) => {
    for (const temporary of [false, true]) {
      const html = renderer.renderPrintDocument(sheetOf(one, paper, temporary));
      expect(html.ok).toBe(true);
      if (!html.ok) return;
      expect(await faultsOfSheet(page, html.value)).toEqual([]);
      if (!temporary) await page.locator('.pr-sheet').screenshot({ path: await shotPath(`print-${paper}-${name}`) });
    }
  });
});

describe('the measurement', () => {
  const planted = async (selector: string, css: string, text: string) => {
    const html = renderer.renderPrintDocument(sheetOf(printCase('imported'), 'a3'));
    if (!html.ok) throw new Error(html.fault);
    await page.setContent(html.value);
    const changed = await page.evaluate(
      ([at = '', style = '', more = '']) => {
        const one = document.querySelector<HTMLElement>(at);
        if (one === null) throw new Error(at);
        one.style.cssText += style;
        one.append(more);
        return document.documentElement.outerHTML;
      },
      [selector, css, text],
    );
    return faultsOfSheet(page, changed);
  };

  it('is red of a name, a licence and a claim that are too long for their boxes', async () => {
    for (const selector of ['.pr-name', '.pr-licence dd', '.pr-under .pr-claim', '.pr-foot span', '.pr-call p']) {
      expect(await planted(selector, '', '示例县青石镇中心卫生院'.repeat(60)), selector).not.toEqual([]);
    }
  });

  it('is red of a text that lies on another and of one beyond the paper', async () => {
    expect(await planted('.pr-claim', 'position:relative;top:-8mm', '')).not.toEqual([]);
    expect(await planted('.pr-foot', 'transform:translateY(20mm)', '')).not.toEqual([]);
  });

  it('is green of the same board as it is', async () => {
    expect(await planted('.pr-name', '', '')).toEqual([]);
  });
});
