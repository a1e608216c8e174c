/**
 * A proposed grade within its publicity period, and after it (words: proposed.*). A page may be read on any later day
 * without anything being taken down from it: so 公示到…, never 公示中 or days left.
 */
export const proposedZh = {
  box: ({ year, grade }: { year: number | string; grade: string }) => `公示：${year}年度拟评为${grade}`,
  notFinal: ({ current }: { current: string }) => `这不是最终结果。现行等级仍为${current}。`,
  notFinalFirst: '这不是最终结果，最终等级以公布为准。',
  until: ({ date }: { date: string }) => `公示到${date}`,
  /** The next step: true before and after the last day. */
  next: ({ bureau }: { bureau: string }) => `公示期满后，由${bureau}确定并公布最终等级。`,
  /** The record of a proposal carries no reasons. */
  reasons: '拟评理由见发给机构的通知书，本页不公布。',
  objectHow: ({ bureau }: { bureau: string }) => `机构有异议的，请凭通知书在公示期内向${bureau}提出。`,
  object: '本机构有异议？请在公示期内提出',
  public: ({ phone }: { phone: string }) => `发现公示内容有误？请拨打${phone}`,
  over: '公示已结束，最终等级待公布。',
  changed: ({ date, end }: { date: string; end: string }) => `公示内容有更正（${date}），公示期重新计算至${end}。`,
  /** A line of the publication record: no institution is named or counted. */
  log: ({ date, n, year }: { date: string; n: number; year: number }) => `${date}第${n}号：公示${year}年度拟定等级`,
};

type ProposedWords = typeof proposedZh;

export const proposedEn: ProposedWords = {
  box: ({ year, grade }) => `Proposed for ${year}: ${grade}`,
  notFinal: ({ current }) => `Not final. The grade in force is still ${current}.`,
  notFinalFirst: 'Not final; the published grade counts.',
  until: ({ date }) => `Open until ${date}`,
  next: ({ bureau }) => `After that day ${bureau} decides and publishes the final grade.`,
  reasons: 'The reasons are in the letter to the institution; they are not published here.',
  objectHow: ({ bureau }) => `An institution that disagrees objects to ${bureau} within the period, with its letter.`,
  object: 'Are you the institution and disagree? Object in time',
  public: ({ phone }) => `Something wrong? Call ${phone}`,
  over: 'The period is over; the final grade is awaited.',
  changed: ({ date, end }) => `Corrected on ${date}; the period now runs to ${end}.`,
  log: ({ date, n, year }) => `${date}, no. ${n}: proposed grades for ${year}`,
};
