/** An association's rating and its certificate (words: head.issuer.assoc, scope.notapplied, lapsed.assoc, withdrawn.assoc). */
export const certificateZh = {
  issuer: ({ association }: { association: string }) => `${association}公布（行业协会）`,
  number: ({ number, date }: { number: string; date: string }) => `证书编号${number}，${date}颁发`,
  /** `end`: the last day without the extension. */
  extended: ({ end, date }: { end: string; date: string }) => `延期续评中：证书有效期原至${end}，延期至${date}`,
  wasExtended: ({ date }: { date: string }) => `曾延期续评至${date}`,
  extendedShort: '延期续评中',
  changed: ({ date, old, now }: { date: string; old: string; now: string }) =>
    `证书有效期内有调整：${date}由${old}调整为${now}`,
  /** Who failed and who never applied. */
  unrated: '没有有效的协会信用评价',
  unratedMore: '机构自愿参加，没有评价不代表好或不好。',
  lapsed: '证书已过有效期，作废',
  lapsedMore: ({ year, grade, date }: { year: string; grade: string; date: string }) =>
    `${year}年度证书（${grade}）有效期至${date}，不得继续使用。`,
  removed: '信用证书已摘牌',
  removedShort: '已摘牌',
  removedSince: ({ date }: { date: string }) => `自${date}起，原等级和证书不再使用。`,
  /** Measures of a rating: how it may be used. */
  use: '等级的使用',
  home: {
    title: '社会办医疗机构信用评价查询',
    town: '按地区查看',
    townAll: '全部地区',
    phone: ({ phone, hours }: { phone: string; hours: string }) => `联系电话：${phone}（${hours}）`,
  },
  /** In the place of a ladder that would have too many steps to be counted. */
  step: ({ level, levels }: { level: number; levels: number }) => `第${level}级/共${levels}级`,
};

type CertificateWords = typeof certificateZh;

export const certificateEn: CertificateWords = {
  issuer: ({ association }) => `Published by ${association} (an industry association)`,
  number: ({ number, date }) => `Certificate no. ${number}, issued ${date}`,
  extended: ({ end, date }) => `Renewal under way: the certificate, valid until ${end}, is extended to ${date}`,
  wasExtended: ({ date }) => `Had been extended to ${date}`,
  extendedShort: 'Renewal under way',
  changed: ({ date, old, now }) => `Changed within the certificate's term: ${old} to ${now} on ${date}`,
  unrated: 'No valid rating by the association',
  unratedMore: 'Rating is voluntary: none says nothing good or bad.',
  lapsed: 'The certificate has expired and is void',
  lapsedMore: ({ year, grade, date }) =>
    `The ${year} certificate (${grade}) was valid until ${date}; no longer to be used.`,
  removed: 'Removed by the association',
  removedShort: 'Removed',
  removedSince: ({ date }) => `Since ${date}; grade and certificate are no longer used.`,
  use: 'How the rating may be used',
  home: {
    title: 'Credit ratings of private medical institutions',
    town: 'By region',
    townAll: 'All regions',
    phone: ({ phone, hours }) => `Telephone: ${phone} (hours: ${hours})`,
  },
  step: ({ level, levels }) => `${level} of ${levels}`,
};
