import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = (css: string) =>
  new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex]));
const blocks = (file: string, selector: RegExp) =>
  [...readFileSync(`src/web/page/${file}`, 'utf8').matchAll(selector)].map(([block]) => tokens(block));

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a = '#000', b = '#000'): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const usual = blocks('page.css', /:root \{[^}]*\}/g);
const own = blocks('association.css', /\.assoc \{[^}]*\}/g);

test.each([
  0, 1,
])('an association’s tone is another one and has the contrast of the usual one (scheme %i)', (scheme) => {
  const [page, tone] = [new Map([...(usual[0] ?? []), ...(usual[scheme] ?? [])]), own[scheme]];
  expect(tone?.get('act')).not.toBe(page.get('act'));
  expect(contrast(tone?.get('act'), page.get('card'))).toBeGreaterThanOrEqual(7);
  expect(contrast(tone?.get('act'), page.get('paper'))).toBeGreaterThanOrEqual(4.5);
  expect(contrast(page.get('on'), tone?.get('band'))).toBeGreaterThanOrEqual(7);
});
