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

const changed = (text: string, from: string | RegExp, to: string) => {
  const after = text.replace(from, to);
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

it('attack: a page whose data block has two records is none', async () => {
  const { code, err } = await verified(changed(page, '"record":', '"record":{"grade":"x"},"record":'), 'html');
  expect([code, err]).toEqual([3, expect.stringContaining('没有证明')]);
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
