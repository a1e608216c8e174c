/** What `yixinma verify` says around its findings. */
import { visibleLine } from '../domain/visible.ts';
import { counted, type Lang } from './lang.ts';
import { mirroringWords } from './mirroring.ts';
import { uncheckableWords } from './uncheckable.ts';

const zh = {
  subject: { address: '网站', folder: '文件夹', archive: '压缩包', page: '保存的网页', record: '记录文件' },
  checked: ({ subject, where }: { subject: string; where: string }) => `核验对象：${where}（${subject}）`,
  genuine: '核验通过：与发布单位签名公布的一致。',
  genuineOld: '只核对了一半：机构记录是发布单位以前公布的，后来有新的公布。',
  half: '只核对了一半：页面标出的各项与签名的一致，页面上的其他内容没有核对。',
  signedOnly: '已经签名的是：',
  halfRest: ({ code }: { code: string }) =>
    `页面上的其他文字、图片和样式都没有核对，可能是别人加上去的，标出的各项也可能被遮住。请只采信上面写的内容，或打开发布单位网址后加 /i/${code} 的页面。`,
  oldRest:
    '当时公布的处罚等内容是否齐全，现在无法核对；文件里的其他内容也没有核对。请只采信上面写的内容，现行内容以发布单位网址为准。',
  notGenuine: ({ n }: { n: number }) => `核验未通过：发现${n}处问题。`,
  dated: ({ n }: { n: number }) => `核验未通过：没有发现改动，但有${n}处已经过期。`,
  unreachable: '没有核验完：有文件没有取到，真假未知。',
  unknown: '只核对了一半：内容前后一致，但单凭这个文件看不出是谁签名的。',
  places: ({ n }: { n: number }) => `（${n}处）`,
  more: ({ n }: { n: number }) => `……还有${n}处，加 --json 可列出全部。`,
  next: '怎么办：',
  differs: ({ fact, shown, signed }: { fact: string; shown: string | null; signed: string | null }) =>
    `${fact}：这里写的是${quoted(shown, '没有')}，签名的是${quoted(signed, '没有')}`,
  written: ({ fact, shown, signed }: { fact: string; shown: string | null; signed: string | null }) =>
    `${fact}：这里写的是${quoted(shown, '没有')}，按签名数据应为${quoted(signed, '没有')}`,
  since: ({ date }: { date: string }) => `自${date}起`,
  entry: ({ n }: { n: number }) => `第${n}条`,
  noPages: '一个机构页面都没有找到：这里可能只是数据的副本，没有带页面。',
  onRequest: '⚠ 机构网页和公布的名单由 yixinma serve 随时生成，文件夹里没有，这次没有核验：请再核验网址。',
  noMapping:
    '提示：这台服务器没有把 /i/编码 对应到 i/编码.html，已改为直接读取 .html 文件。二维码里印的是前一种网址，请请网站管理员补上。',
  counted: (n: { files: number; records: number; pages: number; publications: number }) =>
    `查了什么：签名文件${n.files}个，机构记录${n.records}条，机构页面${n.pages}个，公布记录${n.publications}次。`,
  looksAll: '页面与本程序写出的逐字节一致。',
  looksOthers: ({ n }: { n: number }) => `其余${n}个页面与本程序写出的逐字节一致。`,
  looksSome: ({ n, of }: { n: number; of: number }) =>
    `${of}个页面中有${n}个由其他版本的程序写成，只核对了名称、等级、处罚、人员等各项内容；页面上其余的文字和样式不在核验范围内。`,
  folder: ({ folder, n, first }: { folder: string; n: number; first: string }) =>
    `${folder}（整个文件夹，${n}个文件，如 ${first}）`,
  byHost: ({ n, names }: { n: number; names: string }) =>
    `⚠ 有${n}个文件不是公布的内容，一般由网站主机自己放置，没有核对：${names}`,
  byOthers: ({ n, names }: { n: number; names: string }) =>
    `⚠ 有${n}个网站程序文件是别的版本留下的，核对过的页面都不用它们，没有核对：${names}`,
  uncompared: ({ n, names }: { n: number; names: string }) =>
    `⚠ 有${n}个文件不在签名范围内，也没有比对过（网站首页、名单、程序，或以前的清单），可能显示任何内容：${names}`,
  nothingElse: '此外没有别的文件。',
  noProgram: '这里没有网站程序文件，只有数据和页面，副本就是这样的。',
  notListed: '没有查找：这台服务器上有没有别人放的其他网页。从网址看不到全部文件，请只打开 /i/机构编码 这样的网址。',
  inside: ({ folder }: { folder: string }) => `核对的是其中的 ${folder} 文件夹，旁边的文件没有看。`,
  appCompared: '网站程序文件与本机的构建逐字节一致。',
  appDiffers: '网站程序文件与本机的构建比对过，不一致的见上。',
  appNot: '网站程序文件不在核验范围内。',
  publisher: ({ bureau, id }: { bureau: string; id: string }) => `发布单位：${bureau}（${id}）`,
  dates: ({ published, confirmed, days }: { published: string; confirmed: string; days: number }) =>
    `公布日期：${published}；最近确认：${confirmed}${days === 0 ? '（今天）' : `（${days}天前）`}`,
  call: ({ phone }: { phone: string }) => `发布单位电话：${phone}`,
  root: ({ fp }: { fp: string }) => `根指纹：${fp}`,
  rootGiven: '（与给出的一致）',
  rootPrefix: ({ n }: { n: number }) => `（与给出的前${n}位一致）`,
  rootAsked: ({ fp, from }: { fp: string; from: number }) =>
    `给出的根指纹：${fp}${from > 1 ? `（前${from - 1}位相同，从第${from}位起不同）` : ''}`,
  rootFound: ({ fp }: { fp: string }) => `这里的根指纹：${fp}`,
  rootAdvice:
    '请把两行都与公告或公示栏上印的逐位对照：给出的抄错了，改正后再核一次；没有抄错的，请不要采信这里的内容。',
  rootOwn: '（取自这里自己的文件，请与公告或公示栏上印的核对）',
  saved: ({ name, code }: { name: string; code: string }) => `机构：${name}（${code}）`,
  savedClaims: ({ name, code }: { name: string; code: string }) => `这个文件自称是：${name}（${code}）`,
  province: ({ n }: { n: number }) => `这是省级或市级平台的网站，共${n}个发布单位，各自签名，逐一核验：`,
  bureau: ({ name, id }: { name: string; id: string }) => `${name}（${id}）`,
  waiting: '：在名单上，还没有公布过',
  savedGrade: ({ year, grade }: { year: string; grade: string }) => `${year}年度：${grade}`,
  savedOf: ({ n, date }: { n: number; date: string }) => `出自公布记录第${n}号（${date}）`,
  savedNewest: ({ n, date }: { n: number; date: string }) => `最新的是第${n}号（${date}）`,
  savedLapsed: '其中有公示期已满的处罚信息，请勿再传播。',
  alone: {
    checked: {
      page: '已经核对：机构记录在它自己写明的校验值之下；页面上标出的各项（名称、等级、处罚、人员等）与这条记录一致。',
      record: '已经核对：机构记录在它自己写明的校验值之下；文件里的 text 与这条记录一致，列出的处罚等内容都在记录里。',
    },
    rest: {
      page: '没有核对：页面上的其他文字、图片和样式。可能是别人加上去的，标出的各项也可能被遮住。',
      record: '没有核对：文件里的其他内容，如说明、链接。可能是别人写上去的。',
    },
    unknown: '还不知道：这个校验值是不是发布单位签名的（谁都能照样做一份），处罚是否齐全，后来有没有新的公布。',
    how: ({ file }: { file: string }) =>
      `怎么核对：加上发布单位的网址（以公告上印的为准）或手里的副本，就能查出是谁签名的，并逐字节比对，例如\n    yixinma verify ${file} --site https://… --root 公告上印的根指纹`,
    pinned: '这个文件写的根指纹与给出的一样，但那只是它自己写的，不等于已经签名。',
  },
  notUsed: '什么都没有核对。',
  usage: {
    nothing: '请写明要核对什么：网址、文件夹、压缩包、保存的网页或记录文件。',
    noPath: ({ path }: { path: string }) => `没有找到“${path}”。请检查路径；网址要以 https:// 开头。`,
    rootShort: ({ n }: { n: number }) => `根指纹太短：至少要前${n}位，公告和公示栏上印的都不少于这些。`,
    noRootFile: ({ root }: { root: string }) =>
      `没有找到根文件“${root}”，它也不是根指纹（64位，或印出的前16位，由0—9、a—f组成）。`,
    noRoot: ({ root }: { root: string }) => `“${root}”不是根文件。请给出 d/metadata/1.root.json，或直接写根指纹。`,
    siteOnly: '--site 只用于核对保存的网页或记录文件。',
    lang: '--lang 后面写 zh 或 en。',
  },
  cannot: uncheckableWords.zh,
  mirror: mirroringWords.zh,
};

