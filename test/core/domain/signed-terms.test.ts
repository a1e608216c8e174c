import { describe, expect, it } from 'vitest';
import { signedTerms } from '../../../src/core/domain/signed-terms.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';

describe('a signed rulebook', () => {
  it.each(
    RULEBOOKS.map((rulebook) => [rulebook.id, rulebook.terms({})] as const),
  )('%s comes back as it was written', (_, terms) => {
    expect(signedTerms(JSON.stringify(terms))).toEqual(terms);
  });

  it('signed before boards had words of their own, is completed by words that belong to no policy', () => {
    for (const rulebook of RULEBOOKS) {
      const { board, draw, ...early } = rulebook.terms({});
      const terms = signedTerms(JSON.stringify(early));
      expect(terms.draw).toBeNull();
      expect(terms.board.letter).toEqual({ zh: '承诺书', en: 'letter of commitment' });
      expect(Object.keys(terms.board)).toEqual(Object.keys(board));
      expect(terms).toMatchObject(early);
    }
  });
});
