import { assert, asyncProperty, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import type { StaffMember } from '../../../src/core/domain/institution.ts';
import { CODE_ALPHABET } from '../../../src/core/domain/institution-code.ts';
import {
  groupInspectorCode,
  type InspectorCode,
  newInspectorCode,
  parseInspectorCode,
  scannedInspectorCode,
} from '../../../src/core/snapshot/inspector-code.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import {
  importInspectorKey,
  openStaff,
  parseStaffHeader,
  parseStaffText,
  sealStaff,
  staffText,
} from '../../../src/core/snapshot/staff-file.ts';
import { buildStaffIndex, searchStaff } from '../../../src/core/snapshot/staff-search.ts';

/** Bytes that count up from a seed: a code a seed. */
function codeOf(seed: number): InspectorCode {
  let at = seed;
  return newInspectorCode((length) => Uint8Array.from({ length }, () => (at = (at * 73 + 41) % 251)));
}
const seeds = integer({ min: 1, max: 250 });
const place = integer({ min: 0, max: 27 });

describe('the inspector code', () => {
  it('is read as it is printed, scanned, or typed in small letters with look-alikes', () => {
    assert(
      property(seeds, (seed) => {
        const code = codeOf(seed);
        expect(code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{28}$`));
        const typed = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'i');
        for (const text of [code, groupInspectorCode(code), scannedInspectorCode(code), ` ${typed} `])
          expect(parseInspectorCode(text)).toBe(code);
      }),
    );
  });

  it('notices every single wrong character, and any two exchanged', () => {
    assert(
      property(seeds, place, place, integer({ min: 1, max: 30 }), (seed, at, other, by) => {
        const characters = [...codeOf(seed)];
        const [one = '', two = ''] = [characters[at], characters[other]];
        const wrong = [...characters];
        wrong[at] = CODE_ALPHABET.charAt((CODE_ALPHABET.indexOf(one) + by) % 31);
        expect(parseInspectorCode(wrong.join(''))).toEqual({ code: 'check' });
        characters[at] = two;
        characters[other] = one;
        if (one !== two) expect(parseInspectorCode(characters.join(''))).toEqual({ code: 'check' });
      }),
    );
  });

  it('says what is wrong with anything else', () => {
    expect(parseInspectorCode('')).toEqual({ code: 'length', length: 0 });
    expect(parseInspectorCode(codeOf(3).slice(1))).toEqual({ code: 'length', length: 27 });
    expect(parseInspectorCode(`${codeOf(3).slice(1)}?`)).toEqual({ code: 'character' });
    expect(parseInspectorCode('https://example.gov.cn/')).toEqual({ code: 'character' });
  });

  it('takes every character equally often from random bytes', () => {
    const counts = new Map<string, number>();
    for (let start = 0; start < 256; start++) {
      let next = start;
      const code = newInspectorCode((length) => Uint8Array.from({ length }, () => next++ % 256));
      for (const character of code.slice(0, 27)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(31);
    const most = Math.max(...counts.values());
    expect(most / Math.min(...counts.values())).toBeLessThan(1.2);
  });
});

const ABOUT = { bureau: 'example', year: 2026, part: 1, parts: 1 };

describe('the staff file', () => {
  it('opens under its key to what was sealed, and the same content gives the same bytes', async () => {
    const key = await importInspectorKey(codeOf(7));
    await assert(
      asyncProperty(uint8Array({ maxLength: 200 }), async (bytes) => {
        const plain = Uint8Array.from(bytes);
        const sealed = await sealStaff(key, ABOUT, plain);
        expect(await openStaff(key, sealed)).toEqual(plain);
        expect(await sealStaff(key, ABOUT, plain)).toEqual(sealed);
      }),
      { numRuns: 30 },
    );
  });

  it('does not open under another key, nor with any byte changed, its first line included', async () => {
    const key = await importInspectorKey(codeOf(7));
    const sealed = await sealStaff(key, ABOUT, Uint8Array.from([1, 2, 3, 4]));
    expect(await openStaff(await importInspectorKey(codeOf(8)), sealed)).toBeNull();
    for (let at = 0; at < sealed.length; at++) {
      const altered = Uint8Array.from(sealed) as Bytes;
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect([at, await openStaff(key, altered)]).toEqual([at, null]);
    }
    expect(await openStaff(key, sealed.slice(0, -1))).toBeNull();
  });

  it('says in the clear for which key, bureau, year and part it is, and nothing of a person', async () => {
    const key = await importInspectorKey(codeOf(7));
    const header = parseStaffHeader(await sealStaff(key, { ...ABOUT, part: 2, parts: 3 }, Uint8Array.from([9])));
    expect(header).toEqual({
      v: 1,
      suite: 'HKDF-SHA256/A256GCM',
      bureau: 'example',
      year: 2026,
      part: 2,
      parts: 3,
      keyId: key.id,
      salt: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(key.id).toMatch(/^[0-9a-f]{16}$/);
    for (const text of ['', '{}\n', 'x'.repeat(5000)])
      expect(parseStaffHeader(new TextEncoder().encode(text))).toBeNull();
  });

  it('never uses one key and nonce for two contents: the salt follows the content and its place', async () => {
    const key = await importInspectorKey(codeOf(7));
    const salt = async (about: typeof ABOUT, bytes: number[]) =>
      parseStaffHeader(await sealStaff(key, about, Uint8Array.from(bytes)))?.salt;
    const salts = [
      await salt(ABOUT, [1]),
      await salt(ABOUT, [2]),
      await salt({ ...ABOUT, year: 2027 }, [1]),
      await salt({ ...ABOUT, part: 2, parts: 2 }, [1]),
    ];
    expect(new Set(salts).size).toBe(salts.length);
  });
});

describe('the search over staff', () => {
  const member = (name: string, category: string, title = '', scope = ''): StaffMember => ({
    name,
    category,
    group: 'doctor',
    title,
    scope,
  });
  const opening = (...members: StaffMember[]): Opening => ({ salt: 'A'.repeat(22), body: { type: 'staff', members } });
  const lists = new Map([
    ['AAAAAAAAA0', opening(member('苏小禾', '医师', '主治医师', '内科专业'), member('周柏年', '护士'))],
    ['BBBBBBBBB0', opening(member('苏小禾', '医师', '', '口腔专业'), member('李内', '药师'))],
  ]);
  const found = (typed: string) => searchStaff(buildStaffIndex(lists), typed).map((row) => [row.code, row.member.name]);

  it('finds a name wherever it is registered, a position, and both together', () => {
    expect(found('苏小禾')).toEqual([
      ['AAAAAAAAA0', '苏小禾'],
      ['BBBBBBBBB0', '苏小禾'],
    ]);
    expect(found('护士')).toEqual([['AAAAAAAAA0', '周柏年']]);
    expect(found('苏 口腔')).toEqual([['BBBBBBBBB0', '苏小禾']]);
    expect(found('')).toEqual([]);
    expect(found('苏小禾护士')).toEqual([]);
  });

  it('reads back the text of the lists as it was written', () => {
    expect(parseStaffText(staffText(lists))).toEqual(lists);
  });
});
