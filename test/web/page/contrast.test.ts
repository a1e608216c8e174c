import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/web/page/page.css', 'utf8');

function tokens(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/g)].map(([, name = '', hex = '']) => [name, hex]));
}

const [light = '', dark = ''] = [...css.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('in the %s scheme', (_, colours) => {
  const of = (name: string) => colours.get(name) ?? '#000';

  test('every text colour has at least 4.5:1 on the card and on the page', () => {
    for (const text of ['ink', 'soft', 'act', 'best', 'upper', 'lower', 'last']) {
      for (const ground of ['card', 'paper']) {
        expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('the first button is readable: card colour on the colour of action', () => {
    expect(contrast(of('card'), of('act'))).toBeGreaterThanOrEqual(4.5);
  });

  test('no colour is written outside the tokens', () => {
    const rest = css.replace(/:root \{[^}]*\}/g, '');
    expect(rest).not.toMatch(/#[0-9a-f]{3}|rgb|hsl/);
    expect([...colours.keys()].sort()).toEqual([...tokens(light).keys()].sort());
  });
});

test('the measure itself: black on white is 21:1', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
});
