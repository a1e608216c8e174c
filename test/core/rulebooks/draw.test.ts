import { describe, expect, it } from 'vitest';
import { parseDrawText } from '../../../src/core/rulebooks/draw.ts';
import { DRAW } from '../../../src/core/rulebooks/yangshan/draw-shares.ts';

const read = (value: unknown) => parseDrawText(typeof value === 'string' ? value : JSON.stringify(value), DRAW.shares);

describe('the list that a draw reads', () => {
  it('holds ids and grades; a null grade is kept as none', () => {
    const institutions = [
      { id: 'a1', grade: 'A' },
      { id: 'a2', grade: null },
    ];
    expect(read({ institutions })).toEqual({ ok: true, value: institutions });
    expect(read(`\uFEFF${JSON.stringify({ institutions: [] })}`)).toEqual({ ok: true, value: [] });
  });

  it('passes over remarks that people add', () => {
    const noted = { institutions: [{ id: 'a1', grade: 'E', name: '和安口腔门诊部' }], note: '2026年第一次' };
    expect(read(noted)).toEqual({ ok: true, value: [{ id: 'a1', grade: 'E' }] });
  });

  it('is refused with every path at once', () => {
    const wrong = {
      institutions: [
        { id: 'a1', grade: 'F' },
        { id: 'a1', grade: 'a' },
        { id: ' ', grade: 1 },
        { grade: 'A', garde: 'B' },
        { id: 7 },
        'a6',
      ],
      institution: [],
    };
    expect(read(wrong)).toEqual({
      ok: false,
      fault: [
        { code: 'unknown-value', path: 'institutions[0].grade' },
        { code: 'unknown-value', path: 'institutions[1].grade' },
        { code: 'empty', path: 'institutions[2].id' },
        { code: 'wrong-type', path: 'institutions[2].grade' },
        { code: 'missing', path: 'institutions[3].id' },
        { code: 'unknown-field', path: 'institutions[3].garde' },
        { code: 'wrong-type', path: 'institutions[4].id' },
        { code: 'missing', path: 'institutions[4].grade' },
        { code: 'wrong-type', path: 'institutions[5]' },
        { code: 'unknown-field', path: 'institution' },
        { code: 'duplicate-id', path: 'institutions[1].id' },
      ],
    });
  });

  it.each([
    ['no JSON', '{"institutions":[', [{ code: 'not-json', path: '1:18' }]],
    ['no list', '{}', [{ code: 'missing', path: 'institutions' }]],
    ['a bare list', '[]', [{ code: 'wrong-type', path: '' }]],
    ['null', '{"institutions":null}', [{ code: 'wrong-type', path: 'institutions' }]],
  ])('is refused where it is %s', (_, text, fault) => {
    expect(read(text)).toEqual({ ok: false, fault });
  });
});
