/** Stolen keys in a province: of one bureau, of the online key, of both. None speaks for another bureau. */

import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../../src/core/domain/bytes.ts';
import { chinaDay, isoDate } from '../../src/core/domain/iso-date.ts';
import { targetFile } from '../../src/core/trust/trusted.ts';
import { signOnline } from '../../src/node/province/signing.ts';
import type { Refusal } from '../../src/node/province/take-in.ts';
import { loadOnlineSigner, loadSigners } from '../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../src/node/publish/signing/metadata.ts';
import { loadPrevious, type Previous } from '../../src/node/publish/signing/previous.ts';
import { assemble } from '../../src/node/publish/signing/repository.ts';
import {
  head,
  keysOfRoot,
  LIFETIMES,
  listedFile,
  listing,
  readOwn,
  signedText,
} from '../../src/node/publish/signing/roles.ts';
import { rotateKey } from '../../src/node/publish/signing/rotate.ts';
import { readTree, replaceFile } from '../../src/node/publish/site.ts';
import { A, B, makeProvinceDir, publishAll, refreshAll, register, released } from '../support/province.ts';
import { LATER, provinceWorld } from '../support/province-world.ts';
import { yixinma } from '../support/verified-site.ts';
import { COST, PASSPHRASE } from '../support/workspace.ts';

const { dist, free, world, nextOf: next } = provinceWorld('province-attacks');
/** Of A, which was robbed. */
const nextOf = (where: string, names: readonly string[], now = LATER) => next(where, A, names, now);

async function previousIn(site: string): Promise<Previous> {
  const previous = await loadPrevious(join(site, 'd'));
  if (previous === null) throw new Error('nothing is published');
  return previous;
}

const outcomeOf = async (province: string, id: string, now = LATER) => {
  const release = await released(province, id, now);
  return release.ok ? release.value.records.map(({ name }) => name).sort() : release.fault.map(({ code }) => code);
};

/** The province's site with these lists of bureaus, confirmed by its online key: what a thief of that key can do. */
async function confirmBy(province: string, roles: ReadonlyMap<string, string>): Promise<void> {
  const previous = await previousIn(join(province, 'site'));
  const signer = await loadOnlineSigner(join(province, 'keys'));
  const signed = signOnline({ previous, top: previous, roles, signer, mark: null, now: LATER });
  for (const id of [A, B]) {
    const folder = join(province, 'site', id);
    const version = (text: string, role: 'snapshot' | 'targets') => readOwn(text, role).version;
    await replaceFile(folder, `d/metadata/${version(signed.snapshot, 'snapshot')}.snapshot.json`, signed.snapshot);
    await replaceFile(folder, 'd/metadata/timestamp.json', signed.timestamp);
    const role = roles.get(id);
    if (role !== undefined) await replaceFile(folder, `d/metadata/${version(role, 'targets')}.${id}.json`, role);
  }
}

/** A list of B's files in which one is forged, signed with the keys of `keys`. */
async function forgedList(province: string, keys: string): Promise<string> {
  const folder = join(province, 'site', B);
  const held = readOwn((await previousIn(folder)).role ?? '', 'targets');
  const forged = utf8('{"releases":[]}');
  const { sha256 } = listing(forged).hashes;
  await replaceFile(folder, `d/targets/${B}/2026/${sha256}.records.json`, forged);
  const { targets } = await loadSigners(keys, PASSPHRASE);
  const text = {
    ...head('targets', held.version + 1, LATER, LIFETIMES),
    targets: { [`${B}/2026/records.json`]: listing(forged) },
  };
  return signedText(text, targets);
}

