/** What differs between policies is data: nothing outside the rulebooks asks which one it is. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';

const NAMES = RULEBOOKS.map(({ id }) => `['"\`]${id}['"\`]`).join('|');
const ASKED = new RegExp(`(?:[=!]==?|\\bcase|includes\\()\\s*(?:${NAMES})|(?:${NAMES})\\s*[=!]==?`);

/** Lines that compare with a rulebook's name. */
function asking(text: string): readonly string[] {
  return text.split('\n').filter((line) => ASKED.test(line));
}

it('finds a line that asks', () => {
  for (const line of ["if (id === 'wugang') {", "case 'cnmia':", "'yangshan' !== id", "ids.includes('huancui')"]) {
    expect(asking(line), line).toEqual([line]);
  }
  expect(asking("const DEFAULT = 'wugang';")).toEqual([]);
});

it('finds none outside src/core/rulebooks', () => {
  const files = globSync(['src/**/*.{ts,tsx}', 'scripts/*.{ts,mjs}']).filter(
    (file) => !file.startsWith('src/core/rulebooks/'),
  );
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((file) => asking(readFileSync(file, 'utf8')).map((line) => `${file}: ${line.trim()}`));
  expect(found).toEqual([]);
});
