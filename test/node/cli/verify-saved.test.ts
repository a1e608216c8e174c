/** One page or record alone under `verify`: what is not compared is never called genuine. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVerifiedSite, NAMES, type VerifiedSite, yixinma } from '../../support/verified-site.ts';

let site: VerifiedSite;
let page: string;
let record: string;
let oldPage: string;
let oldRecord: string;
beforeAll(async () => {
  site = await makeVerifiedSite();
  const text = (folder: string, type: string) => readFile(join(folder, `i/${site.codes[1]}.${type}`), 'utf8');
  [page, record] = [await text(site.second, 'html'), await text(site.second, 'json')];
  [oldPage, oldRecord] = [await text(site.first, 'html'), await text(site.first, 'json')];
  await mkdir(join(site.base, 'saved'));
}, 60_000);
afterAll(() => site.dispose());

let made = 0;
async function verified(text: string, type: string, ...more: string[]) {
  const file = join(site.base, 'saved', `${made++}.${type}`);
  await writeFile(file, text);
  return yixinma(site.base, ['verify', file, '--site', site.second, ...more]);
}

const changed = (text: string, from: string | RegExp, to: string | ((whole: string) => string)) => {
  const after = typeof to === 'string' ? text.replace(from, to) : text.replace(from, to);
  if (after === text) throw new Error(`nothing to change: ${from}`);
  return after;
};

describe('a page that another build wrote', () => {
  it('is half checked: exit code 3, and what is signed is named', async () => {
    const { code, out } = await verified(page, 'html');
    expect(code).toBe(3);
    expect(out).toContain('？ 只核对了一半');
    expect(out).toContain(`已经签名的是：\n机构：${NAMES[1]}（${site.codes[1]}）\n2026年度：合格`);
    expect(out).toContain('页面上的其他文字、图片和样式都没有核对');
    const json = JSON.parse((await verified(page, 'html', '--json')).out);
    expect(json).toMatchObject({ ok: false, verdict: 'facts', problems: [] });
    const english = await verified(page, 'html', '--lang', 'en');
    expect(english.out).toContain('were not compared');
  });

  it.each([
    ['a style that hides the facts, and a heading of its own', '<style>[data-f]{display:none}</style><h1>优秀</h1>'],
    ['text that a style puts there', '<style>[data-f="state.mark"]::after{content:"优秀"}</style>'],
    ['a script', '<script>document.querySelector("[data-f]").textContent="优秀"</script>'],
    ['a script from elsewhere', '<script src="https://example.com/x.js"></script>'],
    ['a way to another page', '<meta http-equiv="refresh" content="0;url=https://example.com/">'],
  ])('attack: with %s it is not called genuine', async (_, more) => {
    const { code, out } = await verified(page + more, 'html');
    expect([code, out]).toEqual([3, expect.not.stringContaining('✓')]);
  });

  it('attack: with its marks hidden it is not called genuine', async () => {
    const { code } = await verified(changed(page, 'data-f="state.mark"', 'hidden data-f="state.mark"'), 'html');
    expect(code).not.toBe(0);
  });
});

describe('a record file', () => {
  it('is genuine where every byte follows from what is signed', async () => {
    expect((await verified(record, 'json')).code).toBe(0);
  });

  it.each([
    ['record', '"record":', '"record":{"grade":"excellent"},"record":'],
    ['grade', '"grade":"qualified"', '"grade":"excellent","grade":"qualified"'],
  ])('attack: with two values of its %s, of which a reader may take the first', async (_, from, to) => {
    expect((await verified(changed(record, from, to), 'json')).code).toBe(3);
  });
});

describe('one file alone', () => {
  const alone = async (text: string, type: string, ...more: string[]) => {
    const file = join(site.base, 'saved', `${made++}.${type}`);
    await writeFile(file, text);
    return yixinma(site.base, ['verify', file, ...more]);
  };

  it('of a page it is said what was compared and what was not', async () => {
    const { code, out } = await alone(page, 'html');
    expect(code).toBe(3);
    expect(out).toContain('页面上标出的各项（名称、等级、处罚、人员等）与这条记录一致');
    expect(out).toContain('没有核对：页面上的其他文字、图片和样式');
    expect(out).toContain('处罚是否齐全');
    const english = (await alone(page, 'html', '--lang', 'en')).out;
    expect(english).toContain('Not compared: other words, pictures and styles of the page.');
    expect(JSON.parse((await alone(page, 'html', '--json')).out)).toMatchObject({ compared: 'facts', problems: [] });
  });

  it('attack: a sentence put beside the facts is among what was not compared', async () => {
    const { code, out } = await alone(page.replace('<title>', '<h1>全县第一，A级</h1><title>'), 'html');
    expect([code, out]).toEqual([3, expect.stringContaining('没有核对：页面上的其他文字、图片和样式')]);
  });

  it('of a record file nothing is said of a page', async () => {
    const { code, out } = await alone(record, 'json');
    expect([code, out]).toEqual([3, expect.stringContaining('没有核对：文件里的其他内容')]);
    const ofRoot = (await alone(record, 'json', '--root', JSON.parse(record).fingerprint)).out;
    for (const text of [out, ofRoot]) expect(text).not.toContain('页面');
    expect((await alone(record, 'json', '--lang', 'en')).out).not.toMatch(/\bpage\b/);
    expect(JSON.parse((await alone(record, 'json', '--json')).out)).toMatchObject({ compared: 'record' });
    expect(JSON.parse((await verified(record, 'json', '--json')).out)).toMatchObject({ compared: 'bytes' });
  });

  it.each<[string, (text: string) => string]>([
    ['two records in its block', (text) => changed(text, '"record":', '"record":{"grade":"x"},"record":')],
    ['a brace taken out of its block', (text) => changed(text, '"record":{', '"record":')],
    ['two blocks', (text) => `${text}<script id="proof" type="application/json">{}</script>`],
    ['a block of another version', (text) => changed(text, '"v":1}</script>', '"v":2}</script>')],
  ])('attack: a page with %s has a proof that cannot be read: it is refused, and not called lost', async (_, bent) => {
    for (const check of [alone, verified]) {
      const { code, out } = await check(bent(page), 'html');
      expect([code, out]).toEqual([1, expect.stringContaining('✗ 页面里有证明，但读不出来')]);
      expect(out).not.toMatch(/丢掉|没有证明/);
    }
    const { out } = await alone(bent(page), 'html', '--json');
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      verdict: 'not-genuine',
      subject: 'page',
      problems: [{ code: 'page', detail: 'proof unreadable' }],
    });
  });

  it('attack: a page with one digit of its proof changed does not fit it', async () => {
    const bent = changed(page, /"root":"(.)/, (whole) => whole.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')));
    const { code, out } = await alone(bent, 'html');
    expect([code, out]).toEqual([1, expect.stringContaining('✗ 记录与它自己所带的证明对不上')]);
  });

  it.each([
    ['in its proof', -40],
    ['before its proof', -1],
  ])('a page cut off %s is not whole, and nothing is said of a change', async (_, at) => {
    const end = at === -1 ? page.indexOf('<script type="application/json"') : page.length + at;
    const { code, err } = await alone(page.slice(0, end), 'html');
    expect([code, err]).toEqual([3, expect.stringContaining('不完整：后面缺了一段')]);
    const { out } = await alone(page.slice(0, end), 'html', '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'unknown', reason: 'cut-off', problems: [] });
  });

  it('a whole page without a proof has none: lost, or taken out', async () => {
    const without = changed(page, /<script type="application.*/s, '</html>');
    const { code, err } = await alone(without, 'html');
    expect([code, err]).toEqual([3, expect.stringContaining('在保存时丢掉、被人拿掉')]);
    expect((await alone(without, 'html', '--lang', 'en')).err).toContain('browser first. Nothing was checked.');
    expect(JSON.parse((await alone(without, 'html', '--json')).out).reason).toBe('no-proof');
  });
});

