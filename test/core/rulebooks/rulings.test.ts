import { describe, expect, it } from 'vitest';
import { jinjiang } from '../../../src/core/rulebooks/jinjiang/rulebook.ts';
import { chooseRulings } from '../../../src/core/rulebooks/rulings.ts';

const choose = (...chosen: readonly (readonly [string, string])[]) => chooseRulings(jinjiang.rulings, chosen);

describe('choosing rulings', () => {
  it('takes the default by its own name and by `default`', () => {
    expect(choose(['JJ-1', 'thresholds'], ['JJ-2', 'default'], ['JJ-3', 'refer'])).toEqual({
      ok: true,
      value: { 'JJ-1': 'default', 'JJ-2': 'default', 'JJ-3': 'refer' },
    });
  });

  it('names every wrong choice with what would be valid', () => {
    const result = choose(
      ['JJ-1', 'other'],
      ['WG-3', 'none'],
      ['JJ-4', 'refer'],
      ['JJ-2', 'literal'],
      ['JJ-2', 'substantiated'],
    );
    expect(result.ok ? [] : result.fault.map(({ code, id, valid }) => [code, id, valid.slice(0, 2)])).toEqual([
      ['unknown-alternative', 'JJ-1', ['thresholds', 'literal']],
      ['unknown-ruling', 'WG-3', ['GEN-1', 'GEN-2']],
      ['unknown-alternative', 'JJ-4', ['default']],
      ['chosen-twice', 'JJ-2', ['substantiated', 'literal']],
    ]);
  });
});
