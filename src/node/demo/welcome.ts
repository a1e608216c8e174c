/** What `npm start` prints once everything runs. */
import { relative } from 'node:path';
import QRCode from 'qrcode';
import type { Started } from './start.ts';
import { STORIES } from './stories.ts';

export interface Terminal {
  readonly out: (text: string) => void;
  /** Takes colours: the code is then dark on light whatever the theme. */
  readonly colours: boolean;
  readonly root: string;
  readonly https: boolean;
}

export async function printWelcome(started: Started, terminal: Terminal): Promise<void> {
  const { server, lanUrl, samplePath, takesComplaints, year, rulebook } = started;
  const dir = relative(terminal.root, started.dir) || started.dir;
  const base = lanUrl ?? server.url;
  const { zh, en } = STORIES[rulebook].name;
  terminal.out(`\n医信码演示 Yixinma demo · ${zh} ${en} · ${year} · 虚构数据 fictional data\n\n`);
  terminal.out(`  首页 home           ${server.url}/\n`);
  if (samplePath !== null) terminal.out(`  一家机构 one place   ${server.url}${samplePath}\n`);
  if (takesComplaints) terminal.out(`  反映问题 complaints   ${server.url}/report\n`);
  if (lanUrl !== null) terminal.out(`  同一网络的手机 phones on this network   ${lanUrl}/\n`);
  if (samplePath !== null) {
    terminal.out(`\n${await qrText(`${base}${samplePath}`, terminal.colours)}\n  ${base}${samplePath}\n`);
  }
  terminal.out(transportNote(terminal.https, lanUrl));
  terminal.out(nextSteps(dir, year, rulebook, server.url));
}

function qrText(url: string, colours: boolean): Promise<string> {
  return colours
    ? QRCode.toString(url, { type: 'terminal', small: true, errorCorrectionLevel: 'M' })
    : QRCode.toString(url, { type: 'utf8', errorCorrectionLevel: 'M' });
}

/** Browsers check signatures and seal complaints only in a secure context: https, or localhost. */
function transportNote(https: boolean, lanUrl: string | null): string {
  if (https) {
    return '\n证书是本机自制的，浏览器会提示一次，选择继续即可。\nThe certificate is self-made: the browser warns once; go on.\n';
  }
  if (lanUrl === null) return '';
  return '\n手机经http打开时不能核验签名，也不能提交反映；需要时用 npm start -- --https。\nOver plain http a phone can neither verify nor send complaints; for that: npm start -- --https.\n';
}

function nextSteps(dir: string, year: number, rulebook: string, url: string): string {
  const others = Object.keys(STORIES).filter((id) => id !== rulebook);
  const lines: readonly (readonly [string, string])[] = [
    [`npx yixinma check ${dir}`, '故意写错的几行会怎样 / what becomes of rows that are wrong on purpose'],
    [
      `npx yixinma verify ${url.startsWith('https:') ? dir : url}`,
      '独立核验整个网站 / check the whole site independently',
    ],
    [
      `npx yixinma publish ${dir} --year ${year} --stage final --passphrase-file ${dir}/passphrase.txt`,
      `改 ${dir}/workbook.xlsx 后重新发布 / publish again after editing the workbook`,
    ],
    [
      `npx yixinma keys inspector ${dir}`,
      '监督员密钥：在“资料状态”页输入，离线按姓名查人员 / the inspectors’ key, to find staff by name offline',
    ],
    [`npm start -- --rulebook ${others.join('|')}`, '换一个地方的办法 / another rulebook'],
  ];
  const text = lines.map(([command, what]) => `  ${command}\n      ${what}\n`).join('');
  return `\n接下来可以试试 / What to try next:\n${text}\nCtrl+C 停止 / stops\n`;
}
