/** The demo of one policy, as data: `stories.ts` has them all. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Text } from '../../core/domain/terms.ts';
import type { Book } from './book.ts';
import type { Random } from './random.ts';

/** `bureau.json` of a demo. */
export type DemoBureau = Bureau & {
  /** As in the configuration: for how many months a register shows an entry. */
  readonly registerMonths?: number;
};

/** What a story says of the publisher; id, rulebook, address and that it is a demo are the same for all. */
export type Publisher = Omit<DemoBureau, 'id' | 'rulebook' | 'origin' | 'demo'>;

export interface Telling {
  /** Empty yet. */
  readonly book: Book;
  /** What happened: different under every policy. */
  readonly random: Random;
  /** People and places: the same for the same seed, whatever the policy. */
  readonly world: Random;
  /** The grade year; nothing that happens is later than its February. */
  readonly year: number;
}

export interface Story {
  /** What `npm start` calls it: 舞钢办法. */
  readonly name: Text;
  readonly publisher: Publisher;
  /** Id of the institution whose page is offered first. */
  readonly showcase: string;
  /** Fills the book. The same telling gives the same rows. */
  readonly tell: (telling: Telling) => void;
}
