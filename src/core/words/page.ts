/** The institution page's other sentences (words: head, who, nav, share, title, why, reply, lic, fold, foot). */
export const pageZh = {
  head: {
    issuer: ({ bureau }: { bureau: string }) => `${bureau}公布`,
    demo: '演示数据，均为虚构',
    demoMark: '虚构示例',
  },
  who: {
    check: '请核对名称和地址，是您所在的这一家。',
    wrong: '对不上？告诉我们',
    second: '又名：',
    code: '机构编码：',
  },
  nav: {
    elder: '长辈版',
    larger: '特大字',
    normal: '标准版',
    size: '字号',
    english: 'English',
    home: '查其他机构',
    standard: '评价标准和口径',
    more: '其他入口',
    print: '打印公示栏',
  },
  share: { wechat: '点右上角“···”可转发给家人' },
  title: {
    page: ({ inst, year, noun, grade, bureau }: TitleParts) => `${inst}·${year}年度${noun}${grade}·${bureau}`,
    plain: ({ inst, state, bureau }: { inst: string; state: string; bureau: string }) => `${inst}·${state}·${bureau}`,
  },
  description: ({ inst, bureau }: { inst: string; bureau: string }) => `${bureau}公布的${inst}依法执业信用信息`,
  why: {
    title: '为什么是这个等级',
    period: ({ from, to }: { from: string; to: string }) => `评价期：${from}至${to}`,
    none: '没有发现应当降低等级的情形。',
    hidden: '评价期内有影响等级的情形，公示期已满，不再显示详情。',
    article: ({ article }: { article: string }) => `依据：${article}`,
    /** The policy itself; `doc` in its book title marks. */
    policy: ({ doc, no }: { doc: string; no: string }) => `依据：${doc}（${no}）`,
    place: ({ doc, article }: { doc: string; article: string }) => `${doc}${article}`,
    ruling: ({ bureau, n }: { bureau: string; n: number }) => `规定没有写明的地方，按${bureau}公布的口径执行，共${n}条`,
    adopted: ({ doc }: { doc: string }) => `（${doc}）`,
    wrong: '依据有误？机构可申请更正',
  },
  reply: {
    title: '机构说明',
    note: ({ bureau }: { bureau: string }) => `以下为机构自述，${bureau}未核实其内容。`,
  },
  lic: {
    title: '执业许可',
    titleFiled: '诊所备案',
    certificate: '许可证',
    state: '备案',
    valid: ({ date }: { date: string }) => `有效，至${date}`,
    /** A licence or filing that has ended is never called valid. */
    ended: { closed: '已歇业', licenceRevoked: '已吊销', licenceCancelled: '已注销' },
    endedUntil: ({ date }: { date: string }) => `登记的有效期原至${date}`,
    endedFiled: ({ authority }: { authority: string }) => `原备案机关：${authority}`,
    filed: ({ authority }: { authority: string }) => `已备案（${authority}）`,
    filedPlain: '已备案',
    noDate: '有效期以许可证为准',
    unknown: '本次公布没有许可证信息',
    expired: ({ date, bureau }: { date: string; bureau: string }) =>
      `登记的有效期已过（${date}），是否换证请以${bureau}答复为准。`,
    number: '登记号',
    numberFiled: '备案编号',
    authority: '发证机关',
    subjects: '诊疗科目',
    principal: '主要负责人',
    creditCode: '统一社会信用代码',
    kind: '类别',
    phone: '机构电话',
  },
  fold: {
    measures: '对该等级的监管措施',
    promise: ({ year }: { year: number | string }) => `依法执业承诺书（${year}）`,
    promiseSigned: ({ date }: { date: string }) => `${date}签署`,
    basis: '评级依据和口径详情',
    ladder: '各等级的要求',
    askSep: '；',
    thisGrade: '（本机构）',
    checked: '“已核验”是什么意思？',
    checkedBody: ({ bureau, host }: { bureau: string; host: string }) =>
      `内容有${bureau}的电子签名，没有被改动过。它不能防止有人仿造整个网站，请认准网址${host}。`,
    fingerprint: ({ n }: { n: number }) => `公布记录第${n}号`,
    fingerprintLabel: '指纹',
    time: ({ date }: { date: string }) => `${date}公布`,
  },
  foot: {
    host: ({ bureau }: { bureau: string }) => `主办：${bureau}`,
    operator: ({ operator }: { operator: string }) => `承办：${operator}`,
    phone: ({ phone, hours }: { phone: string; hours: string }) => `监督电话：${phone}（${hours}）`,
    siteId: ({ id }: { id: string }) => `网站标识码${id}`,
    fraud: '本页不收费，不索要验证码。',
  },
  /** Between a heading and its count: 行政处罚（公示期内），1条. */
  count: ({ n }: { n: number | string }) => `，${n}条`,
  comma: '，',
  sep: '，',
};

