/** Reads `rulebook.json`, also one that an earlier version of the program signed. */
import type { RulebookTerms } from './terms.ts';

/** Fields that joined the format later. A policy's own words cannot be guessed, so these belong to none. */
const LATER: Pick<RulebookTerms, 'board' | 'draw'> = {
  board: {
    title: { zh: '医疗机构信用信息公示栏', en: 'Credit notice of medical institutions' },
    commitment: { zh: '承诺', en: 'Commitment' },
    letter: { zh: '承诺书', en: 'letter of commitment' },
    withdrawn: {
      zh: '等级标识已停用，不能再打印公示栏。',
      en: 'The label is no longer in use: no board can be printed.',
    },
  },
  draw: null,
};

/**
 * @param json of a verified `rulebook.json`: it holds what the publisher wrote, so its fields are not parsed again
 * @returns the terms, completed where they were signed before a field existed
 * @throws SyntaxError when it is no JSON
 */
export function signedTerms(json: string): RulebookTerms {
  return { ...LATER, ...(JSON.parse(json) as Omit<RulebookTerms, keyof typeof LATER>) };
}
