/** Which file goes to a host when, and what is known of a host. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Manifest, manifestText, parseManifest, UNKNOWN } from '../../../src/node/hosting/manifest.ts';
import { inOrder, mayHold, STEPS, stepOf, uploadLists } from '../../../src/node/hosting/order.ts';

const site = [
  'sw.js',
  'index.html',
  'i/7K3M9PQ2XD.html',
  'd/metadata/timestamp.json',
  'd/metadata/1.root.json',
  'd/metadata/12.targets.json',
  'd/bundle.json',
  'd/targets/example/2026/0a.index.bin',
  'assets/page-0.js',
];

describe('order', () => {
  it('sends what names never change first, then timestamp and bundle, then pages, the worker last', () => {
    expect(inOrder(site)).toEqual([
      'assets/page-0.js',
      'd/metadata/1.root.json',
      'd/metadata/12.targets.json',
      'd/targets/example/2026/0a.index.bin',
      'd/metadata/timestamp.json',
      'd/bundle.json',
      'i/7K3M9PQ2XD.html',
      'index.html',
      'sw.js',
    ]);
  });

  it.each([
    ['d/metadata/timestamp.json', 'newest'],
    ['d/something-new.json', 'newest'],
    ['sw.js', 'worker'],
    ['404.html', 'pages'],
    ['pictures/police.png', 'pages'],
    ['en/i/7K3M9PQ2XD.html', 'pages'],
  ])('%s is of the step %s', (path, step) => {
    expect(stepOf(path)).toBe(step);
  });
});

const paths = fc.constantFrom(...site, 'd/targets/example/2026/0b.penalties-2026-06-30.bin', 'lists.html');
const manifests = fc
  .dictionary(
    paths,
    fc.constantFrom('1', '2', '3').map((digit) => digit.repeat(64)),
  )
  .map((files): Manifest => new Map(Object.entries(files)));

describe('lists', () => {
  it('make a host hold the site, whatever it held before', () => {
    fc.assert(
      fc.property(manifests, manifests, (now, host) => {
        const lists = uploadLists(now, host);
        const after = new Map(host);
        for (const step of STEPS) for (const path of lists[step]) after.set(path, now.get(path) ?? '');
        for (const path of lists.gone) after.delete(path);
        expect(new Map([...after].sort())).toEqual(new Map([...now].sort()));
      }),
    );
  });

  it('name nothing that is there already', () => {
    fc.assert(
      fc.property(manifests, (now) => {
        expect(uploadLists(now, now)).toEqual({ content: [], newest: [], pages: [], worker: [], gone: [] });
      }),
    );
  });

  it('after uploads that were cut anywhere and never confirmed, still make the host hold the site', () => {
    const cut = fc.record({ next: manifests, sent: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 4 }), manifests, (uploads, now) => {
        let known: Manifest = new Map();
        const host = new Map<string, string>();
        for (const { next, sent } of uploads) {
          const { gone, ...steps } = uploadLists(next, known);
          const todo = STEPS.flatMap((step) => steps[step]);
          for (const [at, path] of todo.entries()) if (sent[at]) host.set(path, next.get(path) ?? '');
          for (const [at, path] of gone.entries()) if (sent[at]) host.delete(path);
          known = mayHold(known, next);
        }
        const lists = uploadLists(now, known);
        for (const step of STEPS) for (const path of lists[step]) host.set(path, now.get(path) ?? '');
        for (const path of lists.gone) host.delete(path);
        expect(new Map([...host].sort())).toEqual(new Map([...now].sort()));
      }),
    );
  });
});

describe('manifest', () => {
  it('reads what it writes, unknown files too', () => {
    const manifest = new Map([['pictures/图标.png', 'a'.repeat(64)] as const, ['sw.js', UNKNOWN] as const]);
    expect(parseManifest(manifestText(manifest))).toEqual(manifest);
  });

  it('a damaged line makes it unreadable, not shorter', () => {
    expect(parseManifest(`${'a'.repeat(64)}  sw.js\n${'b'.repeat(63)}`)).toBeNull();
  });
});