describe('a stolen key of one bureau', () => {
  it('signs another bureau’s files: they are not taken in, and the others go on', async () => {
    const { province, a } = await world();
    const previous = await previousIn(join(a, 'site'));
    const targets = new Map<string, Bytes>([[`${B}/2026/records.json`, utf8('{"releases":[]}')]]);
    const signers = await loadSigners(join(a, 'keys'), PASSPHRASE);
    const stolen = signRepository({ previous, targets, bundled: [], signers, now: LATER });
    for (const [path, bytes] of stolen.files) await replaceFile(join(province, 'inbox', A), `d/${path}`, bytes);
    const before = [await outcomeOf(province, A), await outcomeOf(province, B)];
    expect((await refreshAll(province, dist, LATER)).refused).toMatchObject([
      { bureau: A, refusal: { code: 'foreign-path', detail: `${B}/2026/records.json` } },
    ]);
    expect([await outcomeOf(province, A), await outcomeOf(province, B)]).toEqual(before);
  });

  it('together with the province’s online key signs another bureau’s list: every reader refuses it', async () => {
    const { province, a } = await world();
    await confirmBy(province, new Map([[B, await forgedList(province, join(a, 'keys'))]]));
    expect(await outcomeOf(province, B)).toEqual(['signature']);
    expect(await outcomeOf(province, A)).toHaveLength(2);
    // The timer writes what it holds itself, and all is well.
    await refreshAll(province, dist, LATER, true);
    expect(await outcomeOf(province, B)).toHaveLength(2);
  });

  it('signs other files under the number that is out', async () => {
    const { where, province } = await world();
    await cp(join(where, A), join(where, 'fork'), { recursive: true, verbatimSymlinks: true });
    await nextOf(where, ['中心卫生院']);
    expect((await refreshAll(province, dist, LATER)).taken).toEqual([A]);
    await rm(join(where, A), { recursive: true });
    await cp(join(where, 'fork'), join(where, A), { recursive: true, verbatimSymlinks: true });
    await nextOf(where, ['另一家', '和安诊所']);
    expect((await refreshAll(province, dist, LATER)).refused).toMatchObject([{ refusal: { code: 'equal-version' } }]);
    // One number further its log is still not the one that was seen.
    await nextOf(where, ['另一家'], new Date('2026-01-21T02:00:00Z'));
    const outcome = await refreshAll(province, dist, new Date('2026-01-21T02:00:00Z'));
    expect(outcome.refused).toMatchObject([{ bureau: A, refusal: { code: 'log-rewritten' } }]);
    expect(await outcomeOf(province, A)).toEqual([`${A}中心卫生院`]);
  });
});

/** The list of A's files that is out, changed and signed with all keys of A, in A's folder of the inbox. */
async function signChanged(where: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const [site, keys] = [join(where, A, 'site'), join(where, A, 'keys')];
  const previous = await previousIn(site);
  const { targets: signers, online } = await loadSigners(keys, PASSPHRASE);
  const { signed } = JSON.parse(previous.targets);
  const next = {
    ...signed,
    version: signed.version + 1,
    ...change,
    targets: { ...signed.targets, ...(change.targets ?? {}) },
  };
  const targets = signedText(next, signers);
  const above = (role: 'snapshot' | 'timestamp') =>
    head(role, readOwn(previous[role], role).version + 1, LATER, LIFETIMES);
  const meta = { 'targets.json': listedFile(targets, next.version) };
  const snapshot = signedText({ ...above('snapshot'), meta }, [online]);
  const lists = { 'snapshot.json': listedFile(snapshot, readOwn(snapshot, 'snapshot').version) };
  const timestamp = signedText({ ...above('timestamp'), meta: lists }, [online]);
  const { files } = assemble({ ...previous, targets, snapshot, timestamp }, new Map());
  for (const [path, bytes] of files) await replaceFile(join(where, 'province/inbox', A), `d/${path}`, bytes);
}

