/** The pinyin of names, made at publish time only. */
import { pinyin } from 'pinyin-pro';
import type { NameOrder } from '../../core/snapshot/lists.ts';

/** Lower-case initials of the Chinese characters, other letters and digits kept: 和安口腔A区 → haakqaq → as typed. */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/**
 * Character by character: the syllable, its tone, the character; what has no syllable comes first. Unlike `Intl.Collator`
 * it is the same on every machine, so that `verify` can write a sorted page again. Each name is read once.
 */
export function pinyinOrder(): NameOrder {
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    // A character without a syllable stands for itself. (`type: 'all'` says so too, at twice the price.)
    const syllables = pinyin(name, { toneType: 'num', type: 'array' });
    const signs = [...name].map((sign, at) => `${syllables[at] === sign ? '' : syllables[at]}\t${sign}`);
    const key = signs.join('\n');
    keys.set(name, key);
    return key;
  };
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
