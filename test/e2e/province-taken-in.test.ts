/** A province of two bureaus: what is taken in, what is refused, and that nobody speaks for another. */
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCandidate, removeBureau } from '../../src/node/province/bureaus.ts';
import { publishProvince } from '../../src/node/province/publish.ts';
import { readTree } from '../../src/node/publish/site.ts';
import { proofOfPage } from '../../src/node/verify/page-block.ts';
import {
  A,
  B,
  changeBureau,
  deliver,
  publishAll,
  publishBureau,
  refreshAll,
  register,
  released,
} from '../support/province.ts';
import { LATER, provinceWorld } from '../support/province-world.ts';
import { TufJsClient } from '../support/tuf-clients.ts';
import { yixinma } from '../support/verified-site.ts';
import { NOW, PASSPHRASE } from '../support/workspace.ts';

const { dist, made, world, nextOf } = provinceWorld('province-taken-in');
afterEach(() => {
  vi.useRealTimers();
});

const names = async (province: string, id: string, now = NOW) => {
  const release = await released(province, id, now);
  return release.ok ? release.value.records.map(({ name }) => name).sort() : release.fault;
};

async function tufJs(province: string, id: string, path: string, now = NOW): Promise<string> {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  const d = join(province, 'site', id, 'd');
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, bytes] of await readTree(d)) files.set(name, new Uint8Array(bytes));
  const client = new TufJsClient({ answer: (asked) => files.get(asked) ?? 404 }, files.get('metadata/1.root.json'));
  try {
    return await client.outcome(path);
  } finally {
    client.dispose();
    vi.useRealTimers();
  }
}

describe('a province of two bureaus with different policies', () => {
  it('takes both in, each under its own role, as tuf-js reads it', async () => {
    expect(made.outcome).toMatchObject({ taken: [A, B], refused: [], waiting: [], renewed: true });
    for (const id of [A, B]) {
      expect(await names(made.province, id)).toEqual([`${id}中心卫生院`, `${id}和安诊所`].sort());
      expect(await tufJs(made.province, id, `${id}/2026/records.json`)).toBe('accepts');
    }
    const policies = await Promise.all([A, B].map((id) => released(made.province, id)));
    expect(policies.map((one) => one.ok && one.value.terms.id)).toEqual(['wugang', 'jinjiang']);
  });

  it('never holds a private key of a bureau, and signs none of its files', async () => {
    const keys = (await readdir(join(made.province, 'keys'))).sort();
    expect(keys.filter((name) => name.endsWith('.key.json'))).toHaveLength(5);
    for (const id of [A, B]) {
      const [own] = (await readdir(join(made.bureaus[id] ?? '', 'site/d/metadata'))).filter((name) =>
        /\.targets\./.test(name),
      );
      const [role] = (await readdir(join(made.province, 'site/d/metadata'))).filter((name) => name.includes(`.${id}.`));
      const texts = [
        join(made.bureaus[id] ?? '', 'site/d/metadata', own ?? ''),
        join(made.province, 'site/d/metadata', role ?? ''),
      ];
      const [signedThere, servedHere] = await Promise.all(texts.map((file) => readFile(file, 'utf8')));
      expect(servedHere).toBe(signedThere);
    }
  });

  it('makes every page itself, under its own root, with the staff list that the record commits to', async () => {
    const release = await released(made.province, A);
    if (!release.ok) throw new Error(JSON.stringify(release.fault));
    const record = release.value.records.find(({ name }) => name.includes('卫生院'));
    const html = await readFile(join(made.province, `site/${A}/i/${record?.code}.html`), 'utf8');
    const proof = proofOfPage(html);
    expect(proof?.pin.rootSha256).toBe(made.outcome.fingerprint);
    expect(proof?.openings.map(({ body }) => body.type)).toContain('staff');
    expect(html).toContain(`/${A}/assets/page-1.js`);
    const files = [...(await readTree(join(made.province, 'site', A, 'assets'))).keys()].sort();
    expect(files).toEqual(['delegated-1.js', 'page-1.js', 'page-en-1.js']);
    const worker = await readFile(join(made.province, 'site', A, 'sw.js'), 'utf8');
    for (const name of files) expect(worker).toContain(`{url:"assets/${name}",revision:null}`);
  });

  it('does nothing when nothing is new, and renews by the online key alone', async () => {
    const { province } = await world();
    expect(await refreshAll(province, dist)).toMatchObject({ taken: [], renewed: false });
    const before = await readTree(join(province, 'site', B, 'd/targets'));
    const later = new Date('2026-04-15T02:00:00Z');
    expect(await refreshAll(province, dist, later)).toMatchObject({ taken: [], refused: [], renewed: true });
    expect(await readTree(join(province, 'site', B, 'd/targets'))).toEqual(before);
    for (const id of [A, B]) expect((await released(province, id, later)).ok).toBe(true);
  });

  it('what one bureau delivers changes no byte of what another signed or shows', async () => {
    const { where, province } = await world();
    const bytesOf = async () =>
      new Map(
        [...(await readTree(join(province, 'site', B)))].filter(
          ([path]) => !/^d\/(?:metadata\/(?!\d+\.county)|bundle)/.test(path),
        ),
      );
    const before = await bytesOf();
    await nextOf(where, A, ['中心卫生院', '新开诊所']);
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [] });
    expect(await names(province, A, LATER)).toEqual([`${A}中心卫生院`, `${A}新开诊所`].sort());
    expect(before.size).toBeGreaterThan(20);
    expect(await bytesOf()).toEqual(before);
  });
});

