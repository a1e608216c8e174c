/** Subjects that are no medical institutions, and those whose phase is still to come (words: none.term, lic.*). */
export const subjectZh = {
  /** `name`: the kind of subject, as the policy calls it. */
  notYet: ({ doc, name, date }: { doc: string; name: string; date: string }) =>
    `按${doc}，${name}自${date}起的信用信息纳入评价。`,
  notYetMore: '还没到评价时间，不代表好或不好，监督检查照常进行。',
  newMore: '还没到评价时间，不是差评。',
  licence: '证照',
  number: '证照编号',
  /** Below the kind of subject. */
  kind: '业态',
  noDate: '有效期以证照为准',
  unknown: '暂无登记资料',
  home: ({ county }: { county: string }) => `${county}医疗卫生信用查询`,
  revoked: ({ licence }: { licence: string }) => `${licence}已被吊销`,
  cancelled: ({ licence, noun }: { licence: string; noun: string }) => `${licence}已注销，${noun}标识停用`,
};

type SubjectWords = typeof subjectZh;

export const subjectEn: SubjectWords = {
  notYet: ({ doc, name, date }) => `Under ${doc}, the record is graded from ${date}: ${name}.`,
  notYetMore: 'Its time is still to come. This says nothing good or bad; inspections go on as usual.',
  newMore: 'Its first grading is still to come. This is not a bad grade.',
  licence: 'Licence',
  number: 'Number',
  kind: 'Trade',
  noDate: 'Validity as printed on it',
  unknown: 'No registration data yet',
  home: ({ county }) => `${county}: credit grades in health care`,
  revoked: ({ licence }) => `${licence} revoked`,
  cancelled: ({ licence }) => `${licence} cancelled; label withdrawn`,
};
