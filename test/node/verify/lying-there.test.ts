/** Files that nobody published, told by their names: what a dishonest host lays beside pages that verify. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProgramFile, lyingThere, type Program } from '../../../src/node/verify/lying-there.ts';
import { strangerKind } from '../../../src/node/verify/stranger-kind.ts';

const SIGNED = ['d/bundle.json', 'd/metadata/timestamp.json', 'i/7K3M9PQ2XD.html', 'en/i/7K3M9PQ2XD.html'];
const lying = (paths: readonly string[], program: Program = 'none') =>
  lyingThere([...SIGNED, ...paths], (path) => (SIGNED.includes(path) ? 'in force' : null), program);
const named = (paths: readonly string[], program: Program = 'none') =>
  lying(paths, program).problems.map(({ file }) => file);

describe('attack: beside what is signed lies', () => {
  it.each([
    ['a home page', 'index.html'],
    ['a home page by another suffix', 'index.htm'],
    ['a page under a folder of one letter', 'x/7K3M9PQ2XD.html'],
    ['a page of another code', 'i/CODE2.html'],
    ['a page in the other language', 'en/i/CODE2.html'],
    ['an English home page', 'en/index.html'],
    ['the code in small letters, for hosts that know no case', 'i/7k3m9pq2xd.HTML'],
    ['the folder in capitals', 'I/7K3M9PQ2XD.HTML'],
    ['a letter of another script', 'і/7K3M9PQ2XD.html'],
    ['a page with a dot behind it, which some systems drop', 'i/7K3M9PQ2XD.html.'],
    ['a page with a blank behind it', 'i/7K3M9PQ2XD.html '],
    ['an older page beside it', 'i/7K3M9PQ2XD.html.bak'],
    ['a hidden page', 'i/.hidden.html'],
    ['a folder under the code', 'i/7K3M9PQ2XD/index.html/index.html'],
    ['data for programs', 'i/CODE2.json'],
    ['data among the signed', 'd/targets/example/2026/index.bin'],
    ['a page among the metadata', 'd/metadata/index.html'],
    ['a worker', 'sw.js'],
    ['a manifest', 'manifest.webmanifest'],
    ['a picture that says something', 'pictures/notice.svg'],
    ['a page where hosts lay their own', '.well-known/index.html'],
    ['a page without a suffix there', '.well-known/i/7K3M9PQ2XD'],
    ['a text among the pages', 'i/notice.txt'],
    ['a letter to all', '通知.pdf'],
    ['a name of JavaScript’s own', '__proto__'],
  ])('%s: it is named', (_, path) => {
    expect(named([path])).toEqual([path]);
    expect(lying([path]).problems[0]).toMatchObject({ code: 'app', detail: 'nobody published this file' });
  });

  it.each([
    ...['.htaccess', '_redirects', '_headers', 'web.config', 'nginx.conf', '_worker.js', '.user.ini', 'vercel.json'],
    ...['I/.HTACCESS', 'en/.htaccess', 'index.php', 'i/index.PHP', 'default.aspx', 'index.shtml', '.htaccess. '],
  ])('%s: it is said that it can make the host serve other pages', (path) => {
    expect(lying([path]).problems).toEqual([
      { code: 'app', file: path, detail: 'can serve other pages than those that were checked' },
    ]);
  });

  it('a whole folder with very many pages: one problem, in which all names stand', () => {
    const paths = Array.from({ length: 20_000 }, (_, at) => `county-z/i/${at}.html`);
    const { problems } = lying([...paths, 'index.html']);
    expect(problems.map(({ file }) => file)).toEqual(['county-z/', 'index.html']);
    expect(problems[0]).toMatchObject({ paths: [...paths].sort() });
  });

  it('among pages that were published: each by its name, those nearest to the root first', () => {
    expect(named(['i/Z.html', 'en/i/A.html', 'a.html'])).toEqual(['a.html', 'i/Z.html', 'en/i/A.html']);
  });
});

it.each([
  ...['robots.txt', 'favicon.ico', 'CNAME', '.nojekyll', 'MP_verify_0a1B.txt', 'listed.sha256', '.DS_Store'],
  ...['.well-known/acme-challenge/tok-en_1', '.well-known/security.txt', '.well-known/assetlinks.json'],
])('%s is of a kind that hosts lay themselves: it is pointed out', (path) => {
  expect(lying([path])).toMatchObject({ problems: [], remarks: [{ kind: 'host', file: path }] });
});

describe('the files of a program', () => {
  const FAKE = ['index.html', '404.html', 'sw.js', 'assets/page-1.js'];

  it('attack: one home page laid into a mirror makes no site of it, whatever wrote its pages', () => {
    expect(named(['index.html', 'sw.js', '404.html'], 'any')).toEqual(['404.html', 'index.html', 'sw.js']);
  });

  it('attack: a program around pages that are not its own is none', () => {
    expect(named(FAKE, 'none')).toEqual(['404.html', 'index.html', 'sw.js', 'assets/page-1.js']);
  });

  it('of another build are named as not compared, and no file beside them', () => {
    const { problems, uncompared } = lying([...FAKE, 'standard.html', 'notice.html', 'assets/notice.html'], 'any');
    // What a visitor opens comes first.
    expect(uncompared).toEqual(['index.html', 'standard.html', 'sw.js', 'assets/page-1.js', '404.html']);
    expect(problems.map(({ file }) => file)).toEqual(['notice.html', 'assets/notice.html']);
  });

  it('of this build were compared; a script that an older one left is pointed out', () => {
    const { problems, remarks } = lying([...FAKE, 'assets/page-0.js', 'en/lists.html'], new Set(FAKE));
    expect(problems.map(({ file }) => file)).toEqual(['en/lists.html']);
    expect(remarks).toEqual([{ kind: 'program', file: 'assets/page-0.js' }]);
  });
});

describe('whatever a file is called', () => {
  const name = fc.stringMatching(/^[\w.іа ~-]{1,12}$/);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

  it('it is told in exactly one way, and none is passed over', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { maxLength: 12 }),
        fc.constantFrom<Program>('any', 'none'),
        (paths, program) => {
          const { problems, remarks, uncompared } = lying(paths, program);
          const told = [
            ...problems.flatMap((one) => ('paths' in one ? (one.paths ?? []) : [one.file])),
            ...remarks.map(({ file }) => file),
            ...uncompared,
          ];
          expect(told.sort()).toEqual(paths.filter((one) => !SIGNED.includes(one)).sort());
        },
      ),
    );
  });

  it('a page, its data or a script is never taken for a host’s own, whatever stands before or behind it', () => {
    const suffix = fc.constantFrom('.html', '.htm', '.HTML', '.xhtml', '.js', '.svg', '.php', '.html.', '.pdf');
    fc.assert(
      fc.property(path, suffix, (before, end) => {
        expect(strangerKind(`${before}${end}`)).not.toBe('host');
        expect(strangerKind(`i/${before}`)).not.toBe(before.includes('DS_Store') ? '' : 'host');
      }),
    );
  });

  it('names of programs of every build are closed: no page may be called so', () => {
    expect(['i/x.html', 'assets/x.html', 'assets/x/y.js', 'pictures/X.svg', 'Index.html'].some(isProgramFile)).toBe(
      false,
    );
  });
});
