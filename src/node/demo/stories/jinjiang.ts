/** The county under 晋卫健规〔2024〕2号: a case on each side of every threshold, then ordinary lives. */
import { yesNo } from '../book.ts';
import { countyStory } from '../county-story.ts';
import type { Member } from '../institutions.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../shared-stories.ts';

type Tier = 'good' | 'fair' | 'poor';

export const jinjiang = countyStory({
  name: { zh: '晋江办法', en: 'Jinjiang rules' },
  assess: (_, tell) => ({
    sound: (member) => tell.tier(member, 'fair'),
    best: (member) => tell.tier(member, 'good'),
  }),
  stories,
  ordinary,
});

function stories(stage: Stage): void {
  const play = (tier: Tier = 'good', member = stage.cast.next()): Member => {
    stage.tell.tier(member, tier);
    return member;
  };
  safetyPoints(stage, play);
  avoidance(stage, play);
  complaints(stage, play);
  negativeFacts(stage, play);
  amendmentsAndGaps(stage, play);
}

type Play = (tier?: Tier, member?: Member) => Member;

/** 第十二条: 3 and 3.99 bar nothing, 4 bars A, 8 bars B; points add up exactly. */
function safetyPoints({ tell }: Stage, play: Play): void {
  const points = (member: Member, ...each: readonly string[]): void => {
    for (const one of each) tell.event(member, 'safetyPoints', { points: one, content: '安全生产责任制记分（示例）' });
  };
  points(play(), '3');
  points(play(), '3.99');
  points(play(), '4');
  points(play(), '2.5', '1.5');
  points(play('fair'), '7');
  points(play(), '7');
  points(play(), '8');
  points(play('fair'), '5', '3');
}

/** 第十六条第3项, 第十七条第3项; not intentional, or not by sampling, it does not count (JJ-5). */
function avoidance({ tell }: Stage, play: Play): void {
  const avoid = (member: Member, intentional: boolean, bySampling: boolean): void =>
    tell.event(member, 'systemAvoidance', { intentional: yesNo(intentional), bySampling: yesNo(bySampling) });
  avoid(play(), true, true);
  const twice = play();
  avoid(twice, true, true);
  avoid(twice, true, true);
  avoid(play(), false, true);
  avoid(play(), true, false);
}

function complaints({ tell }: Stage, play: Play): void {
  tell.event(play(), 'complaint', { substantiated: '是' });
  tell.event(play(), 'complaint', { substantiated: '否' });
  tell.event(play(), 'complaint');
  tell.event(play(), 'complaint', { substantiated: '是', severeImpact: '是' });
  tell.event(play(), 'complaint', { substantiated: '否', severeImpact: '是' });
  tell.event(play(), 'complaint', { substantiated: '是', severeImpact: '是', documentNo: '' });
}

function negativeFacts({ tell }: Stage, play: Play): void {
  const kinds = ['obstruction', 'orderDefiance', 'overdueRectification', 'unregisteredPhysician'] as const;
  for (const kind of kinds) tell.event(play(), kind);
  tell.event(play(), 'otherNegative', { content: '经认定的其他负面信息（示例）' });
  tell.event(play(), 'touting', { sanctioned: '是' });
  tell.event(play(), 'illegalAdvertising', { sanctioned: '是' });
  tell.event(play('fair'), 'illegalAdvertising', { sanctioned: '否' });
  tell.event(play(), 'obstruction', { documentNo: '' });
}

function amendmentsAndGaps({ tell, cast }: Stage, play: Play): void {
  tell.downgrade(play(), 'C', true);
  tell.downgrade(play('fair'), 'D', true);
  tell.downgrade(play('fair'), 'D', false);
  // Tier missing: no grade for the first, C and D fixed by events alone for the others (JJ-6).
  tell.event(cast.next('clinic'), 'commendation', { content: '示例表彰', level: '县级' });
  tell.penalty(cast.next('clinic'));
  tell.event(cast.next('clinic'), 'unregisteredPhysician');
  play('poor');
  play('poor', cast.nextFiled());
  tell.penalty(play('good', cast.nextFiled()));
}

/** Everybody else: A or B mostly; one in twenty is rated 差. */
function ordinary({ tell }: Stage, member: Member, random: Random): void {
  const draw = random.int(100);
  tell.tier(member, draw < 58 ? 'good' : draw < 95 ? 'fair' : 'poor');
}
