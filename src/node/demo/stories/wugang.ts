/** The county under 舞卫健发〔2021〕89号: a case on each side of every threshold, then ordinary lives. */
import { countyStory } from '../county-story.ts';
import type { Member } from '../institutions.ts';
import { addOnSite, type OnSiteVisit } from '../on-site.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../shared-stories.ts';

const HAS_PUBLIC_HEALTH: ReadonlySet<string> = new Set(['township', 'community', 'village']);

type Play = (visit: OnSiteVisit, member?: Member) => Member;

export const wugang = countyStory({
  name: { zh: '舞钢办法', en: 'Wugang rules' },
  assess(book, _, scores) {
    const visit = (member: Member, low: number, high: number): void =>
      addOnSite(book, member, { hundredths: scores.between(low, high) * 50 }, scores);
    return { sound: (member) => visit(member, 140, 170), best: (member) => visit(member, 180, 183) };
  },
  stories,
  ordinary,
});

function stories(stage: Stage, seeded: Random): void {
  const random = seeded.fork('wugang');
  const play: Play = (visit, member = stage.cast.next()) => {
    addOnSite(stage.book, member, visit, random);
    return member;
  };
  excellentAndQuota(play);
  thresholds(stage, play);
  visits(stage, play);
  vetoes(stage, play);
  amendments(stage, play);
}

/** More than one in ten reaches 90: those tied across the cut all fall to 合格 (WG-3). */
function excellentAndQuota(play: Play): void {
  for (let nth = 0; nth < 18; nth++) play({ hundredths: 9850 - nth * 25 });
  for (let nth = 0; nth < 12; nth++) play({ hundredths: 9200 });
  play({ hundredths: 9000 });
  play({ hundredths: 9000 });
}

function thresholds({ cast, tell }: Stage, play: Play): void {
  play({ hundredths: 8999 });
  play({ hundredths: 6000 });
  play({ hundredths: 5999 });
  for (const score of ['60', '59.99'])
    tell.publicHealth(play({ hundredths: 8300 }, cast.next('township', 'community')), score);
}

function visits({ cast, tell }: Stage, play: Play): void {
  play({ hundredths: 9500, unmet: 2 });
  play({ hundredths: 9600, unmet: 5 });
  play({ hundredths: 9500, violation: 7 });
  play({ hundredths: 8800, inspectors: 1 });
  play({ hundredths: 10_000, notApplicable: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
  // No visit, but a health score or an event that alone fixes 差 (WG-5); and a health score that fixes nothing.
  tell.publicHealth(cast.next('village'), '41.5');
  tell.publicHealth(cast.next('village'), '88');
  tell.event(cast.next('clinic'), 'suspendedVerification');
}

function vetoes({ tell, cast }: Stage, play: Play): void {
  const kinds = [
    'conductViolation',
    'seriousViolation',
    'severeSocialImpact',
    'setupNonCompliance',
    'suspendedVerification',
    'safetyAccident',
    'fireAccident',
  ] as const;
  for (const kind of kinds) tell.event(play({ hundredths: 8700 }), kind);
  tell.event(play({ hundredths: 8600 }), 'seriousViolation', { documentNo: '' });
  tell.event(play({ hundredths: 8400 }, cast.next('clinic')), 'complaint', { substantiated: '否' });
}

function amendments({ tell, cast }: Stage, play: Play): void {
  tell.downgrade(play({ hundredths: 9900 }), 'qualified', true);
  tell.downgrade(play({ hundredths: 8500 }), 'poor', true);
  tell.downgrade(play({ hundredths: 8500 }), 'poor', false);
  for (const cause of ['closed', 'licenceRevoked', 'licenceCancelled', 'other'] as const) {
    tell.withdraw(play({ hundredths: 8100 }, cast.next('clinic', 'village')), cause, true);
  }
  tell.withdraw(play({ hundredths: 8200 }, cast.next('clinic')), 'other', false);
}

/** Everybody else: mostly 合格, a few 差; one in eight skips an item that does not concern it. Filed clinics are out of scope. */
function ordinary({ book, tell }: Stage, member: Member, random: Random): void {
  if (member.filed) return;
  const low = random.chance(4);
  const hundredths = (low ? random.between(90, 118) : random.between(126, 177)) * 50;
  const away = random.chance(12) ? { notApplicable: [10] } : {};
  addOnSite(book, member, { hundredths, ...away }, random);
  if (HAS_PUBLIC_HEALTH.has(member.group)) tell.publicHealth(member, String(random.between(62, 98)));
}
