/** The inspectors' page: the key, the search over staff. */
import type { Lang } from './lang.ts';

const zh = {
  title: '监督员查执业人员',
  intro: '用本单位发给监督员的密钥，可以在没有网络时按姓名、职务查人员在哪家机构执业。',
  typed: '监督员密钥（28个字符）',
  typedHow: '大小写、空格都可以；字母O和数字0不用区分。最后一个是校验字符。',
  save: '打开人员名单',
  scan: '扫描密钥码',
  stopScan: '停止扫描',
  scanning: '请把密钥码放进画面。',
  noCamera: '不能使用摄像头，请在系统设置里允许，或者输入密钥。',
  noScan: '这个浏览器不能扫码，请输入或粘贴密钥。',
  notACode: '这不是监督员密钥的码，请换一个。',
  length: ({ n }: { n: number }) => `应是28个字符，现在是${n}个，请对照核对。`,
  character: '有密钥里不会出现的字符，请对照核对。',
  check: '有字符输错了，或者两个字符颠倒了，请逐组对照核对。',
  opening: '正在打开人员名单……',
  noFile: '本单位这次没有公布给监督员用的人员名单。',
  notDownloaded: '人员名单还没有下载到本机，请联网后再试。',
  wrongKey: '这个密钥打不开本次公布的人员名单，可能已经更换。请向本单位领取新密钥。',
  damaged: '人员名单打不开，可能已损坏。请联网更新后再试。',
  notKept: '这个浏览器不能保存密钥，关闭页面后要重新输入。',
  search: '姓名或职务',
  searchHow: '例如：张三，主治医师，张三 内科',
  count: ({ n }: { n: number }) => `找到${n}人次`,
  countMore: ({ n }: { n: number }) => `只显示前${n}人次，多输几个字可以找得更准。`,
  empty: ({ q }: { q: string }) => `名单里没有“${q}”。人员可能刚变动，请以登记系统为准。`,
  asOf: ({ date }: { date: string }) => `人员信息截至${date}`,
  differs: ({ n }: { n: number }) => `有${n}家的名单与公布的记录不一致，没有显示，请告诉本单位。`,
  kept: '密钥只存在这部手机上，不能导出；人员名单在手机上是加密的，关闭页面后不留明文。',
  forget: '从本机删除密钥',
  forgotten: '密钥已从本机删除。加密的名单文件联网更新时一并删除。',
};

type InspectorWords = typeof zh;

const en: InspectorWords = {
  title: 'Find staff by name',
  intro:
    'With the key that the bureau hands to its inspectors, staff can be found by name and position without a network.',
  typed: 'Inspector key (28 characters)',
  typedHow: 'Capitals and blanks do not matter, nor O for 0. The last one is a check character.',
  save: 'Open the staff lists',
  scan: 'Scan the key',
  stopScan: 'Stop scanning',
  scanning: 'Hold the code into the picture.',
  noCamera: 'The camera cannot be used. Allow it in the settings, or type the key.',
  noScan: 'This browser cannot scan; type or paste the key.',
  notACode: 'Not the code of an inspector key; try another one.',
  length: ({ n }) => `It has 28 characters, not ${n}. Please compare.`,
  character: 'A character that no key has. Please compare.',
  check: 'A wrong character, or two exchanged. Please compare group by group.',
  opening: 'Opening the staff lists…',
  noFile: 'The bureau has published no staff lists for inspectors.',
  notDownloaded: 'The staff lists are not on this device yet. Go online and try again.',
  wrongKey: 'This key does not open the published lists; it may have been replaced. Ask the bureau for the new one.',
  damaged: 'The staff lists cannot be opened. Go online, update, and try again.',
  notKept: 'This browser cannot keep the key: type it again after closing the page.',
  search: 'Name or position',
  searchHow: 'For instance: 张三, 主治医师, 张三 内科',
  count: ({ n }) => `${n} found`,
  countMore: ({ n }) => `Only the first ${n} are shown; type more to narrow the search.`,
  empty: ({ q }) => `No “${q}” in the lists. Staff may have just changed.`,
  asOf: ({ date }) => `Staff as of ${date}`,
  differs: ({ n }) =>
    `The lists of ${n} institutions differ from the published records and are not shown. Tell the bureau.`,
  kept: 'The key is kept on this device alone and cannot be read out; the lists are kept encrypted, and nothing readable is left once the page is closed.',
  forget: 'Delete the key from this device',
  forgotten: 'The key is deleted. The encrypted lists go with the next update.',
};

export const inspectorWords: Readonly<Record<Lang, InspectorWords>> = { zh, en };
