/** `yixinma verify` in words and exit codes: what was changed, at which institution, what it means, what to do. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDING_KINDS, findingText } from '../../../src/core/words/findings.ts';
import { writeArchive } from '../../../src/node/hosting/archive.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { listFiles } from '../../../src/node/verify/listing.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import {
  altered,
  edit,
  makeVerifiedSite,
  NAMES,
  READ_AT,
  targetOf,
  type VerifiedSite,
  yixinma,
} from '../../support/verified-site.ts';
import { NOW, onSite, PASSPHRASE, writeCounty } from '../../support/workspace.ts';

let site: VerifiedSite;
let root = '';
beforeAll(async () => {
  site = await makeVerifiedSite();
  root = fingerprint(await readFile(join(site.first, 'd/metadata/1.root.json')));
}, 60_000);
afterAll(() => site.dispose());

const verify = (where: string, ...more: string[]) => yixinma(site.base, ['verify', where, ...more]);
const page = (at: number) => `i/${site.codes[at]}.html`;

describe('a site as it was published', () => {
  it('verifies: what was checked, whose it is, as of when, how old, from which root', async () => {
    const { code, out } = await verify(site.second, '--root', root);
    expect(code).toBe(0);
    expect(out).toContain('✓ 核验通过');
    expect(out).toContain('机构记录3条，机构页面6个，公布记录2次');
    expect(out).toContain('示例县卫生健康局（example）');
    expect(out).toContain('公布日期：2026年1月20日；最近确认：2026年1月20日（30天前）');
    expect(out).toContain(`根指纹：${root}（与给出的一致）`);
  });

  it('from the sixteen digits that boards print, from a root file, and in English', async () => {
    const printed = root.slice(0, 16).toUpperCase().match(/.{4}/g)?.join(' ') ?? '';
    expect((await verify(site.second, '--root', printed)).out).toContain('与给出的前16位一致');
    const file = join(site.second, 'd/metadata/1.root.json');
    const { code, out } = await verify(site.second, '--root', file, '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('It verifies');
    expect(out).toContain('(the one given)');
    expect(out).not.toMatch(/核验|怎么办/);
  });

  it('a fingerprint with one wrong digit is told where it differs', async () => {
    const typed = `${root.slice(0, 9)}${root[9] === '0' ? '1' : '0'}${root.slice(10, 16)}`;
    const { code, out } = await verify(site.second, '--root', typed);
    expect([code, out]).toEqual([1, expect.stringContaining(`给出的根指纹：${typed}（前9位相同，从第10位起不同）`)]);
    expect(out).toContain(`这里的根指纹：${root}\n`);
    expect((await yixinma(site.base, ['mirror', site.second, 'typo', '--root', typed])).err).toContain(typed);
  });

  it('is told to programs in the shape that is described', async () => {
    const { out } = await verify(site.second, '--json');
    expect(JSON.parse(out)).toEqual({
      ok: true,
      verdict: 'genuine',
      subject: 'folder',
      where: site.second,
      fingerprint: root,
      pinned: false,
      publisher: { id: 'example', name: '示例县卫生健康局' },
      versions: { root: 1, timestamp: 2, snapshot: 2, targets: 2 },
      publishedAt: '2026-01-20T02:00:00Z',
      confirmedAt: '2026-01-20T02:00:00Z',
      ageDays: 30,
      files: expect.any(Number),
      records: 3,
      pages: 6,
      pagesCompared: 0,
      publications: 2,
      comparedWithBuild: false,
      addressesMapped: true,
      listed: true,
      uncompared: expect.arrayContaining(['index.html', 'assets/page-0.js', 'en/standard.html']),
      remarks: [],
      problems: [],
    });
  });

  it('verifies as the one archive that hosting makes of it', async () => {
    const file = join(site.base, 'release.tar.gz');
    await writeArchive(file, site.second, await listFiles(site.second));
    const { code, out } = await verify(file);
    expect(code).toBe(0);
    expect(out).toContain('release.tar.gz（压缩包）');
    for (const bent of [
      (await readFile(file)).subarray(0, 5000),
      gzipSync('not a tar'),
      gzipSync(gunzipSync(await readFile(file)).fill('../../x.html', 0, 12)),
    ]) {
      await writeFile(join(site.base, 'bent.tar.gz'), bent);
      const refused = await verify(join(site.base, 'bent.tar.gz'));
      expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('不是本程序打的压缩包')]);
    }
  });
});

describe('attack: one changed grade in a mirror', () => {
  it('as a page shows it: names the institution, both grades, what to do; never the institution’s fault', async () => {
    const copy = await altered(site.second, (at) =>
      edit(join(at, page(2)), (html) => html.replace('data-f="state.mark">差', 'data-f="state.mark">合格')),
    );
    const { code, out } = await verify(copy, '--root', root);
    expect(code).toBe(1);
    expect(out).toContain('✗ 核验未通过：发现1处问题');
    expect(out).toContain(`${page(2)}　${NAMES[2]}（${site.codes[2]}）`);
    expect(out).toContain('等级：这里写的是“合格”，签名的是“差”');
    expect(out).toContain('这不说明该机构有问题');
    expect(out).toContain('怎么办：');
    const json = JSON.parse((await verify(copy, '--json')).out);
    expect(json.problems).toEqual([
      {
        code: 'page',
        file: page(2),
        detail: 'shows something else',
        differences: [{ fact: 'state.mark', shown: '合格', signed: '差' }],
        institution: { code: site.codes[2], name: NAMES[2] },
      },
    ]);
  });

  it('in a page, its data block and its file for programs, all alike', async () => {
    const better = (text: string) =>
      text.replaceAll('"poor"', '"qualified"').replaceAll('"差"', '"合格"').replaceAll('>差<', '>合格<');
    const copy = await altered(site.second, async (at) => {
      for (const file of [page(2), `en/${page(2)}`, page(2).replace('html', 'json')])
        await edit(join(at, file), better);
    });
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    expect(out).toContain('✗ 页面或数据文件里的记录不是签名的那一条（3处）');
    expect(out).toContain('等级：这里写的是“合格”，签名的是“差”');
  });

  it('in the data files', async () => {
    const copy = await altered(site.second, async (at) => {
      const file = await targetOf(at, 'index.bin');
      const text = gunzipSync(await readFile(file))
        .toString('utf8')
        .replace('poor', 'qualified');
      await writeFile(file, gzipSync(text));
    });
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    expect(out).toContain('✗ 签名清单里的文件被改动或损坏');
    expect(out).toContain('.index.bin');
  });

  it('published whole under somebody else’s keys: beside the printed fingerprint, and even without it in a copy’s root', async () => {
    const dir = join(site.base, 'foreign');
    await writeCounty(dir, {
      机构: NAMES.map((name, at) => ({ 机构编号: `A${at}`, 名称: name, 地址: `中街${at + 1}号` })),
      评定: [...onSite('A0', '95'), ...onSite('A1', '75'), ...onSite('A2', '95')],
    });
    const input = { dir, year: 2026, stage: 'final' as const, now: NOW, passphrase: PASSPHRASE, dist: site.dist };
    expect((await publishRelease(input)).ok).toBe(true);
    const { code, out } = await verify(join(dir, 'site'), '--root', root);
    expect(code).toBe(1);
    expect(out).toContain('✗ 根指纹对不上');
    expect(out).toContain('请对照公告或公示栏上印的根指纹');
    const own = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json')));
    expect(out).toContain(`给出的根指纹：${root}`);
    expect(out).toContain(`这里的根指纹：${own}\n请把两行都与公告或公示栏上印的逐位对照`);
    expect(JSON.parse((await verify(join(dir, 'site'), '--root', root, '--json')).out)).toMatchObject({
      fingerprint: own,
      pinned: false,
    });
    // The genuine root kept in front of foreign signatures.
    const mixed = await altered(join(dir, 'site'), async (at) => {
      await cp(join(site.first, 'd/metadata/1.root.json'), join(at, 'd/metadata/1.root.json'));
    });
    expect((await verify(mixed)).out).toContain('✗ 签名核验不通过');
  });

  it('by an older page put back: genuine once, and not in force', async () => {
    const copy = await altered(site.second, (at) => cp(join(site.first, page(2)), join(at, page(2))));
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    expect(out).toContain('✗ 是以前公布的旧内容');
    expect(out).toContain('等级：这里写的是“合格”，签名的是“差”');
  });

  it('by the page of another institution under the code', async () => {
    const copy = await altered(site.second, (at) => cp(join(at, page(0)), join(at, page(2))));
    const { out } = await verify(copy);
    expect(out).toContain('✗ 编码下面放的是另一家机构的内容');
    expect(out).toContain(`名称：这里写的是“${NAMES[0]}”，签名的是“${NAMES[2]}”`);
  });

  it('by a file that nobody published', async () => {
    const copy = await altered(site.second, (at) => writeFile(join(at, 'i/AAAAAAAAAA.html'), 'A级'));
    const { code, out } = await verify(copy);
    expect(code).toBe(1);
    expect(out).toContain('✗ 多出了没有公布过的文件');
    expect(out).toContain('i/AAAAAAAAAA.html');
  });
});

describe('what is found', () => {
  it('is grouped, the worst first, and counted where it is much', async () => {
    const copy = await altered(site.second, async (at) => {
      await rm(join(at, 'en'), { recursive: true });
      await edit(join(at, page(1)), (html) => html.replace('data-f="state.mark">合格', 'data-f="state.mark">优秀'));
    });
    const { out } = await verify(copy);
    expect(out.match(/^✗ .*/gm)).toEqual([
      '✗ 核验未通过：发现4处问题。',
      '✗ 页面上显示的与签名的记录不一致',
      '✗ 机构页面或数据文件缺失（3处）',
    ]);
  });

  it('of a copy that grew old is told apart from what was changed', async () => {
    const late = new Date(READ_AT.getTime() + 400 * 86_400_000);
    const { code, out } = await yixinma(site.base, ['verify', site.second], late);
    expect(code).toBe(1);
    expect(out).toContain('没有发现改动，但有');
    expect(out).toContain('timestamp.json　自2026年');
    expect(JSON.parse((await yixinma(site.base, ['verify', site.second, '--json'], late)).out).verdict).toBe('dated');
  });

  it('has a sentence, a meaning and a next step in both languages, and never accuses', () => {
    for (const kind of FINDING_KINDS) {
      for (const lang of ['zh', 'en'] as const) {
        const texts = Object.values(findingText(kind, lang));
        for (const text of texts) expect(text, kind).toMatch(/\S/);
        expect(texts.join(' '), kind).not.toMatch(/伪造|造假|forg(?:ed|ery)/);
      }
    }
  });
});

