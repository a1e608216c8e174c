/** What the terminal says when disk or folders refuse: what happened, at which file, and what to do. */
import type { Lang } from './lang.ts';

/** `at`: the file or folder, as the system names it; null where it names none. */
type Sentence = (fault: { readonly at: string | null }) => string;

const where = (at: string | null) => (at === null ? '' : `（${at}）`);
const place = (at: string | null) => (at === null ? '' : ` (${at})`);

const zh = {
  full: ({ at }) => `磁盘空间不够${where(at)}，没有做完。请腾出空间，再运行一次同样的命令。`,
  readOnly: ({ at }) => `这个磁盘只能读，写不进去${where(at)}。请去掉写保护，或换一个位置。`,
  forbidden: ({ at }) =>
    `没有权限读写${where(at)}。文件正在Excel或WPS中打开的，请先关闭；否则请管理员给这个账号开通权限，或换一个位置。`,
  busy: ({ at }) => `文件正被别的程序使用${where(at)}，请关闭后再试。`,
  missing: ({ at }) => `没有这个文件或文件夹${where(at)}。请核对名称；要写到新文件夹的，请先建好文件夹。`,
  notFolder: ({ at }) => `路径里有一段是文件，不是文件夹${where(at)}。请核对名称，或换一个位置。`,
  isFolder: ({ at }) => `这是文件夹，不是文件${where(at)}。请写明文件名。`,
  exists: ({ at }) => `已有同名的文件或文件夹${where(at)}，没有覆盖。请换一个名称。`,
  longName: ({ at }) => `名称太长${where(at)}，请改短。`,
  tooMany: () => '同时打开的文件太多，请关掉一些程序，再运行一次同样的命令。',
  broken: ({ at }) => `磁盘读写出错${where(at)}。请看磁盘是否已满或损坏，再运行一次同样的命令。`,
} satisfies Record<string, Sentence>;

export type SystemFaultKind = keyof typeof zh;

const en: Record<SystemFaultKind, Sentence> = {
  full: ({ at }) => `The disk is full${place(at)}; this was not finished. Make room, then run the same command again.`,
  readOnly: ({ at }) => `This disk cannot be written${place(at)}: unlock it, or choose another place.`,
  forbidden: ({ at }) =>
    `No permission${place(at)}. Close the file if it is open in Excel, ask for access, or choose another place.`,
  busy: ({ at }) => `Another program uses the file${place(at)}: close it, then try again.`,
  missing: ({ at }) => `No such file or folder${place(at)}. Check the name; make a new folder before writing into it.`,
  notFolder: ({ at }) =>
    `A part of the path is a file, not a folder${place(at)}. Check the name, or choose another place.`,
  isFolder: ({ at }) => `This is a folder, not a file${place(at)}: name a file.`,
  exists: ({ at }) => `It exists already and was left alone${place(at)}: choose another name.`,
  longName: ({ at }) => `The name is too long${place(at)}: shorten it.`,
  tooMany: () => 'Too many files are open: close some programs, then run the same command again.',
  broken: ({ at }) =>
    `The disk failed${place(at)}. See whether it is full or damaged, then run the same command again.`,
};

export const systemFaultWords: Readonly<Record<Lang, Readonly<Record<SystemFaultKind, Sentence>>>> = { zh, en };
