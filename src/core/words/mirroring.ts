/** What `yixinma mirror` says of the copy it makes. */
import { counted, type Lang } from './lang.ts';

const zh = {
  done: (n: { records: number; pages: number; files: number; timestamp: number }) =>
    `已核验并复制：记录${n.records}条，页面${n.pages}个，文件${n.files}个，时间戳第${n.timestamp}版。`,
  refused: ({ n }: { n: number }) => `核验未通过，没有复制（${n}处）。`,
  interrupted: ({ n }: { n: number }) =>
    `没有复制完：有${n}个文件没有取到。已核验的部分留着，请检查网络后再运行同样的命令，会接着做。`,
  notACopy: '目标文件夹已存在，而且不是以前的副本，没有动它。请换一个文件夹。',
  strangers: ({ n, names }: { n: number; names: string }) =>
    `副本文件夹里有${n}个不是副本的文件，没有动它们，也没有更新副本：${names}。请先移走，再运行同样的命令。`,
  kept: ({ n, names }: { n: number; names: string }) =>
    `⚠ 副本文件夹里有${n}个不是公布的文件，一般由网站主机自己放置，原样留着：${names}`,
  left: ({ n, names }: { n: number; names: string }) =>
    `✗ 副本文件夹里有${n}处不属于这个平台的内容，没有动：${names}。可能是已经退出平台的单位，也可能是别人放的：请移走，它们核验不通过。`,
  older: '站点上的比现有副本还旧，副本没有动。站点可能被退回到了以前，请向发布单位核实。',
  province: ({ n }: { n: number }) => `这是省级或市级平台的网站，共${n}个发布单位，逐一核验、复制：`,
  otherRoot: '这个网站的根密钥不是现有副本的那一个，副本没有动。请向发布单位核实，或者换一个文件夹。',
  noSite: '缺少要复制的网站：网址、站点文件夹或压缩包，例如 yixinma mirror https://主机名/ 副本',
  noTarget: '缺少副本文件夹：复制到哪里，例如 yixinma mirror https://主机名/ 副本',
  notSite: '只能复制网站、站点文件夹或压缩包。',
  later: '以后再运行同样的命令，就会更新这份副本；核验不通过或比副本旧的，副本不动。',
};

const en: typeof zh = {
  done: ({ records, pages, files, timestamp }) =>
    `Verified and copied: ${counted(records, 'record')}, ${counted(pages, 'page')}, ${counted(files, 'file')}, timestamp ${timestamp}.`,
  refused: ({ n }) => `It does not verify (${n}): nothing was copied.`,
  interrupted: ({ n }) =>
    `Not copied to the end: ${counted(n, 'file')} could not be fetched. What was verified is kept; run the same command again to go on.`,
  notACopy: 'The folder is there and is no copy of a site: it was left alone. Name another.',
  strangers: ({ n, names }) =>
    `In the folder of the copy ${n === 1 ? 'lies 1 file that is' : `lie ${n} files that are`} none of it. They were left alone, and the copy was not brought up to date: ${names}. Move them away, then run the same command again.`,
  kept: ({ n, names }) =>
    `⚠ ${n} ${n === 1 ? 'file' : 'files'} in the folder of the copy ${n === 1 ? 'was' : 'were'} not published, of a kind that hosts lay themselves; kept as ${n === 1 ? 'it is' : 'they are'}: ${names}`,
  left: ({ n, names }) =>
    `✗ ${n} ${n === 1 ? 'thing' : 'things'} in the folder of the copy ${n === 1 ? 'does' : 'do'} not belong to this province and ${n === 1 ? 'was' : 'were'} left alone: ${names}. It may be a bureau that left, or something that somebody laid there: move it away, it does not verify.`,
  older: 'The site is older than the copy, which was kept. The site may have been set back: ask the publisher.',
  province: ({ n }) => `This is a province's site of ${counted(n, 'publisher')}; verified and copied one by one:`,
  otherRoot:
    'The site is founded on another root key than the copy, which was left alone. Ask the publisher, or name another folder.',
  noSite: 'What to copy is missing: an address, a folder or an archive, such as yixinma mirror https://host/ COPY',
  noTarget: 'The folder of the copy is missing, such as yixinma mirror https://host/ COPY',
  notSite: 'Only a site, its folder or an archive can be copied.',
  later:
    'Run the same command again to bring the copy up to date; it is never replaced by what does not verify, or is older.',
};

export const mirroringWords: Readonly<Record<Lang, typeof zh>> = { zh, en };
