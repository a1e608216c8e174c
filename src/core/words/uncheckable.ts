/** What `yixinma verify` says of what it was given and cannot check. */
import type { Lang } from './lang.ts';

const zh = {
  noSite: ({ where }: { where: string }) =>
    `“${where}”里没有已发布的站点：没有找到 d/metadata。请给出整个站点的文件夹（里面有 d、i 等文件夹）。`,
  noAnswer: ({ where }: { where: string }) =>
    `${where} 没有已发布的站点，或者连不上。请检查网址和网络；核对整个网站写首页网址，核对一家写到“/i/机构编码”为止；自签名证书的网址请改为核对文件夹。`,
  noPage: ({ code, site }: { code: string; site: string }) =>
    `${site} 是已发布的站点，但没有取到编码 ${code} 的页面。请对照公示栏核对编码，过一会儿再试；核对整个网站请写 ${site}/。`,
  archive: ({ file }: { file: string }) =>
    `“${file}”不是本程序打的压缩包，或者不完整。请重新取一份，或先解开再核对文件夹。`,
  zip: ({ file }: { file: string }) => `“${file}”是 zip 压缩包，请先解开，再核对解开的文件夹。`,
  'no-script': ({ file }: { file: string }) =>
    `“${file}”这种格式保存时去掉了页面里的证明，没有办法核对。请在浏览器里重新保存，类型选“网页，仅HTML”。`,
  'no-proof': ({ file }: { file: string }) =>
    `“${file}”里没有证明：它不是机构页面，或者证明在保存时丢掉、被人拿掉了。请打开机构页面，另存为“网页，仅HTML”；微信里请先选“在浏览器打开”。`,
  'cut-off': ({ file }: { file: string }) =>
    `“${file}”不完整：后面缺了一段，证明就在那里。请重新保存完整的一份，类型选“网页，仅HTML”。`,
  metadata: ({ file }: { file: string }) => `“${file}”是签名清单里的文件，不能单独核对。请给出整个站点的文件夹或网址。`,
  unknown: ({ file }: { file: string }) =>
    `看不出“${file}”是什么。可以核对的有：网址、站点文件夹、压缩包（.tar.gz）、保存的机构页面（.html）、记录文件（.json）。`,
};

const en: typeof zh = {
  noSite: ({ where }) =>
    `No published site in "${where}": there is no d/metadata. Give the whole folder of a site (with d, i and so on in it).`,
  noAnswer: ({ where }) =>
    `No published site at ${where}, or no connection. Check address and network: a site is checked by the address of its home page, one institution by its address up to /i/CODE; for a self-signed address check the folder instead.`,
  noPage: ({ code, site }) =>
    `${site} is a published site, and its page of ${code} could not be fetched. Compare the code with the board and try again later; to check the whole site give ${site}/.`,
  archive: ({ file }) =>
    `"${file}" is no archive of this program, or not complete. Get it again, or unpack it and check the folder.`,
  zip: ({ file }) => `"${file}" is a zip: unpack it and check the folder.`,
  'no-script': ({ file }) =>
    `"${file}": saving in this format leaves the page's proof out, so it cannot be checked. Save it again as "Webpage, HTML only".`,
  'no-proof': ({ file }) =>
    `"${file}" holds no proof: it is no page of an institution, or the proof was lost when it was saved, or taken out. Open that page and save it as "Webpage, HTML only"; in WeChat open it in the browser first.`,
  'cut-off': ({ file }) =>
    `"${file}" is not whole: its end is missing, and the proof with it. Save it again, whole, as "Webpage, HTML only".`,
  metadata: ({ file }) =>
    `"${file}" is a file of the signed list and cannot be checked alone. Give the whole folder, or the address.`,
  unknown: ({ file }) =>
    `It cannot be told what "${file}" is. What can be checked: an address, the folder of a site, an archive (.tar.gz), a saved page of an institution (.html), a record file (.json).`,
};

export const uncheckableWords: Readonly<Record<Lang, typeof zh>> = { zh, en };