interface TitleParts {
  inst: string;
  year: number;
  noun: string;
  grade: string;
  bureau: string;
}

type PageWords = typeof pageZh;

export const pageEn: PageWords = {
  head: {
    issuer: ({ bureau }) => `Published by ${bureau}`,
    demo: 'Demo data, all fictional',
    demoMark: 'Fictional example',
  },
  who: {
    check: 'Please check that the name and address are those of the place you are in.',
    wrong: "Doesn't match? Tell us",
    second: 'Also known as ',
    code: 'Code: ',
  },
  nav: {
    elder: 'Larger text',
    larger: 'Largest text',
    normal: 'Standard view',
    size: 'Text size',
    english: '中文',
    home: 'Find another institution',
    standard: 'Rules and how they are read',
    more: 'Other entries',
    print: 'Print the board',
  },
  share: { wechat: 'Tap “···” at the top right to forward' },
  title: {
    page: ({ inst, year, noun, grade, bureau }) => `${inst} · ${year} ${noun}: ${grade} · ${bureau}`,
    plain: ({ inst, state, bureau }) => `${inst} · ${state} · ${bureau}`,
  },
  description: ({ inst, bureau }) => `Lawful-practice credit record of ${inst}, published by ${bureau}`,
  why: {
    title: 'Why this grade',
    period: ({ from, to }) => `Period: ${from} to ${to}`,
    none: 'Nothing found that lowers the grade.',
    hidden: 'Something in the period counted; its publication term is over.',
    article: ({ article }) => `Under ${article}`,
    policy: ({ doc, no }) => `Under ${doc} (${no})`,
    place: ({ doc, article }) => `${doc}, ${article}`,
    ruling: ({ bureau, n }) => `Where the rules are silent, ${bureau} applies readings of its own (${n})`,
    adopted: ({ doc }) => ` (${doc})`,
    wrong: 'Wrong? The institution may ask for correction',
  },
  reply: {
    title: 'Statement by the institution',
    note: ({ bureau }) => `The institution's own words, not verified by ${bureau}.`,
  },
  lic: {
    title: 'Practice licence',
    titleFiled: 'Clinic filing',
    certificate: 'Licence',
    state: 'Filing',
    valid: ({ date }) => `Valid until ${date}`,
    ended: { closed: 'Closed', licenceRevoked: 'Revoked', licenceCancelled: 'Cancelled' },
    endedUntil: ({ date }) => `was registered until ${date}`,
    endedFiled: ({ authority }) => `had been filed with ${authority}`,
    filed: ({ authority }) => `Filed with ${authority}`,
    filedPlain: 'Filed',
    noDate: 'Validity as printed on the licence',
    unknown: 'This publication has no licence information',
    expired: ({ date, bureau }) => `Registered validity ended ${date}; ask ${bureau} about renewal.`,
    number: 'Registration no.',
    numberFiled: 'Filing no.',
    authority: 'Issued by',
    subjects: 'Clinical subjects',
    principal: 'Person in charge',
    creditCode: 'Unified social credit code',
    kind: 'Kind',
    phone: 'Telephone',
  },
  fold: {
    measures: 'What follows from this grade',
    promise: ({ year }) => `Commitment to lawful practice (${year})`,
    promiseSigned: ({ date }) => `Signed ${date}`,
    basis: 'Basis and readings in detail',
    ladder: 'What each grade asks',
    askSep: '; ',
    thisGrade: ' (this institution)',
    checked: 'What does "verified" mean?',
    checkedBody: ({ bureau, host }) =>
      `The content carries ${bureau}'s signature and was not changed. It cannot stop someone copying the whole site: check that the address is ${host}.`,
    fingerprint: ({ n }) => `Publication no. ${n}`,
    fingerprintLabel: 'Fingerprint',
    time: ({ date }) => `Published ${date}`,
  },
  foot: {
    host: ({ bureau }) => `Run by ${bureau}`,
    operator: ({ operator }) => `Operated by ${operator}`,
    phone: ({ phone, hours }) => `Supervision: ${phone} (${hours})`,
    siteId: ({ id }) => `Site ID ${id}`,
    fraud: 'This page never asks for payment or verification codes.',
  },
  count: ({ n }) => `: ${n}`,
  comma: ': ',
  sep: ', ',
};