describe('what cannot be checked, or was mistyped', () => {
  it.each([
    ['nothing named', [], 2, '请写明要核对什么'],
    ['a path that is not there', ['nowhere'], 2, '没有找到“nowhere”'],
    ['a root file that is not there', ['second', '--root', 'gone.json'], 2, '没有找到根文件“gone.json”'],
    ['a fingerprint cut too short', ['second', '--root', '3EFF 1617'], 2, '至少要前16位'],
    ['a file that is no root', ['second', '--root', 'second/d/metadata/timestamp.json'], 2, '不是根文件'],
    ['a folder that is no site', ['dist'], 3, '没有找到 d/metadata'],
    ['--site beside a site', ['second', '--site', 'first'], 2, '只用于核对保存的网页'],
    ['another language', ['second', '--lang', 'fr'], 2, 'zh 或 en'],
  ])('%s', async (_, args, exit, words) => {
    const { code, err } = await yixinma(site.base, ['verify', ...args]);
    expect([code, err]).toEqual([exit, expect.stringContaining(words)]);
    expect(err).not.toContain('ENOENT');
  });

  it('other people’s files are told by what they are', async () => {
    await mkdir(join(site.base, 'files'), { recursive: true });
    const cases: readonly (readonly [name: string, content: string])[] = [
      ['a.mhtml', 'From: <Saved by Blink>\nMIME-Version: 1.0'],
      ['a.webarchive', 'bplist00'],
      ['a.zip', 'PK\u0003\u0004'],
      ['a.html', '<!DOCTYPE html><p>hello'],
      ['a.txt', 'hello'],
      ['a.json', '{"a":1}'],
      ['b.json', '{"a":1.5,"record":{},"release":{},"openings":[]}'],
    ];
    for (const [name, content] of cases) {
      await writeFile(join(site.base, 'files', name), content);
      const { code, err } = await verify(join('files', name));
      expect([name, code, err]).toEqual([name, 3, expect.stringContaining('什么都没有核对')]);
    }
    const metadata = join(site.second, 'd/metadata/timestamp.json');
    expect((await verify(metadata)).err).toContain('不能单独核对');
  });
});
