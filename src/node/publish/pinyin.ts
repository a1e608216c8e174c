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
    const signs = pinyin(name, { toneType: 'num', type: 'all' });
    const key = signs.map(({ origin, pinyin: syllable }) => `${syllable}\t${origin}`).join('\n');
    keys.set(name, key);
    return key;
  };
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
