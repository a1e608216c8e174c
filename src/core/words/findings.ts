/**
 * What `yixinma verify` found, in words: what is wrong, what it means, what to do next. A fault of a copy or a page is never
 * worded as a fault of the institution.
 */
import type { Lang } from './lang.ts';

/** What to do next: one of a few sentences, so that a long list stays readable. */
const nextZh = {
  compare: '请对照公告或公示栏上印的根指纹再核一次。仍对不上，请先不要采信，并致电发布单位。',
  another: '请先不要采信这一份。换一个来源重新取，再核一次；仍是这样，请告诉发布单位，并把这一份原样保存。',
  signed: '请以签名数据为准，不要采信这里写的。请把这一份原样保存，并告诉发布单位。',
  current: '请打开发布单位的网址看现行内容；引用时写明公布日期。',
  ignore: '请不要把这些文件当作发布单位的内容。',
  address: '不是自己放的，请删去。内容以从发布单位网址核验的为准：请把网址再核验一次。',
  complete: '请重新复制完整的一份，再核一次。',
  wait: '可能正在更新。请过十分钟再核一次；仍是这样，请告诉发布单位。',
  network: '请检查网络，过一会儿再运行同样的命令。',
  publisher: '请告诉发布单位。',
  remove: '请告诉发布单位运行 refresh。手里的副本请勿再传播这部分内容。',
  confirm: '请打开发布单位的网址再核一次；网站也是这样的，请致电发布单位。',
};

type Next = keyof typeof nextZh;
type Finding = readonly [what: string, means: string, next: Next];

const DOUBT = '可能在发布以后被改动，也可能是复制、传输出错。这不说明该机构有问题。';

/** The worst first. */
const findingsZh = {
  pin: [
    '根指纹对不上',
    '这里的根文件不是给出的那一个：可能抄错了指纹；市级、省级平台上的网站要用平台的指纹，不用各单位自己的；也可能不是该单位发布的内容。',
    'compare',
  ],
  signature: ['签名核验不通过', '没有发布单位的有效签名：内容可能被换过，也可能由别人的密钥重新签名。', 'another'],
  pageAltered: ['页面上显示的与签名的记录不一致', DOUBT, 'signed'],
  record: ['页面或数据文件里的记录不是签名的那一条', DOUBT, 'signed'],
  unfit: ['记录与它自己所带的证明对不上', `记录和证明至少有一样不是原来的：${DOUBT}`, 'another'],
  otherInstitution: ['编码下面放的是另一家机构的内容', DOUBT, 'signed'],
  changed: ['签名清单里的文件被改动或损坏', '内容与签名时的不同，没有采用，因此没有再往下核对机构页面。', 'another'],
  recordRoot: ['由数据文件重建的记录与签名的校验值不一致', '数据文件和公布的记录对不上。', 'another'],
  opening: ['处罚、人员等内容与记录里的校验值不一致', DOUBT, 'signed'],
  leftOut: ['还在公示期内的处罚没有列出', '应当公示的内容被拿掉了，或者没有复制完整。', 'signed'],
  log: ['公布记录前后接不上', '有公布被删去、改写，或者换了顺序。', 'another'],
  untold: ['等级的变动在公布记录里没有交代', '现在的等级不能由公布记录一步步得出。', 'publisher'],
  goneSilently: ['有机构从名单中消失，没有说明', '公布过等级的机构不在名单里，也没有“退出名单”的页面。', 'publisher'],
  stage: ['公示阶段与等级对不上', '拟定的等级被当作正式等级，或者公示期没有走完。', 'publisher'],
  gradeWords: ['等级的写法与评价办法的不一致', '页面上写的等级与数据里的等级不是同一个。', 'publisher'],
  draw: ['随机抽查的结果与事先公布的校验值不一致', '种子、名单或抽中的机构在公布后有变动。', 'publisher'],
  stray: ['签名清单里有不属于这次公布的数据', '这些数据不是现行内容，没有采用。', 'publisher'],
  goneShown: ['已退出名单的机构还放着原来的页面', '现行名单里没有这家机构。', 'current'],
  stranger: ['多出了没有公布过的文件', '它们不在签名清单里，来历不明。', 'ignore'],
  serving: [
    '有文件能让网站送出别的网页',
    '网站主机会照这些文件办：从网址打开的，可能不是这里核对过的内容。',
    'address',
  ],
  foreignPage: ['页面或数据文件写的公布批次或根指纹不是这里签名的', DOUBT, 'signed'],
  superseded: ['是以前公布的旧内容', '内容当时公布过，但后来有新的公布，这里放的不是现行内容。', 'current'],
  badProof: [
    '页面里有证明，但读不出来',
    '证明不完整、格式不对，或者不止一份：可能被改动过，也可能在保存、传输时损坏。',
    'another',
  ],
  cutOff: ['页面不完整，后面缺了一段', '证明在缺的那一段里，真假无法判断。', 'complete'],
  unproved: ['页面里没有可以核对的证明', '可能放的不是机构页面，也可能证明被拿掉了：内容真假无法判断。', 'another'],
  pageMissing: ['机构页面或数据文件缺失', '这里没有这些机构的页面，其他内容照常核对。', 'complete'],
  pageAround: ['其他页面与签名的数据不一致', '名单、评价标准或“已退出名单”的页面不是由签名数据写成的。', 'signed'],
  app: ['网站程序文件与本程序的不一致', '网页程序不在签名范围内，和本机的构建逐字节比对时发现不同。', 'publisher'],
  bundle: [
    '手机首次打开用的 bundle.json 与签名文件不一致',
    '手机第一次打开时可能核验不通过；其他文件照常核对。',
    'publisher',
  ],
  intake: ['网上反映用的密钥或评价结果不能使用', '已经签名，但手机无法使用。', 'publisher'],
  staff: ['加密的人员名单对不上', '名单与记录不符，或者不能用这把密钥打开。', 'publisher'],
  mixed: ['新旧文件混在一起', '文件的版本与清单写的不一致。', 'wait'],
  unreadable: ['文件读不出来', '格式不对，没有采用。', 'another'],
  missing: ['签名清单里有、这里没有的文件', '这一份不完整，缺的部分无法核对。', 'complete'],
  network: ['没有取到的文件', '连接中断或服务器没有答复，真假未知。', 'network'],
  lapsed: ['公示期已满的处罚信息还没有撤下', '内容是真实的，但按规定应当撤下。', 'remove'],
  expired: ['很久没有续签确认', '内容是真实的，但可能不是最新；也可能是一份停在旧日期的副本。', 'confirm'],
} as const satisfies Readonly<Record<string, Finding>>;