describe('every key of one bureau', () => {
  const role = { keyids: [], threshold: 1, terminating: false, paths: [`${A}/*`] };
  const SIGNED: readonly [what: string, change: Readonly<Record<string, unknown>>, code: Refusal['code']][] = [
    ['the highest number there is', { version: Number.MAX_SAFE_INTEGER }, 'leap'],
    ['a number that leaves years of work', { version: 10_002 }, 'leap'],
    ['a day that is still to come', { 'x-signed-at': '2026-01-21T02:00:01Z' }, 'ahead'],
    ['a role that nobody lists', { delegations: { keys: {}, roles: [{ name: 'x', ...role }] } }, 'not-genuine'],
    ['the role of another bureau', { delegations: { keys: {}, roles: [{ name: B, ...role }] } }, 'not-genuine'],
    ['a file without hash', { targets: { [`${A}/x`]: { length: 1 } } }, 'not-genuine'],
    ['a name that is none', { targets: { [`${A}/..`]: listing(utf8('')) } }, 'not-genuine'],
  ];

  it('signs what no phone could read, or what would bind it for ever: it is not taken in, and all goes on', async () => {
    const { where, province } = await world();
    const before = [await outcomeOf(province, A), await outcomeOf(province, B)];
    for (const [what, change, code] of SIGNED) {
      await signChanged(where, change);
      expect((await refreshAll(province, dist, LATER)).refused, what).toMatchObject([{ bureau: A, refusal: { code } }]);
      expect([await outcomeOf(province, A), await outcomeOf(province, B)], what).toEqual(before);
    }
    await signChanged(where, { version: 10_001, 'x-signed-at': '2026-01-21T02:00:00Z' });
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [] });
  });

  it.each([
    'steal.js',
    '../assets/steal.js',
    '../sw.js',
    'steal.html',
  ])('signs a script as the picture of its footer (%s): none is served from the host that all bureaus share', async (name) => {
    const { where, province } = await world();
    const { signed } = JSON.parse((await previousIn(join(where, A, 'site'))).targets);
    const path = Object.keys(signed.targets).find((one) => one.endsWith('/bureau.json')) ?? '';
    const file = (sha256: string) => `d/${targetFile(path, sha256)}`;
    const held = await readFile(join(where, A, 'site', file(signed.targets[path].hashes.sha256)), 'utf8');
    const bureau = utf8(JSON.stringify({ ...JSON.parse(held), publicSecurityPicture: name }));
    const inbox = join(where, 'province/inbox', A);
    await replaceFile(inbox, file(listing(bureau).hashes.sha256), bureau);
    await signChanged(where, { targets: { [path]: listing(bureau) } });
    await replaceFile(inbox, join('pictures', name), 'RIFF0000WEBP=steal()');
    const outcome = await refreshAll(province, dist, LATER);
    expect(outcome).toMatchObject({ taken: [A], refused: [] });
    for (const [served, bytes] of await readTree(join(province, 'site', A))) {
      expect(Buffer.from(bytes).toString('latin1'), served).not.toContain('steal()');
    }
  });

  it('drives the number up: the bureau writes it down, as the refusal says, and goes on from there', async () => {
    const { where, province, a } = await world();
    await signChanged(where, { version: 5_000 });
    expect((await refreshAll(province, dist, LATER)).taken).toEqual([A]);
    await nextOf(where, ['中心卫生院']);
    expect((await refreshAll(province, dist, LATER)).refused).toMatchObject([
      { bureau: A, refusal: { code: 'older', detail: '5000' } },
    ]);
    const mark = join(a, 'keys/published.json');
    await writeFile(mark, JSON.stringify({ ...JSON.parse(await readFile(mark, 'utf8')), targets: 5_000 }));
    await nextOf(where, ['和安诊所']);
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [] });
    expect(await outcomeOf(province, A)).toEqual([`${A}和安诊所`]);
  });
});