function quoted(text: string | null, none: string): string {
  return text === null ? none : `“${visibleLine(text.length > 60 ? `${text.slice(0, 60)}……` : text)}”`;
}

export type VerifyingWords = typeof zh;

const en: VerifyingWords = {
  subject: { address: 'site', folder: 'folder', archive: 'archive', page: 'saved page', record: 'record file' },
  checked: ({ subject, where }) => `Checked: ${where} (${subject})`,
  genuine: 'It verifies: this is what the publisher signed.',
  genuineOld: 'Half checked: the record is what the publisher signed then; something newer was published since.',
  half: 'Half checked: the facts that the page marks are those that were signed; nothing else on it was compared.',
  signedOnly: 'Signed are:',
  halfRest: ({ code }) =>
    `Other words, pictures and styles of this page were not compared: somebody may have added them, or covered the facts. Rely on what stands above alone, or open /i/${code} at the publisher's address.`,
  oldRest:
    "Whether the penalties shown then are complete cannot be proved now, and nothing else in this file was compared. Rely on what stands above alone; the publisher's address has what is in force.",
  notGenuine: ({ n }) => `It does not verify: ${counted(n, 'problem')} found.`,
  dated: ({ n }) =>
    `It does not verify: nothing was changed, but ${n} ${n === 1 ? 'part is' : 'parts are'} out of date.`,
  unreachable: 'Not checked to the end: some files could not be fetched, and nothing is known of them.',
  unknown: 'Half checked: it agrees with itself, but this file alone does not tell who signed it.',
  places: ({ n }) => ` (${n})`,
  more: ({ n }) => `… ${n} more; --json lists them all.`,
  next: 'What to do: ',
  differs: ({ fact, shown, signed }) =>
    `${fact}: here ${quoted(shown, 'nothing')}, signed ${quoted(signed, 'nothing')}`,
  written: ({ fact, shown, signed }) =>
    `${fact}: here ${quoted(shown, 'nothing')}, by the signed data ${quoted(signed, 'nothing')}`,
  since: ({ date }) => `since ${date}`,
  entry: ({ n }) => `entry ${n}`,
  noPages: 'No page of an institution was found at all: this may be a copy of the data without pages.',
  onRequest:
    '⚠ Pages of institutions and public lists are rendered by yixinma serve and are no files of this folder: they were not verified. Verify the address too.',
  noMapping:
    'Note: this server does not answer /i/CODE with i/CODE.html; the .html files were read instead. Printed codes lead to the former: its administrator should add that.',
  counted: ({ files, records, pages, publications }) =>
    `What was checked: ${counted(files, 'signed file')}, ${counted(records, 'record')}, ${counted(pages, 'page')}, ${counted(publications, 'publication')}.`,
  looksAll: 'Pages are what this program writes, byte for byte.',
  looksOthers: ({ n }) =>
    `The other ${n === 1 ? 'page is' : `${n} pages are`} what this program writes, byte for byte.`,
  looksSome: ({ n, of }) =>
    `${n} of ${counted(of, 'page')} ${n === 1 ? 'was' : 'were'} written by another version of the program: name, grade, penalties, staff and so on were compared; their other words and looks were not.`,
  folder: ({ folder, n, first }) => `${folder} (the whole folder, ${counted(n, 'file')}, such as ${first})`,
  byHost: ({ n, names }) =>
    `⚠ ${n} ${n === 1 ? 'file was' : 'files were'} not published, of a kind that hosts lay themselves; not checked: ${names}`,
  byOthers: ({ n, names }) =>
    `⚠ ${n} program ${n === 1 ? 'file is' : 'files are'} of another version, and no checked page uses them; not checked: ${names}`,
  uncompared: ({ n, names }) =>
    `⚠ ${n} ${n === 1 ? 'file is' : 'files are'} neither signed nor ${n === 1 ? 'was it' : 'were they'} compared (home page, public lists, program, or earlier signed lists), and may show anything: ${names}`,
  nothingElse: 'There are no other files.',
  noProgram: 'There are no program files here, only data and pages, as in any copy.',
  notListed:
    'Not looked for: other pages that somebody may have put on this server. An address does not list its files: open addresses such as /i/CODE only.',
  inside: ({ folder }) => `The folder ${folder} in it was checked; files beside that were not looked at.`,
  appCompared: 'Program files of the site are those of the build at hand, byte for byte.',
  appDiffers: 'Program files of the site were compared with the build at hand: see above what differs.',
  appNot: 'Program files of the site were not checked.',
  publisher: ({ bureau, id }) => `Publisher: ${bureau} (${id})`,
  dates: ({ published, confirmed, days }) =>
    `Published ${published}; last confirmed ${confirmed} (${days === 0 ? 'today' : `${counted(days, 'day')} ago`})`,
  call: ({ phone }) => `The publisher's telephone: ${phone}`,
  root: ({ fp }) => `Root fingerprint: ${fp}`,
  rootGiven: ' (the one given)',
  rootPrefix: ({ n }) => ` (its first ${n} digits are those given)`,
  rootAsked: ({ fp, from }) => `Root fingerprint given: ${fp}${from > 1 ? ` (the same up to digit ${from - 1})` : ''}`,
  rootFound: ({ fp }) => `Root fingerprint here: ${fp}`,
  rootAdvice:
    'Compare both, digit by digit, with the one printed in the notice or on a board: if the one given was mistyped, correct it and check again; if it was not, do not rely on what stands here.',
  rootOwn: ' (taken from what was checked: compare it with the one printed in the notice or on a board)',
  saved: ({ name, code }) => `Institution: ${name} (${code})`,
  savedClaims: ({ name, code }) => `This file says it is of: ${name} (${code})`,
  province: ({ n }) => `This is a province's site of ${counted(n, 'publisher')}, each signing for itself; one by one:`,
  bureau: ({ name, id }) => `${name} (${id})`,
  waiting: ': listed, and nothing was published yet',
  savedGrade: ({ year, grade }) => `Year ${year}: ${grade}`,
  savedOf: ({ n, date }) => `Of publication no. ${n} (${date})`,
  savedNewest: ({ n, date }) => `The newest is no. ${n} (${date})`,
  savedLapsed: 'It holds a penalty past its term: do not pass it on.',
  alone: {
    checked: {
      page: 'Checked: the record lies under the root that it names; the facts that the page marks (name, grade, penalties, staff and so on) are that record.',
      record:
        'Checked: the record lies under the root that it names; the text in this file is that record, and the penalties listed belong to it.',
    },
    rest: {
      page: 'Not compared: other words, pictures and styles of the page. Somebody may have added them, or covered the facts.',
      record: 'Not compared: whatever else stands in this file, such as notes and links. Somebody may have written it.',
    },
    unknown:
      'Not known: whether the publisher signed that root (anyone can make such a file), whether the penalties are complete, and whether something newer was published.',
    how: ({ file }) =>
      `To know: add the publisher's address (as the notice prints it), or a copy at hand: then it can be told who signed it, and bytes are compared, such as\n    yixinma verify ${file} --site https://… --root FINGERPRINT`,
    pinned:
      'The root fingerprint in the file is the one given, but that is what the file says of itself; it is no signature.',
  },
  notUsed: ' Nothing was checked.',
  usage: {
    nothing: 'Say what to check: an address, a folder, an archive, a saved page or a record file.',
    noPath: ({ path }) => `There is no "${path}". Check the path; an address begins with https://.`,
    rootShort: ({ n }) =>
      `This fingerprint is too short: give at least its first ${n} digits, which notices and boards print.`,
    noRootFile: ({ root }) =>
      `There is no root file "${root}", and it is no fingerprint (64 digits, or the 16 printed ones, of 0–9 and a–f).`,
    noRoot: ({ root }) => `"${root}" is no root file. Give d/metadata/1.root.json, or the fingerprint itself.`,
    siteOnly: '--site is for saved pages and record files only.',
    lang: '--lang takes zh or en.',
  },
  cannot: uncheckableWords.en,
  mirror: mirroringWords.en,
};

export const verifyingWords: Readonly<Record<Lang, VerifyingWords>> = { zh, en };