export type FindingKind = keyof typeof findingsZh;

const nextEn: Readonly<Record<Next, string>> = {
  compare:
    'Compare the root fingerprint with the one printed in the notice or on a board, and check again. If it still differs, do not rely on this, and call the publisher.',
  another:
    'Do not rely on this copy. Get another one from elsewhere and check again; if it is the same, keep this one as it is and tell the publisher.',
  signed: 'The signed data count; do not rely on what stands here. Keep this copy as it is and tell the publisher.',
  current: 'Open the publisher’s address for what is in force; when quoting this, give its date.',
  ignore: 'Do not take these files for the publisher’s.',
  address:
    'Delete what you did not lay there yourself. What counts is checked at the publisher’s address: verify that too.',
  complete: 'Copy the whole of it again, then check again.',
  wait: 'It may be in the middle of an update. Check again in ten minutes; if it is the same, tell the publisher.',
  network: 'Check the connection, and run the same command a little later.',
  publisher: 'Tell the publisher.',
  remove: 'Tell the publisher to run refresh. Do not pass on this part of the copy.',
  confirm: 'Open the publisher’s address and check again; if the site says the same, call the publisher.',
};

const DOUBT_EN =
  'It may have been changed after publication, or damaged on its way. It says nothing about the institution.';

const findingsEn: Readonly<Record<FindingKind, readonly [what: string, means: string]>> = {
  pin: [
    'The root fingerprint differs',
    'The root file here is not the one given: the fingerprint may be mistyped; on a site of a province it is the province’s fingerprint that counts, not a bureau’s own; or this is not what that body published.',
  ],
  signature: [
    'A signature does not verify',
    'It lacks the publisher’s valid signature: it may have been exchanged, or signed anew with somebody else’s key.',
  ],
  pageAltered: ['A page shows something else than the signed record', DOUBT_EN],
  record: ['The record in a page or data file is not the signed one', DOUBT_EN],
  unfit: [
    'A record does not fit the proof that it carries',
    `Record or proof, at least one is not what it was. ${DOUBT_EN}`,
  ],
  otherInstitution: ['Under this code stands another institution’s content', DOUBT_EN],
  changed: [
    'A signed file was changed or damaged',
    'It is not what was signed and was not used, so the pages of institutions were not checked.',
  ],
  recordRoot: [
    'Records rebuilt from the data files do not give the signed root',
    'Data files and published records do not belong together.',
  ],
  opening: ['Penalties or staff do not match the record’s commitments', DOUBT_EN],
  leftOut: ['A penalty within its term is left out', 'What must be shown was taken away, or the copy is not complete.'],
  log: ['The publication log is broken', 'A publication was removed, rewritten or moved.'],
  untold: ['The log does not tell of a change of grades', 'Its entries do not lead to the grades that are published.'],
  goneSilently: [
    'An institution has left the list without a word',
    'Its grade was published, and it is neither in the list nor has it a page that says it left.',
  ],
  stage: [
    'Stage and grades do not go together',
    'Proposed grades are passed off as final ones, or the publicity period was cut short.',
  ],
  gradeWords: [
    'A grade is not worded as its rulebook words it',
    'The grade that people read is not the grade that the data hold.',
  ],
  draw: [
    'A draw does not match what was sealed before it',
    'Seed, list or the institutions drawn were changed after publication.',
  ],
  stray: ['Signed data that are no part of this publication', 'They are not in force and were not used.'],
  goneShown: ['A page of an institution that has left the list', 'It is not in the list in force.'],
  stranger: ['Files that nobody published', 'They are not in the signed list; where they come from is unknown.'],
  serving: [
    'Files that can make the site serve other pages',
    'The host obeys them: what its address shows may be something else than what was checked here.',
  ],
  foreignPage: ['A page or data file names a publication or a root that is not signed here', DOUBT_EN],
  superseded: [
    'What an earlier publication said',
    'It was published then, and something newer was published since: it is not what is in force.',
  ],
  badProof: [
    'The page has a proof that cannot be read',
    'It is not whole, of another form, or there is more than one: changed after publication, or damaged on its way.',
  ],
  cutOff: ['The end of a page is missing', 'Its proof stood there: whether it is genuine cannot be told.'],
  unproved: [
    'The page has no proof',
    'It may be no page of an institution, or its proof was taken out: whether it is genuine cannot be told.',
  ],
  pageMissing: [
    'Pages or data files of institutions are missing',
    'They are not here; everything else was checked as usual.',
  ],
  pageAround: [
    'Other pages differ from the signed data',
    'Lists, rules or the page of one that left were not made from what is signed.',
  ],
  app: [
    'Program files of the site differ from this program’s',
    'They are not signed; compared with the build at hand, byte for byte, they differ.',
  ],
  bundle: [
    'bundle.json, which phones read first, differs from the signed files',
    'A phone’s first visit may fail its check; other files were checked as usual.',
  ],
  intake: ['Keys for complaints, or ratings, cannot be used', 'They are signed, and no phone can use them.'],
  staff: ['An encrypted staff list does not match', 'It is not its record’s, or this key does not open it.'],
  mixed: ['Old and new files are mixed', 'A file is not of the version that the list names.'],
  unreadable: ['A file cannot be read', 'Its format is wrong; it was not used.'],
  missing: ['Signed files that are not here', 'The copy is not complete; what is missing cannot be checked.'],
  network: ['Files that could not be fetched', 'The connection broke or the server did not answer: nothing is known.'],
  lapsed: [
    'Penalties past their term have not been taken down',
    'They are genuine, and must be taken down by the rules.',
  ],
  expired: [
    'Not confirmed for a long time',
    'It is genuine, and may not be the newest; or it is a copy that stopped on an earlier day.',
  ],
};

/** The worst first. */
export const FINDING_KINDS = Object.keys(findingsZh) as readonly FindingKind[];

export interface FindingText {
  readonly what: string;
  readonly means: string;
  readonly next: string;
}

export function findingText(kind: FindingKind, lang: Lang): FindingText {
  const [what, means, next] = findingsZh[kind];
  if (lang === 'zh') return { what, means, next: nextZh[next] };
  const [whatEn, meansEn] = findingsEn[kind];
  return { what: whatEn, means: meansEn, next: nextEn[next] };
}
