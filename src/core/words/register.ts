/** A register's page (words: register.*): entries that come and go, imported points, public commitments. */

import type { RegisterList } from '../domain/terms.ts';
import { counted } from './lang.ts';

interface Entry {
  /** Each is empty where there is none. */
  date: string;
  text: string;
  detail: string;
}

const joined = (parts: readonly string[], comma: string) => parts.filter((part) => part !== '').join(comma);

export const registerZh = {
  title: '公示中的信用记录',
  row: {
    'bad-practice': ({ date, text, detail }) => joined([date, text, `记${detail}分`], '，'),
    commendation: ({ date, text, detail }) => joined([date, `${text}${detail && `（${detail}）`}`], '，'),
    incentive: ({ date, text }) => joined([`${date}起`, text], '，'),
    sanction: ({ date, text }) => joined([`${date}起`, text], '，'),
  } satisfies Record<RegisterList, (entry: Entry) => string> as Readonly<
    Record<RegisterList, (entry: Entry) => string>
  >,
  /** Of what is in force, not of what happened. */
  inForce: ({ date }: { date: string }) => `实施至${date}`,
  auto: '期满或修复后，信息会自动撤下。',
  points: '信用积分',
  pointsRow: ({ points, source, date }: { points: string; source: string; date: string }) =>
    `${points}分（${source}，截至${date}）`,
  pointsNote: '积分照原样公布，不是信用等级。',
  promises: '信用公开承诺',
  promiseOwn: ({ date }: { date: string }) => `本机构已于${date}签署信用承诺。`,
  promiseStaff: ({ n }: { n: string }) => `从业人员${n}人已签署信用承诺。`,
  promiseNone: '本次公布没有信用承诺信息。',
};

type RegisterWords = typeof registerZh;

export const registerEn: RegisterWords = {
  title: 'Records on display',
  row: {
    'bad-practice': ({ date, text, detail }) => `${date}: ${joined([text, counted(detail, 'point')], '; ')}`,
    commendation: ({ date, text, detail }) => `${date}: ${text}${detail && ` (${detail})`}`,
    incentive: ({ date, text }) => `Since ${date}: ${text}`,
    sanction: ({ date, text }) => `Since ${date}: ${text}`,
  },
  inForce: ({ date }) => `In force until ${date}`,
  auto: 'Entries come down when their term ends or after repair.',
  points: 'Credit points',
  pointsRow: ({ points, source, date }) => `${counted(points, 'point')} (${source}, as of ${date})`,
  pointsNote: 'Points are shown as they came; they are no grade.',
  promises: 'Public commitments',
  promiseOwn: ({ date }) => `This institution signed its commitment on ${date}.`,
  promiseStaff: ({ n }) => `${n} of its staff signed theirs.`,
  promiseNone: 'This publication has no commitments.',
};
