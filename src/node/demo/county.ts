/** One fictional county, whole: who there is, what happened, and what the bureau wrote down of it. */
import type { Bureau } from '../../core/domain/bureau.ts';
import { createBook, type Row, type Rows } from './book.ts';
import { createCast } from './cast.ts';
import { addInstitutions, type Member } from './institutions.ts';
import { jinjiangStories, ordinaryJinjiang } from './jinjiang-stories.ts';
import { BUREAU, COUNTY } from './names.ts';
import { REGION } from './numbers.ts';
import { addOnSite } from './on-site.ts';
import { addBadRows, addCommitments, COMMITMENT, statementText } from './papers.ts';
import { createRandom, type Random } from './random.ts';
import {
  malpracticeStories,
  penaltyStories,
  praiseStories,
  type Stage,
  showcase,
  ungradedStories,
  WORST_CASE_ID,
  WORST_CASE_STAFF,
  worstCase,
} from './shared-stories.ts';
import { addStaff } from './staff.ts';
import { createTeller } from './teller.ts';
import { ordinaryWugang, wugangStories } from './wugang-stories.ts';

export type DemoRulebook = 'wugang' | 'jinjiang';

export interface CountyOptions {
  readonly seed: string;
  readonly rulebook: DemoRulebook;
  /** The grade year; the evidence is of the calendar year before. Nothing in the county is later than its February. */
  readonly year: number;
  /** Printed in every code. */
  readonly origin: string;
}

export interface County {
  readonly bureau: Bureau;
  readonly rows: Rows;
}

const NAME_ALONE = 'D0301';
const STATEMENTS = 12;

/** The same options give the same county. */
export function createCounty(options: CountyOptions): County {
  const { seed, rulebook, year } = options;
  const random = createRandom(`${seed}/${rulebook}`);
  const book = createBook();
  // The people and places are the same under either rulebook; only what happened differs.
  const world = createRandom(seed);
  const members = addInstitutions(book, world, year);
  const stage = setStage(book, members, random, options);
  showcase(stage);
  worstCase(stage);
  const { opened, waiting } = ungradedStories(stage);
  if (rulebook === 'wugang') wugangStories(stage, random.fork('wugang'));
  else jinjiangStories(stage);
  penaltyStories(stage);
  malpracticeStories(stage);
  praiseStories(stage);
  const ordinary = stage.cast.rest();
  for (const member of ordinary) {
    const own = random.fork(`ordinary/${member.id}`);
    if (rulebook === 'jinjiang') ordinaryJinjiang(stage, member, own);
    else if (!member.filed) ordinaryWugang(stage, member, own);
  }
  const absent = new Set([...opened.slice(0, 2), ...waiting.slice(0, 1)].map((member) => member.id));
  addStaff(book, members, world, new Map([[WORST_CASE_ID, WORST_CASE_STAFF]]), absent);
  addCommitments(book, ordinary, random.fork('commitments'), year);
  addBadRows(book, ordinary, year);
  return { bureau: demoBureau(options), rows: finishInstitutions(book.rows, opened, ordinary, year) };
}

function setStage(book: Stage['book'], members: readonly Member[], random: Random, options: CountyOptions): Stage {
  const scores = random.fork('scores');
  const tell = createTeller(book, random.fork('facts'), options.year);
  const visit = (member: Member, low: number, high: number): void =>
    addOnSite(book, member, { hundredths: scores.between(low, high) * 50 }, scores);
  const wugang = options.rulebook === 'wugang';
  return {
    book,
    tell,
    year: options.year,
    cast: createCast(members, random.fork('cast')),
    sound: (member) => (wugang ? visit(member, 140, 170) : tell.tier(member, 'fair')),
    best: (member) => (wugang ? visit(member, 180, 183) : tell.tier(member, 'good')),
  };
}

/** What is known only now: who opened lately, who made a statement, and the one of which there is only a name. */
function finishInstitutions(rows: Rows, opened: readonly Member[], ordinary: readonly Member[], year: number): Rows {
  const lately = new Map(opened.map((member, nth) => [member.id, `${year - (nth % 2)}-0${(nth % 2) + 1}-1${nth}`]));
  const spoken = new Map(
    ordinary
      .filter((_, at) => at % 13 === 0)
      .slice(0, STATEMENTS)
      .map(({ id }, nth) => [id, nth]),
  );
  const institutions = rows.institutions.map((row): Row<'institutions'> => {
    const openedOn = lately.get(row.id ?? '');
    const nth = spoken.get(row.id ?? '');
    return {
      ...row,
      ...(openedOn === undefined ? {} : { openedOn }),
      ...(nth === undefined ? {} : { statement: statementText(nth), statementOn: `${year}-02-1${nth % 10}` }),
    };
  });
  return { ...rows, institutions: [...institutions, { id: NAME_ALONE, name: '只有名称的示例医疗机构' }] };
}

/** Not of any real regulation: a bureau puts in its own. */
const EXAMPLE_TERMS: Bureau['intakeTerms'] = {
  accept: { days: 7, citation: '示例：请填写本局规定受理期限的文件和条款' },
  answer: { days: 60, citation: '示例：请填写本局规定答复期限的文件和条款' },
};

function demoBureau({ rulebook, origin }: CountyOptions): Bureau {
  return {
    id: `demo-${rulebook}`,
    name: BUREAU,
    nameEn: 'Health Bureau of Example County (fictional)',
    county: COUNTY,
    countyEn: 'Example County',
    regionCode: REGION,
    rulebook,
    origin,
    phone: '0000-8000000',
    phoneHours: '工作日8:30—17:30',
    hotline: null,
    supervisor: '示例县卫生健康监督所',
    operator: null,
    icp: '示例ICP备00000000号',
    publicSecurityNo: '示例公网安备00000000000000号',
    siteId: '0000000000',
    siteIdUrl: null,
    publicSecurityPicture: 'shield.svg',
    siteIdPicture: 'emblem.svg',
    commitment: COMMITMENT,
    intake: 'online',
    intakeTerms: EXAMPLE_TERMS,
    elsewhere: null,
    demo: true,
  };
}
