/** One fictional county, or association, whole: who there is, what happened, and what was written down of it. */
import { createBook, type Rows } from './book.ts';
import { createRandom } from './random.ts';
import { STORIES } from './stories.ts';
import type { DemoBureau } from './story.ts';

export type DemoRulebook = keyof typeof STORIES;

export interface CountyOptions {
  readonly seed: string;
  readonly rulebook: DemoRulebook;
  /** The grade year; the evidence is of the calendar year before. Nothing in the county is later than its February. */
  readonly year: number;
  /** Printed in every code. */
  readonly origin: string;
}

export interface County {
  readonly bureau: DemoBureau;
  readonly rows: Rows;
}

/** The same options give the same county. */
export function createCounty({ seed, rulebook, year, origin }: CountyOptions): County {
  const { publisher, tell } = STORIES[rulebook];
  const book = createBook();
  tell({ book, random: createRandom(`${seed}/${rulebook}`), world: createRandom(seed), year });
  return { bureau: { ...publisher, id: `demo-${rulebook}`, rulebook, origin, demo: true }, rows: book.rows };
}
