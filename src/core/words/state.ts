/** What stands in the grade's place (words: none.*, scope.*, withdrawn.*, lapsed.*, register.*). */
import type { WithdrawalCause } from '../domain/facts.ts';

/** What the policy calls its grade: 信用级别, and its label is the 信用级别标识. */
interface Noun {
  readonly noun: string;
}

/** The titles alone. */
export const stateTitleZh = {
  new: '新设机构，尚未参加评价',
  awaiting: ({ year }: { year: number | string }) => `${year}年度等级尚未公布`,
  incomplete: '资料待补齐，暂未评定',
  outOfScope: '不在本次评价范围',
  withdrawn: {
    closed: ({ noun }: Noun) => `已歇业，${noun}标识停用`,
    licenceRevoked: () => '执业许可已被吊销，请勿在此就诊',
    licenceCancelled: ({ noun }: Noun) => `执业许可已注销，${noun}标识停用`,
    other: ({ noun }: Noun) => `${noun}标识已按规定停用`,
  } satisfies Record<WithdrawalCause, (given: Noun) => string>,
  lapsed: '原等级已失效',
  register: '本地公布信用记录，不评等级',
};

type StateTitleWords = typeof stateTitleZh;

export const stateTitleEn: StateTitleWords = {
  new: 'New – not graded yet',
  awaiting: ({ year }) => `The ${year} grade is not published yet`,
  incomplete: 'Not graded yet: information incomplete',
  outOfScope: 'Outside this grading',
  withdrawn: {
    closed: () => 'Closed; label withdrawn',
    licenceRevoked: () => 'Licence revoked. Do not seek treatment here',
    licenceCancelled: () => 'Licence cancelled; label withdrawn',
    other: () => 'Label withdrawn under the rules',
  },
  lapsed: 'The former grade has lapsed',
  register: 'Records are published here; no grade is given',
};

export const stateZh = {
  newMore: '还没到评价时间，不是差评，就诊不受影响。',
  awaitingMore: ({ bureau }: { bureau: string }) => `${bureau}公布后，会显示在这里。`,
  incompleteMore: '资料补齐后再评定。暂未评定不是差评。',
  outFiled: ({ doc }: { doc: string }) => `本机构为备案诊所。按${doc}，评价对象是持有《医疗机构执业许可证》的机构。`,
  outMore: '不参评不代表好或不好，监督检查照常进行。',
  withdrawnSince: ({ noun, date }: Noun & { readonly date: string }) => `${noun}标识自${date}起停用，原等级不再使用。`,
  withdrawnRevokedDo: ({ phone }: { phone: string }) => `如仍在营业，请拨打${phone}举报。`,
  lapsedMore: ({ year, grade }: { year: number | string; grade: string }) =>
    `${year}年度等级（${grade}）已失效，新等级尚未公布。`,
  lapsedLate: ({ year }: { year: number | string }) => `${year}年度等级的一年有效期已满，新等级尚未公布。`,
  /** Where nobody here knows whether there is a new one. */
  lapsedSince: ({ year, grade }: { year: number | string; grade: string }) =>
    `${year}年度等级（${grade}）的有效期已过，新等级以最新公布为准。`,
  registerNone: '目前没有公示中的记录。',
};

type StateWords = typeof stateZh;

export const stateEn: StateWords = {
  newMore: 'Its first grading is still to come. This is not a bad grade.',
  awaitingMore: ({ bureau }) => `It will appear here once ${bureau} has published it.`,
  incompleteMore: 'It is graded once the information is complete. Not graded yet is not a bad grade.',
  outFiled: ({ doc }) => `A filed clinic. ${doc} covers holders of a practice licence only.`,
  outMore: 'This says nothing good or bad; inspections go on as usual.',
  withdrawnSince: ({ date }) => `The label has been withdrawn since ${date}; the former grade is no longer used.`,
  withdrawnRevokedDo: ({ phone }) => `If it is still open, please report it: ${phone}.`,
  lapsedMore: ({ year, grade }) => `The ${year} grade (${grade}) has lapsed; the new one is not out yet.`,
  lapsedLate: ({ year }) => `The ${year} grade's one-year term has passed; the new grade is not out yet.`,
  lapsedSince: ({ year, grade }) =>
    `The ${year} grade (${grade}) is past its term; the newest publication says what counts now.`,
  registerNone: 'No records on display at present.',
};
