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
  const of = (name: string) => colours.get(name) ?? tokens(light).get(name) ?? '#000';

  test('every text colour has at least 7:1 on the card, 4.5:1 on the page: whoever asks for more contrast has it already', () => {
    for (const text of ['ink', 'soft', 'act', 'good', 'aged', 'bad']) {
      expect(contrast(of(text), of('card')), `${text} on card`).toBeGreaterThanOrEqual(7);
      expect(contrast(of(text), of('paper')), `${text} on paper`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the band and the first button are readable', () => {
    expect(contrast(of('on'), of('band'))).toBeGreaterThanOrEqual(7);
  });

  test('what bounds a control has at least 3:1 on its ground', () => {
    for (const ground of ['card', 'paper']) expect(contrast(of('act'), of(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('on'), of('band'))).toBeGreaterThanOrEqual(3);
  });

  test('no colour is written outside the tokens', () => {
    const rest = css.replace(/:root \{[^}]*\}/g, '');
    expect(rest).not.toMatch(/#[0-9a-f]{3}|rgb|hsl/);
    // Only the text on the band is the same in both.
    expect([...colours.keys(), 'on'].sort()).toEqual(expect.arrayContaining([...tokens(light).keys()].sort()));
  });
});

test('the measure itself: black on white is 21:1', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
});
