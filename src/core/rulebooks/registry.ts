/** Every rulebook by its id. A new policy is a new folder and a line here. */
import { cnmia } from './cnmia/rulebook.ts';
import { huancui } from './huancui/rulebook.ts';
import { jinjiang } from './jinjiang/rulebook.ts';
import type { Rulebook } from './rulebook.ts';
import { wugang } from './wugang/rulebook.ts';
import { yangshan } from './yangshan/rulebook.ts';

/** In the order in which help and errors list them. */
export const RULEBOOKS: readonly Rulebook[] = [jinjiang, wugang, yangshan, huancui, cnmia];

/** The rulebook of this id; null when there is none. */
export function rulebookById(id: string): Rulebook | null {
  return RULEBOOKS.find((rulebook) => rulebook.id === id) ?? null;
}
