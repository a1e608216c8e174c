/** Every rulebook by its id. A new policy is a new folder and a line here. */
import { jinjiang } from './jinjiang/rulebook.ts';
import type { Rulebook } from './rulebook.ts';
import { wugang } from './wugang/rulebook.ts';

/** In the order in which help and errors list them. */
export const RULEBOOKS: readonly Rulebook[] = [jinjiang, wugang];

/** The rulebook of this id; null when there is none. */
export function rulebookById(id: string): Rulebook | null {
  return RULEBOOKS.find((rulebook) => rulebook.id === id) ?? null;
}
