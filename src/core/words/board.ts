/** Board, printed codes and typed codes (words: board.*, claim.*, print.*, code.*). */
export const boardZh = {
  ask: '公示栏与本页不一致？',
  askDo: ({ phone }: { phone: string }) => `以本页为准。请拨打${phone}告诉我们。`,
  report: '网上告诉我们',
  printedOn: ({ date }: { date: string }) => `打印日期：${date}`,
};

/** What is printed on a board and what is in force; `old`: what its grade was called, null where that is not known any more. */
interface BoardGrade {
  readonly year: number;
  readonly old: string | null;
}
interface NewerGrade extends BoardGrade {
  readonly nowYear: number;
  readonly now: string;
}

const named = (old: string | null): string => (old ? `（${old}）` : '');
const namedEn = (old: string | null): string => (old ? ` (${old})` : '');

/** Said of the code on a board, each case in words of its own; each names the page as what counts, none blames. */
export const claimZh = {
  current: '公示栏上的等级与现行等级一致',
  /** Of a page that may not be the newest. */
  same: '公示栏上的等级与本页一致',
  /** Of an earlier year. */
  old: ({ year, old, nowYear, now }: NewerGrade) =>
    `公示栏是${year}年度的旧等级${named(old)}，已过期。${nowYear}年度等级为${now}，以本页为准。`,
  /** Of an earlier year, and the grade in force is called the same. */
  oldSame: ({ year, nowYear, now }: Omit<NewerGrade, 'old'>) =>
    `公示栏是${year}年度的，已过期。${nowYear}年度等级仍为${now}，以本页为准。`,
  /** Of the same year, from before a change. */
  changed: ({ year, old, now }: Omit<NewerGrade, 'nowYear'>) =>
    `公示栏是${year}年度调整前的等级${named(old)}，现行等级为${now}，以本页为准。`,
  withdrawn: ({ year, old }: BoardGrade) => `公示栏上是${year}年度的等级${named(old)}，等级标识现已停用，以本页为准。`,
  /** Lapsed, awaited, or outside the grading: no grade is in force. */
  ended: ({ year, old }: BoardGrade) =>
    `公示栏上是${year}年度的等级${named(old)}，已不是现行等级；目前没有现行等级，以本页为准。`,
  /** Of a year that is not published yet. */
  ahead: ({ year, nowYear }: { year: number; nowYear: number }) =>
    `公示栏是${year}年度的，本页是${nowYear}年度的，以本页为准。`,
  /** The board may be newer than what this phone holds. */
  later: '公示栏可能比本页新，没有比对。请连上网络，再扫一次。',
  forged: '公示栏上的防伪信息核对不通过，等级以本页为准。',
  /** 160 digits that no signature has: a zero in front, a number too large. */
  malformed: '公示栏上的防伪信息格式不对，等级以本页为准。',
  /** Fewer digits, or more: lost or added on the way. */
  cut: '公示栏上的码没有读完整，没有核对。请再扫一次。',
  tell: ({ phone }: { phone: string }) => `请拨打${phone}告诉我们。`,
  /** Of a claim that holds at another institution's address. */
  elsewhere: ({ inst, address }: { inst: string; address: string }) =>
    `公示栏上的防伪信息属于另一家：${inst}（${address}），等级以本页为准。`,
  revoked: '公示栏使用的签名已停用，等级以本页为准。',
  unknownKey: '公示栏使用的签名，发布单位没有公布过，等级以本页为准。',
  /** Above what a genuine claim says, on a page that was opened at an address for which no key was made. */
  otherAddress: ({ printed, here }: { printed: string; here: string }) =>
    `公示栏上的网址是${printed}，现在打开的是${here}，请认准公示栏上的网址。`,
  unchecked: '公示栏上的防伪信息没有核对。请连上网络，再扫一次。',
  cannot: '这个浏览器不能核对公示栏上的防伪信息，等级以本页为准。',
};

export const printZh = {
  query: '查询码，不是收款码',
  how: '微信扫一扫，看等级、看许可、反映问题',
  type: ({ host, code, phone }: { host: string; code: string; phone: string }) =>
    `扫不了？在浏览器输入${host}，查机构编码${code}，或拨打${phone}`,
  temp: '临时张贴，以统一配发的公示栏为准',
  tempMark: '临时张贴',
  staffnote: '人员变动以扫码为准',
  noad: '不得用于广告宣传',
  print: '打印',
  boardA3: '公示栏（A3横版）',
  boardA4: '公示栏（A4）',
  stickers: '二维码贴纸',
};

