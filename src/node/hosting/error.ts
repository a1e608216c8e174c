/** Why no list of a release could be written. Nothing was. */

const SAID = {
  'hosting-unreadable': (file: string) =>
    `${file} 读不出来，请删除它再试（会重新列出全部文件）。/ ${file} cannot be read: delete it and try again; everything is then listed anew.`,
  'site-elsewhere': (link: string) =>
    `${link} 没有指向 releases 里的公布文件夹，没有列出任何文件。请重新发布一次。/ ${link} does not lead to a release below releases; nothing was listed. Publish again.`,
  'pages-on-request': (file: string) =>
    `机构网页由 yixinma serve 随时生成（${file} 里 "pages" 是 on-request），没有文件可传，没有列出任何文件。只收文件的网站：把 pages 改为 files，重新发布；自己的服务器：运行 yixinma serve，前面用 yixinma hosting nginx。/ Institution pages are rendered on request ("pages" in ${file}), so there are no files to send; nothing was listed. For a host of files set pages to files and publish again; on a server of your own run yixinma serve behind yixinma hosting nginx.`,
  'name-unlistable': (name: string) =>
    `文件名里有换行或控制字符，清单里写不了：${name}。程序不会写出这样的文件：请查明来源，删除后再试。/ A list cannot hold this name, which has a line break or control character: ${name}. This program writes none such: find out where it is from, delete it and try again.`,
};

export class HostingError extends Error {
  readonly code: keyof typeof SAID;
  /** `subject`: the file or name that it is about. */
  constructor(code: keyof typeof SAID, subject: string) {
    super(SAID[code](subject));
    this.name = 'HostingError';
    this.code = code;
  }
}
