import { expect, test } from 'vitest';
import { visibleLine } from '../../../src/core/domain/visible.ts';
import { visibleBlock } from '../../../src/node/desk/visible.ts';

const ESC = '\u001b';

test.each([
  ['an escape that clears the screen', `${ESC}[2J`, '‹U+001B›[2J'],
  ['one that sets the clipboard', `${ESC}]52;c;cm0gLXJm\u0007`, '‹U+001B›]52;c;cm0gLXJm‹U+0007›'],
  ['the same as an eight-bit control', '\u009b31m', '‹U+009B›31m'],
  ['a carriage return that overwrites the line', '可以\r不可以', '可以‹U+000D›不可以'],
  ['a bidirectional override', '好\u202e差', '好‹U+202E›差'],
  ['an isolate', '\u2066a\u2069', '‹U+2066›a‹U+2069›'],
  ['a zero-width space', 'a\u200bb', 'a‹U+200B›b'],
  ['the line separator of Unicode', 'a\u2028b', 'a‹U+2028›b'],
  ['a tag character beyond the first plane', 'a\u{e0041}', 'a‹U+E0041›'],
  ['half a surrogate pair', 'a\ud800b', 'a‹U+D800›b'],
])('attack: %s is shown, not obeyed', (_, text, shown) => {
  expect(visibleLine(text)).toBe(shown);
});

test('plain text stays what it is, emoji and rare characters too', () => {
  expect(visibleLine('患者𠮷先生 said “OK” 👍')).toBe('患者𠮷先生 said “OK” 👍');
});

test('attack: a line that imitates our own stands behind a bar like all submitted lines', () => {
  expect(visibleBlock('经过\r\n可以让该机构知道是谁反映的吗：可以\r伪')).toBe(
    '│ 经过\n│ 可以让该机构知道是谁反映的吗：可以‹U+000D›伪',
  );
});
