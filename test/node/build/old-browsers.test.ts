/**
 * What ships runs in Chrome 87 and Safari 14.0 (experience, Patient): WeChat's browser on cheap Android phones, and iOS 14.
 * The bundler lowers syntax; it knows nothing of functions that are not there, and nothing of a style that is dropped.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfChanged } from '../../../src/node/build/build.ts';
import { ALLOWED, type Allowance } from './old-browsers-allowed.ts';
import { CSS, scanStyle } from './old-browsers-css.ts';
import { scanScript } from './old-browsers-scan.ts';
import { APIS, isTooNew, SYNTAX } from './old-browsers-table.ts';

interface Found {
  readonly file: string;
  readonly feature: string;
  readonly text: string;
}

const files = new Map<string, string>();
const found: Found[] = [];

beforeAll(async () => {
  await buildIfChanged(process.cwd(), new Date());
  const site = join(process.cwd(), 'dist/site');
  // What stands in for other files in a province's site ships too.
  for (const folder of [site, join(site, '../province')]) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (/\.(?:js|css)$/.test(name)) files.set(name, await readFile(join(folder, name), 'utf8'));
    }
  }
  const renderer: { readonly pageCss: string } = await import(pathToFileURL(join(site, '../render.js')).href);
  files.set('i/*.html (style)', renderer.pageCss);
  for (const [file, text] of files) {
    const uses = file.endsWith('.js') ? scanScript(text) : scanStyle(text);
    found.push(...uses.map((use) => ({ file, ...use })));
  }
}, 180_000);

function allows({ feature, where, near }: Allowance, use: Found): boolean {
  return feature === use.feature && where.test(use.file) && (near === undefined || use.text.includes(near));
}

describe('what ships', () => {
  it('is all here: the page’s script and style, the app, the worker', () => {
    for (const name of [
      /^assets\/page-\w{10}\.js$/,
      /^assets\/delegated-\w{10}\.js$/,
      /^assets\/index-.*\.js$/,
      /^assets\/index-.*\.css$/,
      /^sw\.js$/,
    ]) {
      expect([...files.keys()].some((file) => name.test(file))).toBe(true);
    }
  });

  it('asks before it uses what Chrome 87 or Safari 14 lacks', () => {
    const unguarded = found.filter((use) => !ALLOWED.some((allowance) => allows(allowance, use)));
    expect(unguarded.map(({ file, feature, text }) => `${file}: ${feature} in … ${text} …`)).toEqual([]);
  });

  it('still holds everything that is allowed', () => {
    const idle = ALLOWED.filter((allowance) => !found.some((use) => allows(allowance, use)));
    expect(idle).toEqual([]);
  });

  it('never has the browser’s focus ring taken away from where the keyboard goes', () => {
    const taken = [...files].flatMap(([file, text]) =>
      file.endsWith('.js')
        ? []
        : (text.match(/[^{}]*\{[^{}]*outline:(?:none|0)\b[^{}]*\}/g) ?? []).map((rule) => [file, rule]),
    );
    // A heading that takes the focus so that it is read out, and none that a key reaches.
    expect(taken.filter(([, rule]) => !rule?.includes('.rep-question:focus{'))).toEqual([]);
  });

  it('is red when one new call is added', () => {
    for (const [file, text] of files) {
      if (file.endsWith('.js'))
        expect(scanScript(`${text};structuredClone({})`).length).toBe(scanScript(text).length + 1);
    }
  });
});

describe('the search for new functions', () => {
  it.each([
    ['[1].at(-1)', 'Array.prototype.at'],
    ['[1]?.at(-1)', 'Array.prototype.at'],
    ['a["at"](0)', 'Array.prototype.at'],
    ['a[`at`](0)', 'Array.prototype.at'],
    ['Object.hasOwn(a,b)', 'Object.hasOwn'],
    ['structuredClone(a)', 'structuredClone'],
    ['f(self.structuredClone)', 'structuredClone'],
    ['new OffscreenCanvas(1,1)', 'OffscreenCanvas'],
    ['if(OffscreenCanvas)f()', 'OffscreenCanvas'],
    ['self.navigator.locks.request(a)', 'navigator.locks'],
    ['const x=navigator.locks;x.request()', 'navigator.locks'],
    ['const {locks}=navigator;if(other in navigator)navigator.locks.query()', 'navigator.locks'],
    ['try{new WeakRef(a)}catch{}', 'WeakRef'],
    ['class A extends WeakRef{}', 'WeakRef'],
    ['f({a:structuredClone})', 'structuredClone'],
    ['a.addEventListener(b,c,{once:true,signal:d})', 'signal of addEventListener'],
    ['a.values().map(f)', 'iterator helper'],
    ['/(?<=a)b/', 'RegExp lookbehind'],
    ['new RegExp(`(?<!a)b`)', 'RegExp lookbehind'],
    ['/a/v', 'RegExp flag v'],
    ['/(?i:a)/', 'RegExp modifiers'],
    ['class A{static{f()}}', 'static class block'],
    ['class A{a=1}', 'class field'],
    ['class A{#a(){}}', 'private member'],
    ['await a', 'await outside a function'],
    ['import a from "b" with {type:"json"}', 'import attributes'],
  ])('finds %s', (code, feature) => {
    expect(scanScript(code).map((use) => use.feature)).toEqual([feature]);
  });

  it.each([
    'if("at" in a)a.at(0)',
    'if(`locks`in navigator)navigator.locks.request(a)',
    'navigator.locks?.request(a)',
    'navigator.locks&&navigator.locks.request(a)',
    'function f(){if(!("locks"in navigator))return;navigator.locks.request(a)}',
    'function f(){if(typeof WeakRef==="undefined"){throw a}return new WeakRef(b)}',
    'typeof structuredClone==="function"?structuredClone(a):b',
    'a.at?.(0)',
    'Object.hasOwn?Object.hasOwn(a,b):c',
    'if("OffscreenCanvas"in self)f(()=>new OffscreenCanvas(1,1))',
    'const structuredClone=1',
    'a.structuredClone(b)',
    'f({structuredClone:1})',
    'Object.values(a).map(f)',
    'a.replaceAll(b,c);a?.b??c;a??=b;1n;/(?<name>a)/u',
    'async function f(){await a}',
  ])('lets %s pass', (code) => {
    expect(scanScript(code)).toEqual([]);
  });

  it('refuses what it cannot parse', () => {
    expect(() => scanScript('const')).toThrow('cannot be parsed');
  });
});

describe('the search for new styles', () => {
  it.each([
    ['.a{inset:0}', 'inset'],
    ['.a{display:flex;gap:1rem}', 'gap outside a grid'],
    ['.a :is(b,i){color:red}', ':is() and :where()'],
    ['a:focus-visible,b{color:red}', ':focus-visible'],
    ['@media print{.a{height:100dvh}}', 'view sizes (dvh, svh, lvh)'],
    ['.a{color:color-mix(in srgb,red,blue)}', 'colour functions'],
    ['@layer a{b{color:red}}', '@layer'],
    ['.a{appearance:none}', 'appearance'],
    ['.a{color:red;.b &{color:blue}}', 'nesting'],
  ])('finds %s', (css, feature) => {
    expect(scanStyle(css).map((use) => use.feature)).toEqual([feature]);
  });

  it.each([
    '.a{display:grid;gap:1rem}',
    '.a{height:100vh;height:100dvh}',
    '.a{-webkit-appearance:none;appearance:none}',
    '@supports (inset:0){.a{inset:0}}',
    ':focus-visible{outline:3px solid}',
    '.a{content:"{inset:0}";accent-color:red}',
    '.a{clip-path:inset(50%);width:min(1px,2px)}',
  ])('lets %s pass', (css) => {
    expect(scanStyle(css)).toEqual([]);
  });
});

it('the tables tell new from old', () => {
  for (const name of ['String.prototype.replaceAll', 'Promise.any', 'BigInt', 'ResizeObserver']) {
    expect(isTooNew(APIS[name] ?? [null, null]), name).toBe(false);
  }
  for (const [name, since] of Object.entries(SYNTAX)) expect(isTooNew(since), name).toBe(true);
  expect(Object.values(CSS).every(({ since }) => isTooNew(since))).toBe(true);
});