export const codeZh = {
  typo: ({ list }: { list: string }) => `机构编码可能输错了。您要找的是不是：${list}`,
  unknown: '没有这个编码。请核对公示栏，或按名称查询。',
  otherbureau: ({ other }: { other: string }) => `这家机构由${other}公布，点此打开`,
  /** Of a code that was given once and is in the list no more: its board may still hang there. */
  gone: '这家机构已不在公布名单内',
  goneWas: '这个编码原属于：',
  goneAt: '原地址：',
  goneSince: ({ bureau, date }: { bureau: string; date: string }) => `自${date}起，不在${bureau}公布的名单内。`,
  goneSuccessor: ({ name }: { name: string }) => `原机构已变更，现为：${name}，查看新页面`,
  goneUnknown: ({ bureau }: { bureau: string }) => `这个编码所属的机构不在${bureau}公布的名单内。`,
  goneDo: '公示栏上的等级已不是现行等级。是否仍有许可、可以就诊，请先打电话核实。',
  nowhere: '没有这个页面',
  nowhereDo: '如果是从公示栏输入的：没有这个编码。请核对公示栏，或打电话核实。',
  noScript: '这个浏览器没有运行脚本，不能按名称查询，请打电话。',
  call: '打电话核实',
  search: '按名称查机构',
  home: '回到首页',
  /** Before the code as it was typed. */
  typed: '您输入的编码：',
  /** Of data that may not be the newest. */
  notKept: '本机保存的资料里没有这个编码，连网后再查，或打电话核实。',
};

type BoardWords = typeof boardZh;
export type ClaimWords = typeof claimZh;
type PrintWords = typeof printZh;
type CodeWords = typeof codeZh;

export const boardEn: BoardWords = {
  ask: 'Does the board differ from this page?',
  askDo: ({ phone }) => `What this page says counts. Call ${phone} and tell us.`,
  report: 'Tell us online',
  printedOn: ({ date }) => `Printed ${date}`,
};

export const claimEn: ClaimWords = {
  current: 'The board shows the grade in force',
  same: 'The board shows the same grade as this page',
  old: ({ year, old, nowYear, now }) =>
    `The board shows the ${year} grade${namedEn(old)}, which has expired. The ${nowYear} grade is ${now}. This page counts.`,
  oldSame: ({ year, nowYear, now }) =>
    `The board is of ${year} and has expired. The ${nowYear} grade is ${now} again. This page counts.`,
  changed: ({ year, old, now }) =>
    `The board shows the ${year} grade from before a change${namedEn(old)}; in force is ${now}. This page counts.`,
  withdrawn: ({ year, old }) =>
    `The board shows the ${year} grade${namedEn(old)}; the label has been withdrawn since. This page counts.`,
  ended: ({ year, old }) =>
    `The board shows the ${year} grade${namedEn(old)}, which is no longer in force; no grade is in force now. This page counts.`,
  ahead: ({ year, nowYear }) => `The board is of ${year}, this page of ${nowYear}. This page counts.`,
  later: 'The board may be newer than this page; they were not compared. Scan again with a connection.',
  forged: "The board's code does not check out; this page counts.",
  malformed: "The board's code is not of the right form; this page counts.",
  cut: "The board's code was not read completely, so it was not checked. Scan again.",
  tell: ({ phone }) => `Please call ${phone} and tell us.`,
  elsewhere: ({ inst, address }) =>
    `The board's code is that of another place: ${inst} (${address}). This page counts.`,
  revoked: "The board's signing key is no longer used; this page counts.",
  unknownKey: "The board's signing key was never published by the bureau; this page counts.",
  otherAddress: ({ printed, here }) =>
    `The address on the board is ${printed}; you opened ${here}. Trust the address on the board.`,
  unchecked: "The board's code was not checked. Scan again with a connection.",
  cannot: "This browser cannot check the board's code; this page counts.",
};

export const printEn: PrintWords = {
  query: 'For information, not for payment',
  how: 'Scan in WeChat: grade, licence, report a problem',
  type: ({ host, code, phone }) => `Can't scan? Open ${host}, enter ${code}, or call ${phone}`,
  temp: 'Temporary; the issued board counts',
  tempMark: 'Temporary',
  staffnote: 'For current staff, scan',
  noad: 'Not for advertising',
  print: 'Print',
  boardA3: 'Board (A3 landscape)',
  boardA4: 'Board (A4)',
  stickers: 'Code stickers',
};

export const codeEn: CodeWords = {
  typo: ({ list }) => `The code may be mistyped. Did you mean: ${list}`,
  unknown: 'No such code. Check the board or search by name.',
  otherbureau: ({ other }) => `Published by ${other}; open`,
  gone: 'This institution is no longer in the published list.',
  goneWas: 'This code belonged to: ',
  goneAt: 'Former address: ',
  goneSince: ({ bureau, date }) => `Since ${date} it has not been in the list published by ${bureau}.`,
  goneSuccessor: ({ name }) => `Replaced by ${name}. See its page`,
  goneUnknown: ({ bureau }) => `The institution of this code is not in the list published by ${bureau}.`,
  goneDo: 'The grade on its board is no longer in force. Call first to ask whether it is licensed and may treat you.',
  nowhere: 'No such page.',
  nowhereDo: 'If you typed a code from a board: no such code. Check the board, or call and ask.',
  noScript: 'This browser runs no scripts, so search does not work here. Please call.',
  call: 'Call and ask',
  search: 'Search by name',
  home: 'Home',
  typed: 'The code you entered: ',
  notKept: 'The data saved on this device do not have this code. Try again with a connection, or call and ask.',
};
