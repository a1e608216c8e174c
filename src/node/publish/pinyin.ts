/** Pinyin initials of names, made at publish time only. */
import { pinyin } from 'pinyin-pro';

/** Lower-case initials of the Chinese characters, other letters and digits kept: 和安口腔A区 → haakqaq → as typed. */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
