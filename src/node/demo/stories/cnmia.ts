/** An association's voluntary rating: scores, conditions of taking part, certificates of three years. */
import { type AssociationMember, addMembers } from '../association.ts';
import { badRows, changes, everySymbol, rate, refusals, type Scene, terms } from '../association-cases.ts';
import { COUNTY_BUREAU } from '../publisher.ts';
import type { Random } from '../random.ts';
import type { Publisher, Story, Telling } from '../story.ts';
import { createTeller } from '../teller.ts';

/** An association has no administrative power: it takes no complaints online and has no site number of a government. */
const PUBLISHER: Publisher = {
  ...COUNTY_BUREAU,
  name: '示例非公立医疗机构协会（虚构）',
  nameEn: 'Example Association of Non-Government Medical Institutions (fictional)',
  county: '示例协会会员',
  countyEn: 'Members of the Example Association',
  supervisor: '示例协会信用评价办公室',
  siteId: null,
  siteIdPicture: null,
  commitment: [],
  intake: 'none',
  intakeTerms: null,
};

const SHOWCASE_ID = 'M001';

export const cnmia: Story = {
  name: { zh: '非公立医疗机构协会办法', en: 'Association rules' },
  publisher: PUBLISHER,
  showcase: SHOWCASE_ID,
  tell,
};

function tell({ book, random, world, year }: Telling): void {
  const members = addMembers(book, world.fork('association'), year);
  const [first, ...others] = members;
  if (first === undefined) throw new RangeError('an association without members');
  const free = random.fork('cast').shuffle(others);
  const next = (): AssociationMember => {
    const member = free.shift();
    if (member === undefined) throw new RangeError('the association is too small for its stories');
    return member;
  };
  const scene: Scene = { book, tell: createTeller(book, random.fork('facts'), year), year, next };
  rate(scene, first, '91.5', `${year - 1}-09-16`);
  everySymbol(scene);
  terms(scene);
  refusals(scene);
  changes(scene);
  badRows(scene);
  for (const member of free) ordinary(scene, member, random.fork(`ordinary/${member.id}`));
}

/** Everybody else: most are rated well, on any day of the last two years; one in five has never applied. */
function ordinary(scene: Scene, member: AssociationMember, random: Random): void {
  if (random.chance(20)) return;
  const months = random.between(1, 25);
  const on = `${scene.year - (months > 13 ? 2 : 1)}-${String(1 + (months % 12)).padStart(2, '0')}-${random.between(10, 28)}`;
  rate(scene, member, String(random.between(110, 192) / 2), on);
}
