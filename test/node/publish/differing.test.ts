import { array, assert, constantFrom, property, uniqueArray } from 'fast-check';
import { expect, it } from 'vitest';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { differing, differingShown } from '../../../src/node/publish/differing.ts';

const record = (code: string) => ({ code }) as unknown as InstitutionRecord;
const inOrder = (records: readonly InstitutionRecord[]) => [...records].sort((a, b) => (a.code < b.code ? -1 : 1));

const codes = uniqueArray(constantFrom(...'abcdefghij'), { maxLength: 10 });
/** Which of them are the very same object in both lists. */
const kept = array(constantFrom(...'abcdefghij'));

it('two lists of records differ in who came, who left, and whoever is not the same object, by code', () => {
  assert(
    property(codes, codes, kept, (one, other, same) => {
      const before = new Map(one.map((code) => [code, record(code)]));
      const now = new Map(other.map((code) => [code, (same.includes(code) && before.get(code)) || record(code)]));
      const all = [...new Set([...one, ...other])].sort().filter((code) => before.get(code) !== now.get(code));
      expect(differing(inOrder([...before.values()]), inOrder([...now.values()]))).toEqual(
        all.map((code) => ({
          before: before.get(code),
          now: now.get(code),
          newest: now.get(code) ?? before.get(code),
        })),
      );
    }),
  );
});

it('of who is in both, those with the same record and no openings, or the same, are not looked at', () => {
  const [a, b, c] = [record('a'), record('b'), record('c')];
  const openings = [{ salt: 's', body: { type: 'staff', staff: [] } }] as never;
  const last = { records: [a, b, c], openings: new Map([['b', openings]]) } as never;
  const shown = (made: readonly object[]) => differingShown(last, made as never).map(({ now }) => now.record.code);
  expect(
    shown([
      { record: a, openings: [] },
      { record: b, openings },
    ]),
  ).toEqual([]);
  expect(shown([{ record: record('a'), openings: [] }])).toEqual(['a']);
  expect(shown([{ record: a, openings }])).toEqual(['a']);
  expect(shown([{ record: b, openings: [] }])).toEqual(['b']);
  expect(shown([{ record: record('d'), openings }])).toEqual([]);
  expect(differingShown(null, [{ record: a, openings }] as never)).toEqual([]);
});