describe('the province’s stolen online key', () => {
  it('cannot change any grade: what it signs instead of a bureau is refused', async () => {
    const { province } = await world();
    const online = await loadOnlineSigner(join(province, 'keys'));
    const { role = '' } = await previousIn(join(province, 'site', B));
    const bent = readOwn(role, 'targets');
    const text = { ...head('targets', bent.version + 1, LATER, LIFETIMES), targets: {} };
    await confirmBy(province, new Map([[B, signedText(text, [online])]]));
    expect(await outcomeOf(province, B)).toEqual(['signature']);
  });

  it('is replaced by the next publication: the stolen one then confirms nothing', async () => {
    const { province } = await world();
    const { roots } = await previousIn(join(province, 'site'));
    const held = keysOfRoot(readOwn(roots[0] ?? '', 'root'));
    const stolen = await loadOnlineSigner(join(province, 'keys'));
    const directory = join(province, 'keys');
    await rotateKey({ directory, name: 'online', passphrase: PASSPHRASE, held, day: chinaDay(LATER), cost: COST });
    expect(await publishAll(province, dist, LATER)).toMatchObject({ refused: [], renewed: true });
    for (const id of [A, B]) expect(await outcomeOf(province, id)).toHaveLength(2);
    const now = await previousIn(join(province, 'site', A));
    expect(now.roots).toHaveLength(2);
    const timestamp = readOwn(now.timestamp, 'timestamp');
    const forged = { ...head('timestamp', timestamp.version + 1, LATER, LIFETIMES), meta: {} };
    const text = signedText(forged, [stolen]);
    await replaceFile(join(province, 'site', A), 'd/metadata/timestamp.json', text);
    expect(await outcomeOf(province, A)).toEqual(['signature']);
  });

  it('cannot delegate to anybody: the list of bureaus is not its to sign', async () => {
    const { province } = await world();
    const { roots } = await previousIn(join(province, 'site'));
    const held = keysOfRoot(readOwn(roots[0] ?? '', 'root'));
    const { keyid } = await loadOnlineSigner(join(province, 'keys'));
    expect(held.roles.targets.keyids).not.toContain(keyid);
    expect(held.roles.targets.threshold).toBe(2);
  });
});

describe('keys of a bureau that were replaced', () => {
  it('are refused until the province delegates to them; then what they sign is taken in', async () => {
    const { where, province, a } = await world();
    const { roots } = await previousIn(join(a, 'site'));
    const held = keysOfRoot(readOwn(roots.at(-1) ?? '', 'root'));
    const keys = { directory: join(a, 'keys'), passphrase: PASSPHRASE, held, day: isoDate('2026-01-20'), cost: COST };
    await rotateKey({ ...keys, name: 'targets-1' });
    await nextOf(where, ['中心卫生院']);
    const [refusal] = (await refreshAll(province, dist, LATER)).refused;
    expect(refusal).toMatchObject({ bureau: A, refusal: { code: 'other-keys' } });
    await register(province, join(province, 'inbox', A), LATER);
    expect(await publishAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [] });
    expect(await outcomeOf(province, A)).toEqual([`${A}中心卫生院`]);
  });

  it('are not delegated to while nothing signed with them was delivered: phones would refuse the bureau', async () => {
    const { where, province, a } = await world();
    const { roots } = await previousIn(join(a, 'site'));
    const held = keysOfRoot(readOwn(roots.at(-1) ?? '', 'root'));
    const keys = { directory: join(a, 'keys'), passphrase: PASSPHRASE, held, day: isoDate('2026-01-20'), cost: COST };
    await rotateKey({ ...keys, name: 'targets-1' });
    await rotateKey({ ...keys, name: 'targets-2' });
    await nextOf(where, ['中心卫生院']);
    await register(province, join(province, 'inbox', A), LATER);
    await rm(join(province, 'inbox', A), { recursive: true });
    await expect(publishAll(province, dist, LATER)).rejects.toThrow(`inbox/${A}`);
    expect(await outcomeOf(province, A)).toHaveLength(2);
  });
});

