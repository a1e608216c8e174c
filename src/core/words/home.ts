/** Home page and data status (words: home.*, data.*). */
import { counted } from './lang.ts';
export const homeZh = {
  title: ({ county }: { county: string }) => `${county}医疗机构信用查询`,
  sub: ({ bureau, n, date }: { bureau: string; n: number; date: string }) => `${bureau}公布，共${n}家，${date}更新`,
  searchLabel: '查机构',
  search: '名称、拼音首字母或编码',
  scan: '在机构里？用微信扫一扫公示栏上的二维码。',
  empty: ({ q }: { q: string }) => `没有找到“${q}”`,
  emptyDo: ({ phone, bureau }: { phone: string; bureau: string }) =>
    `少输几个字试试，或拨打${phone}。没查到不等于没有许可，请以${bureau}答复为准。`,
  count: ({ n }: { n: number }) => `找到${n}家`,
  countMore: ({ n }: { n: number }) => `只显示前${n}家，多输几个字可以找得更准。`,
  legend: '等级怎么看',
  legendRegister: '信用记录怎么看',
  town: '按乡镇查看',
  townAll: '全部乡镇',
  log: '公布记录',
  logLine: ({ date, n, kind, m }: { date: string; n: number; kind: string; m: number }) =>
    `${date}第${n}号：${kind}，涉及${m}家`,
  standard: '评价标准和口径',
  lists: '公布的名单',
  mine: '我的提交',
  phone: ({ phone, hours }: { phone: string; hours: string }) => `监督电话：${phone}（${hours}）`,
  save: '下载资料，没有网络也能查',
  first: '第一次打开需要网络。',
};

/** Short forms for lists, where a state stands in a grade's place. */
export const listZh = {
  new: '新设，未评',
  awaiting: '尚未公布',
  incomplete: '暂未评定',
  unrated: '没有有效评价',
  outOfScope: '不在评价范围',
  withdrawn: '标识停用',
  lapsed: '已失效',
  register: '信用记录',
};

export const dataZh = {
  title: '资料状态',
  release: ({ n, date }: { n: number; date: string }) => `本机资料：公布记录第${n}号，${date}公布`,
  confirmed: ({ date }: { date: string }) => `最近确认：${date}`,
  saved: ({ n }: { n: number }) => `已存${n}家，没有网络也能查`,
  size: ({ kb }: { kb: number }) => `占用约${kb}KB`,
  files: '文件',
  file: ({ name, kb }: { name: string; kb: number }) => `${name}，${kb}KB，已核验`,
  refresh: '现在更新',
  refreshing: '正在更新……',
  refreshed: '已是最新',
  failed: '没有更新成功，继续使用本机资料。',
  bad: '收到的资料未通过核验，没有采用，继续使用本机资料。',
  loading: '正在读取资料……',
  remove: '删除本机资料',
  inspectors: '监督员：按姓名查执业人员',
  root: '根密钥指纹',
  app: ({ version }: { version: string }) => `应用版本${version}`,
};

/** What the file for programs says of itself (`/i/<code>.json`). */
export const openZh = {
  about: ({ bureau }: { bureau: string }) =>
    `${bureau}公布的一家医疗机构的信用记录，附可以独立核对的证明。不含人员名单；处罚信息只在公示期内列出。`,
  aboutDemo: ({ bureau }: { bureau: string }) =>
    `演示数据，均为虚构。${bureau}公布的一家医疗机构的信用记录，附可以独立核对的证明。不含人员名单；处罚信息只在公示期内列出。`,
  verify: ({ origin }: { origin: string }) =>
    `叶子＝SHA-256（0x00加text的UTF-8字节），按index和path依RFC 6962逐级算出的根应等于release.root，并与已签名的records.json中同一号公布一致。核对整个站点：yixinma verify ${origin}`,
};

type HomeWords = typeof homeZh;
type ListWords = typeof listZh;
type DataWords = typeof dataZh;

type OpenWords = typeof openZh;

export const openEn: OpenWords = {
  about: ({ bureau }) =>
    `Credit record of one medical institution, published by ${bureau}, with a proof that anyone can check. No staff list; penalties only within their publication term.`,
  aboutDemo: ({ bureau }) =>
    `Demo data, all fictional. Credit record of one medical institution, published by ${bureau}, with a proof that anyone can check. No staff list; penalties only within their publication term.`,
  verify: ({ origin }) =>
    `Leaf = SHA-256(0x00, then the UTF-8 bytes of text). The root computed with index and path (RFC 6962) must equal release.root, and the entry of the same number in the signed records.json. To check the whole site: yixinma verify ${origin}`,
};

export const homeEn: HomeWords = {
  title: ({ county }) => `${county}: credit grades of medical institutions`,
  sub: ({ bureau, n, date }) => `Published by ${bureau}: ${counted(n, 'institution')}, updated ${date}`,
  searchLabel: 'Find an institution',
  search: 'Name, pinyin initials or code',
  scan: 'At the institution? Scan the code on its board with WeChat.',
  empty: ({ q }) => `Nothing found for “${q}”`,
  emptyDo: ({ phone }) => `Try fewer characters or call ${phone}. Not found does not mean unlicensed.`,
  count: ({ n }) => `${n} found`,
  countMore: ({ n }) => `Only the first ${n} are shown; type more to narrow the search.`,
  legend: 'What the grades mean',
  legendRegister: 'What the record means',
  town: 'By town',
  townAll: 'All towns',
  log: 'Publication record',
  logLine: ({ date, n, kind, m }) => `${date}, no. ${n}: ${kind}, ${counted(m, 'institution')}`,
  standard: 'Rules and how they are read',
  lists: 'Public lists',
  mine: 'My submissions',
  phone: ({ phone, hours }) => `Supervision: ${phone} (${hours})`,
  save: 'Download to use without a network',
  first: 'A connection is needed the first time.',
};

export const listEn: ListWords = {
  new: 'New, not graded',
  awaiting: 'Not published yet',
  incomplete: 'Not graded yet',
  unrated: 'No valid rating',
  outOfScope: 'Outside grading',
  withdrawn: 'Label withdrawn',
  lapsed: 'Lapsed',
  register: 'Record',
};

export const dataEn: DataWords = {
  title: 'Data status',
  release: ({ n, date }) => `On this device: publication no. ${n}, ${date}`,
  confirmed: ({ date }) => `Last confirmed ${date}`,
  saved: ({ n }) => `${counted(n, 'institution')} saved for use without a network`,
  size: ({ kb }) => `About ${kb} kB`,
  files: 'Files',
  file: ({ name, kb }) => `${name}, ${kb} kB, verified`,
  refresh: 'Update now',
  refreshing: 'Updating…',
  refreshed: 'Up to date',
  failed: 'The update did not work; the saved data stay in use.',
  bad: 'The data received failed their check and were not used; the saved data stay in use.',
  loading: 'Reading data…',
  remove: 'Delete the saved data',
  inspectors: 'Inspectors: find staff by name',
  root: 'Fingerprint of the root keys',
  app: ({ version }) => `App version ${version}`,
};
