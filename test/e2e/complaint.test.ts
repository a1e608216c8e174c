/**
 * The whole way of a complaint, as shipped: written offline on a phone, kept, delivered after a restart, opened and
 * answered at the bureau, read by its writer. Each step leaves a picture: `shots/complaint-*.png`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import piexif from 'piexifjs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runCommand } from '../../src/node/cli/main.ts';
import { launchProfile, shotPath, temporaryFolder } from '../support/browser.ts';
import { copyOf, demoCodes } from '../support/demo-site.ts';
import { storedIds } from '../support/intake-host.ts';
import { PASSPHRASE } from '../support/workspace.ts';

const TEXT = '11月3日上午，给我看牙的人不在公示栏的名单里，也没有穿工作服。';
let dir: string;
let code: string;
let context: BrowserContext;
let page: Page;
let profile: string;
let stopServer: () => Promise<void> = async () => undefined;
let url = '';
const foreign: string[] = [];
const sent: string[] = [];

/** `yixinma serve` in a process of its own: the network is cut by ending it. */
async function startServer(port: number): Promise<void> {
  const child = spawn(process.execPath, ['scripts/yixinma.ts', 'serve', dir, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(child.stdout, 'data');
  url = String(line).trim().replace(/\/$/, '');
  stopServer = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}

async function openPhone(): Promise<void> {
  context = await launchProfile(profile, { viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
  context.setDefaultTimeout(20_000);
  context.on('request', (request) => {
    const target = new URL(request.url());
    if (!['data:', 'blob:'].includes(target.protocol) && target.origin !== new URL(url).origin)
      foreign.push(request.url());
    sent.push(request.postData() ?? '');
  });
  page = context.pages()[0] ?? (await context.newPage());
}

let shots = 0;
async function shot(name: string): Promise<void> {
  const number = String(++shots).padStart(2, '0');
  await page.screenshot({ path: await shotPath(`complaint-${number}-${name}`), fullPage: true });
}

const next = () => page.getByRole('button', { name: '下一步' }).click();
const heading = (text: string | RegExp) => page.getByRole('heading', { name: text }).first().waitFor();

/** A command of the bureau, as the clerk types it. */
async function clerk(...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const result = await runCommand(args, {
    stdin: async () => '',
    out: (text) => {
      out += text;
    },
    err: (text) => {
      out += text;
    },
    now: () => new Date(),
    cwd: dir,
    env: { YIXINMA_PASSPHRASE_FILE: join(dir, 'passphrase.txt') },
  });
  return { code: result, out };
}

beforeAll(async () => {
  dir = await copyOf(inject('demoDir'));
  await writeFile(join(dir, 'passphrase.txt'), PASSPHRASE);
  code = [...(await demoCodes(dir)).values()][0] ?? '';
  profile = await temporaryFolder('complainant');
  await startServer(0);
  await openPhone();
});
afterAll(async () => {
  await context?.close();
  await stopServer();
});

/** A photo as a phone takes it: with the place where it was taken. */
async function photoWithPlace(): Promise<Buffer> {
  const plain = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const brush = canvas.getContext('2d');
    if (brush) {
      brush.fillStyle = '#9cc';
      brush.fillRect(0, 0, 640, 480);
    }
    return canvas.toDataURL('image/jpeg');
  });
  const { GPSLatitudeRef, GPSLatitude, GPSLongitudeRef, GPSLongitude } = piexif.GPSIFD;
  const place = [
    [39, 1],
    [54, 1],
    [0, 1],
  ];
  const gps = { [GPSLatitudeRef]: 'N', [GPSLatitude]: place, [GPSLongitudeRef]: 'E', [GPSLongitude]: place };
  const tagged = piexif.insert(piexif.dump({ '0th': {}, Exif: {}, GPS: gps }), plain);
  return Buffer.from(tagged.split(',')[1] ?? '', 'base64');
}

describe('a complaint from a phone without a network', () => {
  it('is written offline after a visit of nothing but the institution’s page', async () => {
    await page.goto(`${url}/i/${code}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // The worker fetches the bureau's keys on its own; only then can anything be sealed offline.
    await page.waitForFunction(async () =>
      (await indexedDB.databases()).some(({ name }) => name?.startsWith('yixinma-intake-')),
    );
    await page.waitForTimeout(1500);
    await shot('page');
    const name = await page.locator('[data-f=name]').first().innerText();
    const photo = await photoWithPlace();
    expect((await exifr.gps(photo))?.latitude).toBeCloseTo(39.9);
    await stopServer();
    await page.getByRole('link', { name: '网上反映问题' }).first().click();
    await heading('您想反映什么？');
    await page.getByText(name).first().waitFor();
    await shot('kinds');
    await page.getByText('举报违法行为').click();
    await next();
    await page.getByLabel('看病的人没有资格').check();
    await next();
    await page.getByLabel('经过').fill(TEXT);
    await shot('what');
    await next();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.locator('img').first().waitFor();
    await shot('photo');
    await next();
    await next();
    expect(await page.getByRole('radio', { name: '不可以', exact: true }).isChecked()).toBe(true);
    await shot('tell');
    await next();
    await shot('notice');
    await next();
    await next();
    await shot('review');
    await page.getByRole('button', { name: '提交' }).dblclick();
    await page.waitForURL(/\/mine#/);
    await page.getByText('已存在本机，尚未送达').first().waitFor();
    await shot('waiting');
    expect(await page.getByText('已送达').count()).toBe(0);
  });

  it('survives the end of the browser, and is delivered once when both are back', async () => {
    await context?.close();
    await startServer(Number(new URL(url).port));
    await openPhone();
    await page.goto(`${url}/mine`);
    await page.getByText('回执编号').first().waitFor();
    await page.getByText('已送达').first().waitFor();
    await shot('receipt');
    expect(storedIds(join(dir, 'intake'))).toHaveLength(1);
    expect(sent.join('\n')).not.toContain(TEXT.slice(0, 8));
    expect(foreign).toEqual([]);
    await page.getByRole('button', { name: '我已保存' }).click();
    await shot('list');
  });

  it('is opened by the clerk with its photo, without a trace of where it was taken', async () => {
    const listed = JSON.parse((await clerk('submissions', 'list', dir, '--json')).out);
    const number: string = (listed.submissions ?? listed)[0].number;
    const out = join(dir, 'opened');
    const opened = await clerk('submissions', 'open', dir, number, '--out', out);
    expect(opened.out).toContain(TEXT);
    expect(opened.code).toBe(0);
    const photos = (await readdir(out)).filter((name) => name.endsWith('.jpg'));
    expect(photos).toHaveLength(1);
    const bytes = await readFile(join(out, photos[0] ?? ''));
    expect(await exifr.gps(bytes).catch(() => undefined)).toBeUndefined();
    expect(bytes.includes('Exif')).toBe(false);
    const answer = '已收到，将在三日内到现场核查。';
    const decided = await clerk(
      'submissions',
      'decide',
      dir,
      number,
      '--state',
      'accepted',
      '--answer',
      answer,
      '--by',
      '王科长',
    );
    expect(decided.out).not.toContain('Error');
    expect(decided.code).toBe(0);
  });

  it('tells its writer where it stands, with the answer that only the lookup code opens', async () => {
    await page.goto(`${url}/mine`);
    await page
      .getByRole('button', { name: /查到哪一步了/ })
      .first()
      .click();
    await page.getByText('已收到，将在三日内到现场核查。').first().waitFor();
    await shot('answer');
    expect(await page.locator('main').innerText()).toContain('已受理');
  });
});

describe('what was written is submitted once', () => {
  const draftAt = () => `${url}/report/${code}?kind=board`;
  const delivered = () => storedIds(join(dir, 'intake')).length;

  /** Answers the first question in this window, and waits until the draft is kept. */
  async function write(at: Page, answer: string): Promise<void> {
    await at.goto(draftAt());
    await at.getByLabel(answer).check();
    await at.getByText('已自动保存，尚未提交').waitFor();
  }

  it('also when the page dies in the moment in which it is stored: no draft is offered again', async () => {
    const before = delivered();
    await page.addInitScript(() => {
      const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (names, mode, options) {
        const transaction = begin.call(this, names, mode, options);
        // From its commit on, nothing of the page ever goes on.
        if ('dying' in globalThis && mode === 'readwrite' && [names].flat().includes('items'))
          transaction.addEventListener('complete', (event) => {
            event.stopImmediatePropagation();
            Object.assign(globalThis, { stored: true });
          });
        return transaction;
      };
    });
    await write(page, '等级不一样');
    await page.goto(`${draftAt()}&step=review`);
    await page.getByText('等级不一样').first().waitFor();
    await page.evaluate(() => Object.assign(globalThis, { dying: true }));
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForFunction(() => 'stored' in globalThis);
    await context.close();
    await openPhone();
    await page.goto(draftAt());
    await page.getByLabel('等级不一样').waitFor();
    expect(await page.getByLabel('等级不一样').isChecked()).toBe(false);
    await page.goto(`${url}/mine`);
    await expect.poll(delivered).toBe(before + 1);
  });

  it('also from a second window that is in sight all the time: it says so by itself and submits nothing', async () => {
    const before = delivered();
    await write(page, '名称或地址不一样');
    const second = await context.newPage();
    await second.goto(draftAt());
    await second.getByLabel('名称或地址不一样').and(second.locator(':checked')).waitFor();
    await page.goto(`${draftAt()}&step=review`);
    await page.getByText('名称或地址不一样').first().waitFor();
    await page.getByRole('button', { name: '提交' }).click();
    await page.waitForURL(/\/mine#/);
    await second.getByText(/^这份内容已在另一个页面提交，请不要重复提交/).waitFor();
    await second.screenshot({ path: await shotPath('complaint-second-window'), fullPage: true });
    await second.getByLabel('没有张贴公示栏').check();
    for (let step = 0; step < 3; step++) await second.getByRole('button', { name: '下一步' }).click();
    await second.getByRole('button', { name: '提交' }).click();
    await second.getByRole('link', { name: '查看已提交的' }).click();
    await second.waitForURL(/\/mine#/);
    await expect.poll(delivered).toBe(before + 1);
    await second.goto(draftAt());
    await second.getByLabel('没有张贴公示栏').waitFor();
    expect(await second.locator('input:checked').count()).toBe(0);
  });

  it('and deleted only as it was read: what a second window wrote since is shown, not dropped', async () => {
    await write(page, '等级不一样');
    const second = await context.newPage();
    await write(second, '没有张贴公示栏');
    const remove = async (): Promise<void> => {
      await page.getByRole('button', { name: '删除草稿' }).click();
      await page.getByRole('button', { name: '确定删除' }).click();
    };
    await remove();
    await page.getByText(/^这份内容已在另一个页面修改/).waitFor();
    await page.getByRole('button', { name: '用那一份' }).click();
    await page.getByLabel('没有张贴公示栏').and(page.locator(':checked')).waitFor();
    await remove();
    await page.getByLabel('没有张贴公示栏').and(page.locator(':not(:checked)')).waitFor();
    await second.goto(draftAt());
    await second.getByLabel('没有张贴公示栏').waitFor();
    expect(await second.locator('input:checked').count()).toBe(0);
  });
});