/** Bends the file that was read. */
async function bend(file: string, how: (text: string) => string): Promise<void> {
  await writeFile(file, how(await readFile(file, 'utf8')));
}

/** The build with a renderer that throws at whatever is A's. */
async function throwingBuild(where: string): Promise<string> {
  const broken = join(where, 'dist');
  await cp(dist, broken, { recursive: true });
  await rename(join(broken, 'render.js'), join(broken, 'sound.js'));
  await writeFile(
    join(broken, 'render.js'),
    `import { renderInstitutionPage as sound } from './sound.js';
export * from './sound.js';
export const renderInstitutionPage = (input) => {
  if (input.bureau.id === '${A}') throw new Error('no such word');
  return sound(input);
};
`,
  );
  return broken;
}

/** The newest of the bureau's lists of files in a delivery; a page of it. */
async function listIn(inbox: string): Promise<string> {
  const version = readOwn((await previousIn(inbox)).targets, 'targets').version;
  return join(inbox, `d/metadata/${version}.targets.json`);
}
async function pageIn(inbox: string): Promise<string> {
  const pages = (await readdir(join(inbox, 'i'))).filter((name) => name.endsWith('.html'));
  return join(inbox, 'i', pages.sort()[0] ?? '');
}

/** Puts something else in the place of a file. */
async function instead(file: string, put: (file: string) => unknown): Promise<void> {
  await rm(file, { recursive: true });
  await put(file);
}

interface Expected {
  readonly code: Refusal['code'];
  readonly problems?: readonly object[];
}

const BENT: readonly (readonly [what: string, bend: (inbox: string) => Promise<void>, refusal?: Expected])[] = [
  ['a list of files that is garbage', async (inbox) => bend(await listIn(inbox), () => 'garbage')],
  ['a list of files cut in half', async (inbox) => bend(await listIn(inbox), (text) => text.slice(0, text.length / 2))],
  [
    'a list without files',
    async (inbox) => bend(await listIn(inbox), (text) => text.replace('"targets":{', '"other":{')),
  ],
  ['a page with an opening of nothing', async (inbox) => bend(await pageIn(inbox), withOpenings('[{},null,5,'))],
  ['a page whose openings are no list', async (inbox) => bend(await pageIn(inbox), withOpenings('5,"x":['))],
  ['a page of more than a megabyte', async (inbox) => bend(await pageIn(inbox), (text) => text + ' '.repeat(2 ** 20))],
  ['a bundle that is garbage', (inbox) => bend(join(inbox, 'd/bundle.json'), () => '{')],
  ['a folder in the place of the timestamp', (inbox) => instead(join(inbox, 'd/metadata/timestamp.json'), mkdirAt)],
  ['a pipe that never ends', (inbox) => instead(join(inbox, 'd/metadata/timestamp.json'), pipeAt)],
  [
    'a page that is a link out of the delivery',
    async (inbox) => instead(await pageIn(inbox), (file) => symlink('/etc/hostname', file)),
  ],
  [
    'a list of more data than a bureau can have',
    async (inbox) => bend(await listIn(inbox), (text) => text.replace(/"length":\d+/, '"length":330000001')),
    { code: 'not-genuine', problems: [{ file: 'd/targets' }] },
  ],
  [
    'a site of keys founded anew',
    (inbox) => bend(join(inbox, 'd/metadata/1.root.json'), (t) => `${t} `),
    { code: 'other-root' },
  ],
  ['a site one folder too deep', (inbox) => deeper(inbox), { code: 'nested' }],
  ['a whole workspace with its private keys', (inbox) => deeper(inbox, 'keys'), { code: 'workspace' }],
  ['files that are no site', (inbox) => rm(join(inbox, 'd'), { recursive: true }), { code: 'no-site' }],
];

