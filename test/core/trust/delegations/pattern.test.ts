import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPath } from '../../../../src/core/trust/delegations/pattern.ts';

describe('a path pattern', () => {
  it.each([
    // The specification's own examples.
    ['targets/*.tgz', 'targets/foo.tgz', true],
    ['targets/*.tgz', 'targets/foo.txt', false],
    ['foo-version-?.tgz', 'foo-version-2.tgz', true],
    ['foo-version-?.tgz', 'foo-version-a.tgz', true],
    ['foo-version-?.tgz', 'foo-version-alpha.tgz', false],
    ['*.tgz', 'foo.tgz', true],
    ['*.tgz', 'targets/foo.tgz', false],
    ['foo.tgz', 'foo.tgz', true],
    ['foo.tgz', 'bar.tgz', false],
    // A wildcard never crosses a slash, two no more than one.
    ['demo/*', 'demo/a', true],
    ['demo/*', 'demo/a/b', false],
    ['demo/**', 'demo/a', true],
    ['demo/**', 'demo/a/b', false],
    ['demo/*/*', 'demo/2025/index.bin', true],
    ['demo/?', 'demo//', false],
    ['demo', 'demo/', false],
    ['*', '', true],
    ['?', '', false],
    ['', '', true],
    // What a regular expression would read otherwise.
    ['a.b', 'axb', false],
    ['a+', 'aa', false],
    ['(a|b)', 'a', false],
    ['^a$', 'a', false],
    ['\\*', '\\x', true],
    // Sets, as glob has them.
    ['[abc].txt', 'b.txt', true],
    ['[abc].txt', 'd.txt', false],
    ['[!abc].txt', 'd.txt', true],
    ['[!abc].txt', 'a.txt', false],
    ['[0-9]*', '7x', true],
    ['[0-9]*', 'x7', false],
    ['[a-]', '-', true],
    ['[]]', ']', true],
    ['[!]]', ']', false],
    ['[c-e]', 'c', true],
    ['[c-e]', 'd', true],
    ['[c-e]', 'e', true],
    ['[c-e]', 'b', false],
    ['[c-e]', 'f', false],
    ['[e-c]', 'd', false],
    ['[c-ex]', 'x', true],
    ['[!c-e]', 'd', false],
    ['[abc]', '[', false],
    ['[!abc]', '!', true],
    ['[a!]', '!', true],
    ['[a!]', 'b', false],
    ['[]', '[]', true],
    ['[𠮷]', '𠮷', true],
    ['[𠮷]', '𠮸', false],
    // A set that is not closed stands for itself: `[!]` does not cover everything.
    ['[!]', 'x', false],
    ['[!]', '[!]', true],
    ['[', '[', true],
    ['[a', '[a', true],
    // One character beyond the basic plane is one character.
    ['?', '𠮷', true],
    ['*𠮷', 'x𠮷', true],
    ['*a*b', 'xaybzb', true],
    ['*a*b', 'xayb!', false],
    ['*ab', 'aab', true],
    ['a*', 'a', true],
    ['a*b', 'a', false],
    ['demo-a/*', 'demo-b/x', false],
  ])('%j covers %j: %s', (pattern, path, expected) => {
    expect(coversPath(pattern, path)).toBe(expected);
  });

  it('agrees with a regular expression on any pattern of letters, stars and question marks', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 8 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, path, (glob, text) => {
        const regular = glob.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
        return coversPath(glob, text) === new RegExp(`^${regular}$`).test(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('a pattern of a thousand stars ends: no one stalls a phone with it', () => {
    expect(coversPath(`${'*a'.repeat(1000)}b`, 'a'.repeat(1000))).toBe(false);
  });
});