describe('what an earlier publication said', () => {
  it('is half checked: its record was signed, and nothing proves that its penalties are complete', async () => {
    for (const [text, type] of [
      [oldPage, 'html'],
      [oldRecord, 'json'],
    ] as const) {
      const { code, out } = await verified(text, type);
      expect([code, out]).toEqual([3, expect.stringContaining('是否齐全，现在无法核对')]);
      expect(JSON.parse((await verified(text, type, '--json')).out)).toMatchObject({
        ok: false,
        verdict: 'superseded',
      });
    }
  });

  it.each([
    ['a day to come', '2035-01-01'],
    ['a day before it was published', '2026-01-01'],
  ])('attack: a page of %s is refused', async (_, day) => {
    expect((await verified(changed(oldPage, /data-day="[^"]*"/, `data-day="${day}"`), 'html')).code).toBe(1);
  });

  it('attack: a record with a field of somebody’s own is refused', async () => {
    const more = JSON.stringify({ ...JSON.parse(oldRecord), grade: 'excellent' });
    expect((await verified(more, 'json')).code).toBe(1);
  });
});

it('attack: a page of more than 1 MiB is not read', async () => {
  const { code, err } = await verified(page + ' '.repeat(1024 * 1024), 'html');
  expect([code, err]).toEqual([3, expect.stringContaining('什么都没有核对')]);
});
