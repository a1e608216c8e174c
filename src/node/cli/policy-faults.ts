/** What is wrong with how a command about one policy was typed; apart, because it knows every policy. */
import { RULEBOOKS } from '../../core/rulebooks/registry.ts';
import { notOneOf, tooMuch } from './wrong-usage.ts';

/** What is wrong with `ID` and `--lang` of a command about one policy. */
export function faultsOfPolicy([id, ...more]: readonly string[], lang: string): readonly string[] {
  const ids = RULEBOOKS.map((one) => one.id);
  return [
    ...(id !== undefined && ids.includes(id) ? [] : [notOneOf(['规则', 'the rulebook'], id, ids)]),
    ...(lang === 'zh' || lang === 'en' ? [] : [notOneOf('--lang', lang, ['zh', 'en'])]),
    ...tooMuch(more),
  ];
}
