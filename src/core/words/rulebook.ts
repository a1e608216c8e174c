/** A rulebook as a person reads it (words: standard.*): for 「评价标准」 and `yixinma rulebook`. */
import { counted } from './lang.ts';
export const rulebookZh = {
  title: '评价标准和口径',
  sub: ({ bureau }: { bureau: string }) => `${bureau}按以下规定评价和公布。`,
  policy: '依据',
  from: ({ from }: { from: string }) => `自${from}起施行`,
  /** The text names no first day: a ruling does. */
  fromByRuling: ({ from, ruling }: { from: string; ruling: string }) =>
    `自${from}起适用（文件没有写明具体日期，见口径${ruling}）`,
  fromTo: ({ from, to }: { from: string; to: string }) => `${from}起施行，有效期至${to}`,
  validityNext: '等级有效至下一年度等级公布。',
  validityMonths: ({ n }: { n: number }) => `等级有效期${n}个月；新等级公布后，原等级失效。`,
  validityCertificate: ({ n, renew }: { n: number; renew: number }) =>
    `证书有效期${n}个月；需要续评的，提前${renew}个月申请。`,
  validityExtension: ({ n }: { n: number }) => `申请延期续评的，延期原则上不超过${n}个月。`,
  subjects: '评价对象',
  subjectFrom: ({ name, year }: { name: string; year: string }) => `${name}：自${year}年度的信用信息起`,
  grades: '等级',
  asks: '要求：',
  rules: '评定规则',
  /** What a rule does; `grade` is the mark. */
  cap: ({ grade }: { grade: string }) => `不高于${grade}`,
  give: ({ grade }: { grade: string }) => `评为${grade}`,
  set: '降低等级',
  withdraw: '停用标识',
  take: '采用上级系统生成的等级',
  thresholds: '数值',
  since: ({ date }: { date: string }) => `自${date}起`,
  rulings: '执行口径',
  rulingsNote: '规定没有写明、或可以有几种理解的地方，按以下口径执行。',
  byDefault: '默认口径，尚未发文采用',
  reads: ({ article }: { article: string }) => `针对：${article}`,
  adoptedBy: ({ doc }: { doc: string }) => `依据：${doc}`,
  measures: '等级的运用',
  checks: '监督检查',
  draw: '随机抽查',
  share: ({ grade, n }: { grade: string; n: number }) => `${grade}：抽取${n}%`,
  lists: '公布的名单',
  register: '公布的内容',
  back: '查机构',
  article: ({ article }: { article: string }) => `依据：${article}`,
  /** What is said, and where it stands. */
  cited: ({ what, place }: { what: string; place: string }) => `${what}（${place}）`,
};

type RulebookWords = typeof rulebookZh;

export const rulebookEn: RulebookWords = {
  title: 'Rules and how they are read',
  sub: ({ bureau }) =>
    `${bureau} grades and publishes by these rules. The quotations are the policy’s own Chinese text.`,
  policy: 'Policy',
  from: ({ from }) => `In force from ${from}`,
  fromByRuling: ({ from, ruling }) => `Applied from ${from} (the text names no day: ruling ${ruling})`,
  fromTo: ({ from, to }) => `In force from ${from} to ${to}`,
  validityNext: 'A grade is valid until the next grades are published.',
  validityMonths: ({ n }) => `A grade is valid for ${counted(n, 'month')}, or until new grades are published.`,
  validityCertificate: ({ n, renew }) =>
    `A certificate is valid for ${counted(n, 'month')}; renewal is asked for ${counted(renew, 'month')} before its end.`,
  validityExtension: ({ n }) =>
    `While a renewal is decided it may be extended, as a rule by at most ${counted(n, 'month')}.`,
  subjects: 'Who is graded',
  subjectFrom: ({ name, year }) => `${name}: from the record of ${year}`,
  grades: 'Grades',
  asks: 'Asks: ',
  rules: 'Rules',
  cap: ({ grade }) => `not above ${grade}`,
  give: ({ grade }) => `${grade}`,
  set: 'grade lowered',
  withdraw: 'label withdrawn',
  take: 'the grade of the superior system is taken',
  thresholds: 'Numbers',
  since: ({ date }) => `since ${date}`,
  rulings: 'Readings',
  rulingsNote: 'Where the rules are silent, or can be read in several ways, they are read so:',
  byDefault: 'The default reading; not yet adopted by a document',
  reads: ({ article }) => `On ${article}`,
  adoptedBy: ({ doc }) => `Adopted by ${doc}`,
  measures: 'What follows from a grade',
  checks: 'Supervision',
  draw: 'Drawn for inspection',
  share: ({ grade, n }) => `${grade}: ${n}%`,
  lists: 'Public lists',
  register: 'What is published',
  back: 'Find an institution',
  article: ({ article }) => `Under ${article}`,
  cited: ({ what, place }) => `${what} (${place})`,
};
