/** Which demos there are, by the id of their rulebook. A new one is a file in `stories/` and a line here. */

import { cnmia } from './stories/cnmia.ts';
import { huancui } from './stories/huancui.ts';
import { jinjiang } from './stories/jinjiang.ts';
import { wugang } from './stories/wugang.ts';
import { yangshan } from './stories/yangshan.ts';
import type { Story } from './story.ts';

export const STORIES = { wugang, jinjiang, yangshan, huancui, cnmia } as const satisfies Readonly<
  Record<string, Story>
>;

/** What `npm start` shows when it is not told; its demo lies in `var/demo` (contracts). */
export const DEFAULT_RULEBOOK: keyof typeof STORIES = 'wugang';

/** Whether there is a demo of this rulebook. */
export function hasStory(rulebook: string): rulebook is keyof typeof STORIES {
  return Object.hasOwn(STORIES, rulebook);
}
