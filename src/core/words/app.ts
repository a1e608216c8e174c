/** Sentences that only the app says, beyond the word list. */
import type { Lang } from './lang.ts';

const zh = {
  notInstalled: '这里还没有安装公布的资料。',
  notInstalledDo: '请由发布单位先发布一次，再打开本页。',
  insecure: '当前是http连接，无法核对；请用https网址打开。',
  nowhere: '没有这个页面。',
  nowhereDo: '请核对网址，或回到首页按名称查询。',
  fault: '这一页出了问题，不是您的操作有误。',
  faultDo: '请重新打开；仍是这样，请告诉发布单位。',
  home: '回到首页',
  starting: '正在打开……',
  offlineFirst: '没有网络，本机还没有保存资料。',
  refusedFirst: '收到的资料未通过核验，没有采用。',
  refusedFirstDo: '可能是网络中途改动了内容。请换一个网络，再试一次。',
  unreadable: '资料已更新，但这个版本的应用读不了。请关闭本页再打开，更新应用。',
  pageOnly: '这个浏览器不保存资料（可能是无痕模式），关闭后需要联网才能再查。',
  full: '手机空间不够，新资料没有存下。腾出空间后再更新一次。',
  downloading: (n: number) => `正在下载资料，已完成${n}%`,
  checked: (time: string) => `${time}检查过，已是最新`,
  more: '再显示50家',
  clear: '清除',
  townCount: (n: number) => `${n}家`,
  inTown: ({ town, n }: { town: string; n: number }) => `${town}，共${n}家`,
  notices: '提示',
  languageName: 'English',
  statusHow: '资料下载后先核对电子签名，再存到本机；每次打开都重新核对。核对不通过的资料不会采用，原有资料继续使用。',
  persisted: '系统已同意长期保存。',
  notPersisted: '手机空间紧张时，系统可能清除这些资料；联网打开一次就会补上。',
  metadata: ({ root, timestamp, snapshot, targets }: Record<'root' | 'timestamp' | 'snapshot' | 'targets', number>) =>
    `签名文件版本：根${root}，清单${targets}，快照${snapshot}，时间戳${timestamp}`,
  recordsRoot: '本次公布的指纹',
  rootHow: '根密钥指纹印在发布单位的正式公告上，可以对照。',
  log: {
    grading: '年度评定',
    amendment: '等级调整',
    correction: '更正',
    refresh: '到期信息撤下',
  },
  logBroken: '公布记录前后不连贯，请向发布单位核实。',
  printLoading: '正在准备打印页……',
};

export type AppWords = typeof zh;

const en: AppWords = {
  notInstalled: 'No published data are installed here yet.',
  notInstalledDo: 'The bureau has to publish once; then open this page again.',
  insecure: 'Over http nothing can be checked; please open the https address.',
  nowhere: 'No such page.',
  nowhereDo: 'Check the address, or search by name from the home page.',
  fault: 'Something went wrong on this page. It is not your doing.',
  faultDo: 'Open it again; if it stays so, tell the bureau.',
  home: 'Home',
  starting: 'Opening…',
  offlineFirst: 'No connection, and no data are saved here yet.',
  refusedFirst: 'The data received failed their check and were not used.',
  refusedFirstDo: 'The network may have altered them on the way. Try again on another network.',
  unreadable: 'The data are newer than this version of the app. Close this page and open it again to update.',
  pageOnly: 'This browser keeps no data (private mode, perhaps): after closing, a connection is needed again.',
  full: 'Not enough space: the new data were not saved. Free some space and update again.',
  downloading: (n) => `Downloading data, ${n}% done`,
  checked: (time) => `Checked at ${time}: up to date`,
  more: 'Show 50 more',
  clear: 'Clear',
  townCount: (n) => String(n),
  inTown: ({ town, n }) => `${town}: ${n}`,
  notices: 'Notices',
  languageName: '中文',
  statusHow:
    'Data are checked against their signature before they are saved, and again each time they are opened. Data that fail are not used; the saved ones stay.',
  persisted: 'The system has agreed to keep them.',
  notPersisted: 'When space runs short the system may remove them; opening once with a connection brings them back.',
  metadata: ({ root, timestamp, snapshot, targets }) =>
    `Versions of the signed lists: root ${root}, targets ${targets}, snapshot ${snapshot}, timestamp ${timestamp}`,
  recordsRoot: 'Fingerprint of this publication',
  rootHow: "Compare the root keys' fingerprint with the one printed in the bureau's official notice.",
  log: {
    grading: 'yearly grading',
    amendment: 'change of grades',
    correction: 'correction',
    refresh: 'entries past their term taken down',
  },
  logBroken: 'The publication record is not continuous; ask the bureau.',
  printLoading: 'Preparing the print page…',
};

export const appWords: Readonly<Record<Lang, AppWords>> = { zh, en };
