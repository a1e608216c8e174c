/** The example county under a policy of a bureau: the people and their lives are the same, what is assessed is the policy's. */
import type { Text } from '../../core/domain/terms.ts';
import type { Book } from './book.ts';
import { createCast } from './cast.ts';
import { addInstitutions, type Member } from './institutions.ts';
import { addBadRows, addCommitments, statementText } from './papers.ts';
import { COUNTY_BUREAU } from './publisher.ts';
import type { Random } from './random.ts';
import {
  malpracticeStories,
  penaltyStories,
  praiseStories,
  SHOWCASE_ID,
  type Stage,
  showcase,
  ungradedStories,
  WORST_CASE_ID,
  WORST_CASE_STAFF,
  worstCase,
} from './shared-stories.ts';
import { addStaff } from './staff.ts';
import type { Story, Telling } from './story.ts';
import { createTeller, type Teller } from './teller.ts';

/** What a policy adds to the county. */
export interface Plot {
  readonly name: Text;
  /** For how many months a register shows an entry; absent: to the end of its year. */
  readonly registerMonths?: number;
  /** How somebody is assessed of whom nothing else is to be told. */
  readonly assess: (book: Book, tell: Teller, scores: Random) => Pick<Stage, 'sound' | 'best'>;
  /** Cases on each side of everything that the policy decides. */
  readonly stories: (stage: Stage, random: Random) => void;
  /** The lives of all others, one by one. */
  readonly ordinary: (stage: Stage, member: Member, random: Random) => void;
}

const NAME_ALONE = 'D0301';
const STATEMENTS = 12;

export function countyStory(plot: Plot): Story {
  const { name, registerMonths } = plot;
  const publisher = registerMonths === undefined ? COUNTY_BUREAU : { ...COUNTY_BUREAU, registerMonths };
  return { name, publisher, showcase: SHOWCASE_ID, tell: (telling) => tellCounty(plot, telling) };
}

function tellCounty(plot: Plot, { book, random, world, year }: Telling): void {
  const members = addInstitutions(book, world, year);
  const tell = createTeller(book, random.fork('facts'), year);
  const assess = plot.assess(book, tell, random.fork('scores'));
  const stage: Stage = { book, tell, year, cast: createCast(members, random.fork('cast')), ...assess };
  showcase(stage);
  worstCase(stage);
  const { opened, waiting } = ungradedStories(stage);
  plot.stories(stage, random);
  penaltyStories(stage);
  malpracticeStories(stage);
  praiseStories(stage);
  const ordinary = stage.cast.rest();
  for (const member of ordinary) plot.ordinary(stage, member, random.fork(`ordinary/${member.id}`));
  const absent = new Set([...opened.slice(0, 2), ...waiting.slice(0, 1)].map((member) => member.id));
  addStaff(book, members, world, new Map([[WORST_CASE_ID, WORST_CASE_STAFF]]), absent);
  addCommitments(book, ordinary, random.fork('commitments'), year);
  addBadRows(book, ordinary, year);
  finishInstitutions(stage, opened, ordinary);
}

/** What is known only now: who opened lately, who made a statement, and the one of which there is only a name. */
function finishInstitutions({ book, year }: Stage, opened: readonly Member[], ordinary: readonly Member[]): void {
  opened.forEach(({ id }, nth) => {
    book.complete(id, { openedOn: `${year - (nth % 2)}-0${(nth % 2) + 1}-1${nth}` });
  });
  const spoken = ordinary.filter((_, at) => at % 13 === 0).slice(0, STATEMENTS);
  spoken.forEach(({ id }, nth) => {
    book.complete(id, { statement: statementText(nth), statementOn: `${year}-02-1${nth % 10}` });
  });
  book.institution({ id: NAME_ALONE, name: '只有名称的示例医疗机构' });
}
