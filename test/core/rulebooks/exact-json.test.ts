import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber, parseExactJson } from '../../../src/core/rulebooks/exact-json.ts';

/** The value as JSON.parse would have it. */
function plain(value: unknown): unknown {
  if (value instanceof JsonNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const object: Record<string, unknown> = Object.create(null);
  for (const [name, own] of Object.entries(value)) object[name] = plain(own);
  return object;
}

describe('exact JSON', () => {
  it('reads what JSON.parse reads, and the same', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (text, blank) => {
        const read = parseExactJson(blank + text + blank);
        expect(read.ok && JSON.stringify(plain(read.value))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('refuses exactly what JSON.parse refuses, on damaged texts', () => {
    const accepted = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '\\', ',', '}', '0', '\u0001', '-', 'e', '.'),
        (text, at, put) => {
          const place = at % (text.length + 1);
          const damaged = text.slice(0, place) + put + text.slice(place + 1);
          const own = parseExactJson(damaged);
          if (!own.ok && accepted(damaged))
            expect(damaged).toMatch(/"/); // Only a name that occurs twice.
          else expect(own.ok).toBe(accepted(damaged));
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('keeps the digits of numbers', () => {
    const read = parseExactJson('[0.1, -0, 1e5, 89.99999999999999999]');
    expect(read.ok && read.value).toEqual(
      ['0.1', '-0', '1e5', '89.99999999999999999'].map((text) => new JsonNumber(text)),
    );
  });

  it('refuses a name that occurs twice, and says where', () => {
    expect(parseExactJson('{"a":1,\n "a":2}')).toEqual({ ok: false, fault: { code: 'not-json', line: 2, column: 2 } });
  });

  it('knows __proto__ as a name like any other', () => {
    const read = parseExactJson('{"__proto__":{"x":1}}');
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
  });

  it('refuses a million brackets without exhausting the stack', () => {
    expect(parseExactJson('['.repeat(1_000_000)).ok).toBe(false);
  });

  it.each([
    [''],
    ['01'],
    ['.5'],
    ['5.'],
    ['+1'],
    ['NaN'],
    ["'a'"],
    ['[1,]'],
    ['{"a" 1}'],
    ['"\n"'],
    ['"\\x"'],
    ['1 2'],
    ['tru'],
    ['"\\'],
  ])('refuses %j', (text) => expect(parseExactJson(text).ok).toBe(false));
});