/** What stands of both bureaus is what stood, and `id` was refused with `code`. */
async function refusedAlone(province: string, id: string, code: string, now = LATER) {
  const before = await names(province, id, now);
  const outcome = await refreshAll(province, dist, now);
  expect(outcome.refused).toMatchObject([{ bureau: id, refusal: { code } }]);
  expect(await names(province, id, now)).toEqual(before);
  return outcome;
}

describe('what a province refuses to take in, while the other bureaus go on', () => {
  it('A delivers B’s release under its own name', async () => {
    const { where, province, b } = await world();
    await nextOf(where, B, ['中心卫生院']);
    await deliver(b, province, A);
    const before = await names(province, A, LATER);
    const outcome = await refreshAll(province, dist, LATER);
    expect(outcome).toMatchObject({ taken: [B], refused: [{ bureau: A, refusal: { code: 'other-bureau' } }] });
    // Whose it is stands there, and no word of stolen keys.
    expect(JSON.stringify(outcome.refused)).toMatch(new RegExp(`${B}.*[0-9a-f]{64}`));
    expect(await names(province, A, LATER)).toEqual(before);
  });

  it('A’s older release is put back', async () => {
    const { where, province } = await world();
    await cp(join(province, 'inbox', A), join(where, 'old'), { recursive: true });
    await nextOf(where, A, ['中心卫生院']);
    expect((await refreshAll(province, dist, LATER)).taken).toEqual([A]);
    await rm(join(province, 'inbox', A), { recursive: true });
    await cp(join(where, 'old'), join(province, 'inbox', A), { recursive: true });
    await refusedAlone(province, A, 'older');
  });

  it('a delivery that is half there, or bent by one byte', async () => {
    const { where, province } = await world();
    const inbox = await nextOf(where, A, ['中心卫生院']);
    const [index = ''] = (await readdir(join(inbox, `d/targets/${A}/2026`))).filter((name) =>
      name.endsWith('index.bin'),
    );
    const file = join(inbox, `d/targets/${A}/2026`, index);
    const bytes = await readFile(file);
    await rm(file);
    await refusedAlone(province, A, 'not-genuine');
    await writeFile(file, Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))));
    await refusedAlone(province, A, 'not-genuine');
    await writeFile(file, bytes);
    expect((await refreshAll(province, dist, LATER)).taken).toEqual([A]);
  });

  it('a delivery that was changed after it was taken in, under the same number', async () => {
    const { province } = await world();
    const inbox = join(province, 'inbox', A);
    const [index = ''] = (await readdir(join(inbox, `d/targets/${A}/2026`))).filter((one) => one.endsWith('index.bin'));
    const file = join(inbox, `d/targets/${A}/2026`, index);
    const bytes = await readFile(file);
    await writeFile(file, Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))));
    const { refused } = await refusedAlone(province, A, 'altered');
    expect(JSON.stringify(refused)).toContain(`第1号清单，d/targets/${A}/2026/${index}`);
    await writeFile(file, bytes);
    // A page of it, which nobody serves, is looked at where it is asked for; that its own confirmation has expired is no change.
    const [page = ''] = (await readdir(join(inbox, 'i'))).filter((one) => one.endsWith('.html'));
    const html = await readFile(join(inbox, 'i', page), 'utf8');
    await writeFile(join(inbox, 'i', page), html.replaceAll('county-a', 'county-x'));
    const later = new Date('2026-06-15T02:00:00Z');
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ refused: [] });
    const forced = await refreshAll(province, dist, later, true);
    expect(forced.refused).toMatchObject([{ bureau: A, refusal: { code: 'altered' } }]);
    expect(JSON.stringify(forced.refused)).toContain(`i/${page}`);
    await writeFile(join(inbox, 'i', page), html);
    expect(await refreshAll(province, dist, later, true)).toMatchObject({ taken: [], refused: [], renewed: true });
  });

  it('a delivery whose own signatures have expired', async () => {
    const { where, province } = await world();
    await nextOf(where, A, ['中心卫生院']);
    const outcome = await refusedAlone(province, A, 'not-genuine', new Date('2026-06-15T02:00:00Z'));
    expect(JSON.stringify(outcome.refused)).toContain('"expired"');
  });

  it('pages and scripts of a delivery are never served: what is bent in them is refused or left behind', async () => {
    const { where, province } = await world();
    const inbox = await nextOf(where, A, ['中心卫生院']);
    await writeFile(join(inbox, 'assets/page-0.js'), 'steal()');
    await writeFile(join(inbox, 'index.html'), '<script src="/county-a/assets/steal.js"></script>');
    await writeFile(join(inbox, 'assets/steal.js'), 'steal()');
    expect((await refreshAll(province, dist, LATER)).taken).toEqual([A]);
    for (const [path, bytes] of await readTree(join(province, 'site', A))) {
      expect(Buffer.from(bytes).toString('latin1'), path).not.toContain('steal');
    }
  });
});