const withOpenings = (start: string) => (html: string) => html.replace('"openings":[', `"openings":${start}`);
/** All of it into a folder `site`, and another folder beside that. */
async function deeper(inbox: string, beside = 'logs'): Promise<void> {
  await rename(inbox, `${inbox}-whole`);
  await mkdir(join(inbox, beside), { recursive: true });
  await rename(`${inbox}-whole`, join(inbox, 'site'));
}

const mkdirAt = (file: string) => mkdir(file);
const pipeAt = (file: string) => execFileSync('mkfifo', [file]);

describe('one bureau’s bent delivery stops nobody else', () => {
  let ready: string;
  beforeAll(async () => {
    ready = (await world()).where;
    for (const id of [A, B]) await next(ready, id, ['中心卫生院']);
  });

  it.each(BENT.map(([what, bent, refusal = { code: 'not-genuine' }]) => ({ what, bent, refusal })))('$what', async ({
    bent,
    refusal,
  }) => {
    const where = free();
    const province = join(where, 'province');
    await cp(join(ready, 'province'), province, { recursive: true, verbatimSymlinks: true });
    const before = (await previousIn(join(province, 'site'))).timestamp;
    await bent(join(province, 'inbox', A));
    const outcome = await refreshAll(province, dist, LATER);
    expect(outcome).toMatchObject({ taken: [B], refused: [{ bureau: A, refusal }] });
    expect([await outcomeOf(province, A), await outcomeOf(province, B)]).toEqual([
      [`${A}中心卫生院`, `${A}和安诊所`].sort(),
      [`${B}中心卫生院`],
    ]);
    expect((await previousIn(join(province, 'site'))).timestamp).not.toBe(before);
  });

  it('a release, validly signed, at which the renderer throws: it waits, and is taken in once the program is mended', async () => {
    const where = free();
    const province = join(where, 'province');
    await cp(join(ready, 'province'), province, { recursive: true, verbatimSymlinks: true });
    const pagesOfA = async () => (await readdir(join(province, 'site', A, 'i'))).sort();
    const before = await pagesOfA();
    const broken = await throwingBuild(where);
    const refused = [{ bureau: A, refusal: { code: 'not-written', detail: 'no such word' } }];
    expect(await refreshAll(province, broken, LATER)).toMatchObject({ taken: [B], refused });
    expect([await outcomeOf(province, A), await outcomeOf(province, B)]).toMatchObject([{ length: 2 }, { length: 1 }]);
    expect(await pagesOfA()).toEqual(before);
    // Nothing is signed every hour for its sake.
    expect(await refreshAll(province, broken, LATER)).toMatchObject({ taken: [], refused, renewed: false });
    expect(await refreshAll(province, dist, LATER)).toMatchObject({ taken: [A], refused: [], renewed: true });
    expect(await outcomeOf(province, A)).toEqual([`${A}中心卫生院`]);
  });

  it('a first release at which the renderer throws: the province opens without it', async () => {
    const where = free();
    const province = await makeProvinceDir(where);
    for (const id of [A, B]) {
      await cp(join(ready, 'province/inbox', id), join(province, 'inbox', id), { recursive: true });
      await register(province, join(province, 'inbox', id), LATER);
    }
    const outcome = await publishAll(province, await throwingBuild(where), LATER);
    expect(outcome).toMatchObject({ taken: [B], waiting: [A], refused: [{ bureau: A }] });
    expect(await outcomeOf(province, B)).toEqual([`${B}中心卫生院`]);
    expect(await readdir(join(province, 'site'))).not.toContain(A);
    // Whoever verifies the site reads the same, and no word of a fault.
    const out = expect.stringContaining(`· ${A}卫生健康局（${A}）：在名单上，还没有公布过`);
    expect(await yixinma(where, ['verify', 'province/site'], LATER)).toMatchObject({ code: 0, out });
  });
});

