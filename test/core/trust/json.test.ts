import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonical,
  countAt,
  isMap,
  type JsonMap,
  listAt,
  mapAt,
  readJson,
  textAt,
} from '../../../src/core/trust/json.ts';
import { TrustError } from '../../../src/core/trust/problem.ts';

const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('json'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('strict JSON', () => {
  it('reads what JSON.stringify writes, with or without blanks', () => {
    fc.assert(
      fc.property(json, fc.boolean(), (value, spaced) => {
        fc.pre(!JSON.stringify(value).includes('-0'));
        const read = readJson(JSON.stringify(value, null, spaced ? 2 : undefined));
        expect(JSON.parse(JSON.stringify(read, plain))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['duplicate keys', '{"a":1,"a":1}'],
    ['duplicate keys in two spellings', '{"a":1,"\\u0061":2}'],
    ['a float', '1.0'],
    ['a fraction', '[0.5]'],
    ['an exponent', '1e3'],
    ['2^53', '9007199254740992'],
    ['2^53 + 1', '9007199254740993'],
    ['minus zero', '-0'],
    ['a leading zero', '01'],
    ['a leading plus', '+1'],
    ['NaN', 'NaN'],
    ['an escaped lone surrogate', '"\\ud800"'],
    ['a lone surrogate as key', '{"\\udc00":1}'],
    ['a control character in text', '"a\nb"'],
    ['an unknown escape', '"\\x41"'],
    ['a trailing comma in a list', '[1,]'],
    ['a trailing comma in an object', '{"a":1,}'],
    ['text after the end', '{} x'],
    ['a second value', '1 2'],
    ['another mark than a comma', '[1;2]'],
    ['another mark than a colon', '{"a";1}'],
    ['a comment', '{/**/}'],
    ['single quotes', "{'a':1}"],
    ['a byte order mark', '\ufeff{}'],
    ['no-break blanks', '\u00a0{}'],
    ['an open string', '"abc'],
    ['an open string that ends in a backslash', '"abc\\'],
    ['an open list', '[1'],
    ['an open object', '{"a"'],
    ['a key that is no text', '{1:2}'],
    ['nothing', ''],
    ['a word cut short', 'tru'],
    ['words run together', '[truefalse]'],
    ['a hundred brackets', '['.repeat(100) + ']'.repeat(100)],
    ['a hundred thousand brackets', '['.repeat(100_000)],
  ])('refuses %s', (_, text) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ code: 'format', name: 'Error' }));
    expect(() => readJson(text)).toThrow(TrustError);
  });

  it('reads lists and objects twenty-five deep, and no deeper', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = (depth: number) => open.repeat(depth) + (open === '[' ? '' : '1') + close.repeat(depth);
      expect(() => readJson(nested(open === '[' ? 25 : 24))).not.toThrow();
      expect(() => readJson(nested(open === '[' ? 26 : 25))).toThrow(TrustError);
    }
  });

  it('reads values of the wrong shape as no object, list, text or count', () => {
    const map = readJson('{"map":{},"list":[],"text":"","count":1,"less":-1}');
    if (!isMap(map)) throw new Error('not an object');
    const readers = {
      map: mapAt,
      list: listAt,
      text: textAt,
      count: (of: JsonMap, key: string) => countAt(of, key, 1),
    };
    for (const [kind, read] of Object.entries(readers)) {
      for (const key of ['map', 'list', 'text', 'count', 'less', 'none']) {
        if (key === kind) expect(() => read(map, key)).not.toThrow();
        else expect(() => read(map, key), `${key} as ${kind}`).toThrow(expect.objectContaining({ code: 'format' }));
      }
    }
    expect(countAt(map, 'less', -1)).toBe(-1);
    expect(countAt(map, 'count', 1)).toBe(1);
  });

  it('takes __proto__ and constructor for keys like any other', () => {
    const read = readJson('{"__proto__":{"a":1},"constructor":2}');
    expect(isMap(read) && [read.get('constructor'), read.get('a'), read.get('toString')]).toEqual([
      2,
      undefined,
      undefined,
    ]);
  });
});

describe('canonical JSON', () => {
  it('sorts keys, drops blanks and escapes only quotation mark and backslash', () => {
    expect(canonical(readJson('{ "b" : [1, null, true], "a" : "line\\n\\"x\\" \\\\ 中" }'))).toBe(
      '{"a":"line\n\\"x\\" \\\\ 中","b":[1,null,true]}',
    );
  });

  it('is one text for one content, whatever the spelling', () => {
    expect(canonical(readJson('{"b":"\\u4e2d","a":-1}'))).toBe(canonical(readJson('{"a":-1 ,"b":"中"}')));
  });
});

function plain(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}