describe('a bureau whose pages are no plain files', () => {
  const publishedAs = async (pages: string) => {
    const { where, province, a } = await world();
    await changeBureau(where, A, ['中心卫生院']);
    const file = join(a, 'bureau.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), pages }));
    await publishBureau(a, dist, LATER);
    return { province, inbox: await deliver(a, province, A) };
  };

  it('folders are taken in as files are, from its workspace or as they lie at its old host', async () => {
    const { province, inbox } = await publishedAs('folders');
    for (const lang of ['i', 'en/i']) {
      for (const name of (await readdir(join(inbox, lang))).filter((one) => one.endsWith('.html'))) {
        const html = await readFile(join(inbox, lang, name));
        await rm(join(inbox, lang, name));
        await mkdir(join(inbox, lang, name.slice(0, -'.html'.length)));
        await writeFile(join(inbox, lang, name.slice(0, -'.html'.length), 'index.html'), html);
      }
    }
    await register(province, inbox, LATER);
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [] });
    const pages = await readdir(join(province, 'site', A, 'i'));
    expect(pages.filter((name) => name.endsWith('.html'))).not.toEqual([]);
    expect(await names(province, A, LATER)).toEqual([`${A}中心卫生院`]);
  });

  it('pages on request are refused, at the registration too: no staff list comes with them', async () => {
    const { province, inbox } = await publishedAs('on-request');
    expect(await readCandidate(province, inbox, LATER)).toMatchObject({ fault: { code: 'pages-on-request' } });
    await refusedAlone(province, A, 'pages-on-request');
  });
});

describe('what a day or another build changes in a bureau’s folder', () => {
  const penalties = async (province: string, id: string) => {
    const texts = [...(await readTree(join(province, 'site', id)))].filter(([path]) => /\.(?:html|json)$/.test(path));
    return texts.filter(([, bytes]) => Buffer.from(bytes).toString('utf8').includes(`${id}卫医罚〔2025〕17号`)).length;
  };

  it('a penalty leaves pages and files on its day, by the online key alone', async () => {
    const { province } = await world();
    const openings = async () => (await readdir(join(province, 'site', A, 'd/targets', A, '2026'))).join();
    expect(await penalties(province, A)).toBeGreaterThan(0);
    expect(await openings()).toContain('penalties-2026-12-03');
    const lapsed = new Date('2026-12-04T02:00:00Z');
    expect(await refreshAll(province, dist, lapsed)).toMatchObject({ taken: [], refused: [], renewed: true });
    expect([await penalties(province, A), await penalties(province, B)]).toEqual([0, 0]);
    expect(await openings()).not.toContain('penalties-2026-12-03');
    expect(await names(province, A, lapsed)).toHaveLength(2);
  });

  it('pages that another build wrote are made anew from what is signed, with their staff lists', async () => {
    const { where, province } = await world();
    const other = join(where, 'dist');
    await cp(dist, other, { recursive: true });
    const info = await readFile(join(other, 'build.json'), 'utf8');
    await writeFile(join(other, 'build.json'), info.replace('/assets/page-1.js', '/assets/page-2.js'));
    await writeFile(join(other, 'province/assets/page-2.js'), '');
    expect(await refreshAll(province, other)).toMatchObject({ taken: [], renewed: true });
    for (const id of [A, B]) {
      const release = await released(province, id);
      const record = release.ok ? release.value.records.find(({ name }) => name.includes('卫生院')) : undefined;
      const html = await readFile(join(province, 'site', id, 'i', `${record?.code}.html`), 'utf8');
      expect(html).toContain('/assets/page-2.js');
      expect(html).toContain('周柏年');
    }
  });
});