describe('who speaks for institutions of another', () => {
  const claim = (dir: string, code: string, id = `${A}-2`) =>
    appendFile(join(dir, 'codes.csv'), `${code},"${id}",2026-01-15\n`);
  const codeOf = async (province: string) => {
    const release = await released(province, B, LATER);
    return (release.ok && release.value.records[0]?.code) || '';
  };

  it.each([
    ['a code of another’s institution', ['中心卫生院', '和安诊所', '冒名诊所']],
    ['a tombstone for another’s institution', ['中心卫生院', '和安诊所']],
  ])('%s is not taken in, and the page of the other stays as it is', async (_, names) => {
    const { where, province, a } = await world();
    const code = await codeOf(province);
    await claim(a, code);
    const inbox = await nextOf(where, names);
    expect(await readdir(join(inbox, 'i'))).toContain(`${code}.html`);
    const page = () => readFile(join(province, 'site', B, `i/${code}.html`), 'utf8');
    const before = [await outcomeOf(province, A), await page()];
    expect((await refreshAll(province, dist, LATER)).refused).toMatchObject([
      { bureau: A, refusal: { code: 'code-taken', detail: `${code}（${B}）` } },
    ]);
    expect([await outcomeOf(province, A), await page()]).toEqual(before);
  });

  it('of two that bring the same code in the same hour one alone is taken in', async () => {
    const { where, province, b } = await world();
    const lines = async (id: string) => (await readFile(join(where, id, 'codes.csv'), 'utf8')).trimEnd().split('\n');
    const before = await lines(A);
    await nextOf(where, ['中心卫生院', '和安诊所', '新开诊所']);
    const [line = ''] = (await lines(A)).slice(before.length);
    await claim(b, line.slice(0, 10), `${B}-2`);
    await next(where, B, ['中心卫生院', '和安诊所', '冒名诊所']);
    expect(await refreshAll(province, dist, LATER)).toMatchObject({
      taken: [A],
      refused: [{ bureau: B, refusal: { code: 'code-taken', detail: expect.stringContaining(A) } }],
    });
  });
});

describe('what else is not published', () => {
  it.each([
    'name',
    'nameEn',
    'countyEn',
  ])('a bureau, or who stole its keys, that calls itself like another: %s', async (field) => {
    const { where, province, a, b } = await world();
    const [own, other] = await Promise.all(
      [a, b].map(async (dir) => JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8'))),
    );
    await writeFile(join(a, 'bureau.json'), JSON.stringify({ ...own, [field]: other[field] }));
    await nextOf(where, ['中心卫生院']);
    const { refused } = await refreshAll(province, dist, LATER);
    expect(refused).toMatchObject([{ bureau: A, refusal: { code: 'other-name', detail: other[field] } }]);
    const out = await released(province, A, LATER);
    expect(out.ok && out.value.bureau).toMatchObject({ [field]: own[field] });
  });

  it('pages that are printed for another address', async () => {
    const { where, province, a } = await world();
    const file = join(a, 'bureau.json');
    const config = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...config, basePath: '/elsewhere/' }));
    await nextOf(where, ['中心卫生院']);
    expect((await refreshAll(province, dist, LATER)).refused).toMatchObject([
      { bureau: A, refusal: { code: 'elsewhere', detail: 'https://yx.province.example.gov.cn/elsewhere/' } },
    ]);
  });

  it('an older site that a backup put back: the timer confirms it to nobody', async () => {
    const { where, province } = await world();
    await cp(join(province, 'releases'), join(where, 'backup'), { recursive: true });
    const [old = ''] = await readdir(join(where, 'backup'));
    await nextOf(where, ['中心卫生院']);
    await refreshAll(province, dist, LATER);
    await rm(join(province, 'inbox', A), { recursive: true });
    const [now = ''] = await readdir(join(province, 'releases'));
    await rm(join(province, 'releases', now), { recursive: true });
    await cp(join(where, 'backup', old), join(province, 'releases', now), { recursive: true });
    await expect(refreshAll(province, dist, LATER, true)).rejects.toThrow(A);
  });
});
