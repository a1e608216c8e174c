/** Penalties in their term (words: pen.*). Lapsed and repaired ones leave no trace in words or counts. */
export const penaltyZh = {
  title: '行政处罚（公示期内）',
  none: '目前没有公示期内的行政处罚。',
  /** Below a revoked licence, which is a penalty itself. */
  noneBesides: '除上面的吊销外，目前没有公示期内的行政处罚。',
  /** A part that the decision does not name is left out. */
  row: ({ date, cause, result }: { date: string; cause: string; result: string }) =>
    [date, cause, result].filter((part) => part !== '').join('，'),
  until: ({ date }: { date: string }) => `公示至${date}`,
  /** So that a good grade beside it is no contradiction. */
  outside: ({ from, to }: { from: string; to: string }) => `不在本年度评价期内（${from}至${to}）`,
  /** No count: the list below may grow shorter while somebody reads. */
  earlier: '更早的处罚',
  basis: ({ basis }: { basis: string }) => `处罚依据：${basis}`,
  auto: '公示期满或修复后，信息会自动撤下。',
  repairHow: ({ bureau }: { bureau: string }) => `可以修复：在“信用中国”网站申请，或向${bureau}咨询。`,
};

type PenaltyWords = typeof penaltyZh;

export const penaltyEn: PenaltyWords = {
  title: 'Penalties (within publication term)',
  none: 'No penalties within their publication term.',
  noneBesides: 'Besides the revocation above, no penalties within their publication term.',
  row: ({ date, cause, result }) => `${date}: ${[cause, result].filter((part) => part !== '').join('; ')}`,
  until: ({ date }) => `Shown until ${date}`,
  outside: ({ from, to }) => `Outside the period of this grade (${from} to ${to})`,
  earlier: 'Earlier penalties',
  basis: ({ basis }) => `Legal basis: ${basis}`,
  auto: 'Entries come down when the term ends or after repair.',
  repairHow: ({ bureau }) => `Repair is possible: apply at Credit China or ask ${bureau}.`,
};