describe('a province whose keys lie on media', () => {
  it('publishes at once with the media at hand, and remembers where each was seen', async () => {
    const { where, province } = await world();
    await mkdir(join(where, 'usb'));
    const keys = ['targets-1', 'targets-2'];
    for (const key of keys) await rename(join(province, `keys/${key}.key.json`), join(where, `usb/${key}.key.json`));
    await removeBureau(province, B);
    await writeFile(join(where, 'pass'), PASSPHRASE);
    const command = ['province', 'publish', 'province', '--passphrase-file', 'pass'];
    expect((await yixinma(where, command, LATER)).err).toContain('现有0把');
    const media = keys.flatMap((key) => ['--key', `usb/${key}.key.json`]);
    expect(await yixinma(where, [...command, ...media, '--export', 'x'], LATER)).toMatchObject({ code: 2 });
    // The command runs with the real build: that it signed is what counts here.
    await publishProvince({
      dir: province,
      now: LATER,
      dist,
      passphrase: PASSPHRASE,
      media: keys.map((key) => join(where, `usb/${key}.key.json`)),
    });
    expect(await readdir(join(province, 'site'))).not.toContain(B);
    expect(await readFile(join(province, 'keys/seen.json'), 'utf8')).toContain(join(where, 'usb'));
  });
});

describe('a bureau that is removed', () => {
  it('leaves with the next publication, and its number of versions goes on when it comes back', async () => {
    const { province } = await world();
    expect(await removeBureau(province, 'nobody')).toBe(false);
    expect(await removeBureau(province, B)).toBe(true);
    const outcome = await publishAll(province, dist, LATER);
    expect(outcome).toMatchObject({ taken: [], refused: [] });
    expect((await readdir(join(province, 'site'))).includes(B)).toBe(false);
    expect(await readFile(join(province, 'site/index.html'), 'utf8')).not.toContain(B);
    expect(await names(province, A, LATER)).toHaveLength(2);
    // The snapshot lists it still: a phone that saw it would take a shorter list for a rollback.
    expect(await tufJs(province, A, `${A}/2026/records.json`, LATER)).toBe('accepts');
    const metadata = await readdir(join(province, 'site/d/metadata'));
    const snapshot = metadata.find((name) => name.endsWith('.snapshot.json'));
    expect(await readFile(join(province, 'site/d/metadata', snapshot ?? ''), 'utf8')).toContain(`"${B}.json"`);
  });
});

describe('how the platform stands', () => {
  const list = async (where: string, now: Date, command = ['province', 'list']) =>
    yixinma(where, [...command, 'province'], now);

  it('of each bureau: what is out, since when, until when, and what was refused', async () => {
    const { where, province, a } = await world();
    const good = await list(where, NOW);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toContain('最近确认（时间戳）：有效至2026-04-15');
    expect(good.out.match(/2026年度，第1号公布，2026-01-15，2026-01-15收下/g)).toHaveLength(2);
    expect(good.out).toContain(made.outcome.fingerprint);
    expect(await list(where, NOW, ['status'])).toMatchObject({ code: 0, out: good.out });
    // B's whole workspace, and a folder of nobody: named by the renewal, and by whoever looks a week later.
    await mkdir(join(province, 'inbox/nobody/d'), { recursive: true });
    await rm(join(province, 'inbox', B), { recursive: true });
    await cp(join(where, B), join(province, 'inbox', B), { recursive: true, verbatimSymlinks: true });
    const refreshed = await yixinma(where, ['province', 'refresh', 'province'], LATER);
    expect([refreshed.code, refreshed.err]).toEqual([
      1,
      expect.stringMatching(/county-b：.*keys rotate.*inbox\/nobody/s),
    ]);
    const week = new Date('2026-01-27T02:00:00Z');
    expect((await list(where, week, ['status'])).code).toBe(1);
    expect((await list(where, week)).out).toMatch(
      /county-b卫生健康局.*⚠ 2026-01-20起：交来的是整个工作文件夹.*inbox\/nobody/s,
    );
    // The bureau's own signature runs out before the province's does.
    expect((await list(where, new Date('2027-02-01T02:00:00Z'))).out).toMatch(/⚠ 签名有效至2027-02-19，只剩18天/);
    await removeBureau(province, B);
    expect((await list(where, week)).out).toContain('已移除，网站上还在');
    await register(province, await deliver(a, province, A), LATER);
    expect(await publishAll(province, dist, LATER)).toMatchObject({ refused: [] });
    expect((await list(where, LATER)).out).not.toContain(`${B}卫生健康局`);
  });

  it('a bureau’s folder of the site that was changed by hand is named', async () => {
    const { where, province } = await world();
    const at = join(province, 'site', A, 'd/targets', A, '2026');
    const [index = ''] = (await readdir(at)).filter((name) => name.endsWith('index.bin'));
    await writeFile(join(at, index), '');
    const found = await list(where, NOW, ['status']);
    expect([found.code, found.out]).toEqual([1, expect.stringContaining('网站上它的文件核验不通过')]);
  });
});
