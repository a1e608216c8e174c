/** The county under a plan that takes its grades from the province's system, and grades others than medical institutions too. */
import { SUBJECTS } from '../../publish/workspace/columns/choices.ts';
import { label } from '../book.ts';
import { countyStory } from '../county-story.ts';
import type { Member } from '../institutions.ts';
import { BUREAU } from '../names.ts';
import type { Random } from '../random.ts';
import { type Stage, WORST_CASE_ID } from '../shared-stories.ts';
import type { Teller } from '../teller.ts';
import { addTraders, type Trader } from '../trades.ts';

const LEVELS = { secondary: /^二/, primary: /^一/ } as const;

export const yangshan = countyStory({
  name: { zh: '阳山方案', en: 'Yangshan plan' },
  // The province's system knows of the penalties, too: whom the stories of all policies assess as best has been punished since.
  assess: (_, tell) => ({
    sound: (member) => take(tell, member, member.id === WORST_CASE_ID ? 'E' : 'B'),
    best: (member) => take(tell, member, 'C'),
  }),
  stories,
  ordinary: ({ tell }, member, random) => take(tell, member, gradeBy(random)),
});

/** The export of 22 January; grades are generated on the 20th. */
function take(tell: Teller, member: Pick<Member, 'id'>, grade: string): void {
  tell.imported(member, grade, `${tell.evidenceYear + 1}-01-22`);
}

/** In about the mixture that a county has. */
function gradeBy(random: Random): string {
  const draw = random.int(100);
  if (draw < 9) return 'A';
  if (draw < 62) return 'B级';
  if (draw < 91) return 'C';
  return draw < 98 ? 'D' : 'E';
}

function stories(stage: Stage, random: Random): void {
  nameSubjects(stage);
  imports(stage);
  traders(stage, addTraders(stage.book, random.fork('traders'), stage.year), random);
  refused(stage);
}

/** The plan grades hospitals first and village clinics last: each has its kind. */
function nameSubjects({ book }: Stage): void {
  for (const { id = '', level = '' } of [...book.rows.institutions]) {
    const kind = LEVELS.secondary.test(level) ? 'secondary' : LEVELS.primary.test(level) ? 'primary' : 'below-primary';
    book.complete(id, { subject: label(SUBJECTS, `medical-${kind}`) });
  }
}

/** A grade that cannot be taken over, and those that must be imported again. */
function imports(stage: Stage): void {
  const { tell, cast, year } = stage;
  for (const grade of ['A', 'B', 'C', 'D', 'E']) take(tell, cast.next(), grade);
  take(tell, cast.next('clinic'), 'F');
  const repaired = cast.next('outpatient');
  take(tell, repaired, 'D');
  tell.event(repaired, 'creditRepair', { on: `${year}-02-10`, repairs: tell.penalty(repaired, { on: '05-20' }) });
  const corrected = cast.next('clinic');
  take(tell, corrected, 'C');
  tell.penalty(corrected, { on: '08-12', status: 'revoked' });
  const undated = cast.next('clinic');
  tell.imported(undated, 'C', null);
  tell.event(undated, 'creditRepair', { on: '11-05', repairs: tell.penalty(undated, { on: '02-17' }) });
  // The plan knows no downgrade by the county: named to the clerk, and nothing changes.
  const lowered = cast.next();
  take(tell, lowered, 'B');
  tell.downgrade(lowered, 'D', true);
}

/** Most have signed a commitment; a few were punished, which their grade shows; the last waits for its first grade. */
function traders({ book, tell, year }: Stage, all: readonly Trader[], random: Random): void {
  const last = all.at(-1);
  for (const trader of all) {
    const own = random.fork(`trader/${trader.id}`);
    const punished = trader !== last && own.chance(15);
    if (punished) tell.penalty(trader, { about: trader.trade.penalty, seriousness: 'serious' });
    if (trader !== last) take(tell, trader, punished ? 'D' : gradeBy(own));
    if (own.chance(60)) {
      const signedOn = `${year}-01-${own.between(10, 28)}`;
      book.commitment({
        institutionId: trader.id,
        year: String(year),
        signedOn,
        signer: trader.principal,
        items: PROMISE,
      });
    }
  }
}

/** Not the letter of medical institutions, which is the bureau's standard one. */
const PROMISE =
  '依法生产经营，保证卫生条件和产品、服务质量\n按规定消毒、检测，如实公示结果\n自觉接受监督检查和社会监督';

/** A natural person is never a subject of a public release: the row is refused. */
function refused({ book }: Stage): void {
  book.institution({
    id: 'D9997',
    name: '例误三',
    subject: '医务人员',
    address: '示例县样例街道样例路1号',
    licenceAuthority: BUREAU,
  });
}
