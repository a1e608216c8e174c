/** `yixinma keys inspector DIR`: the key with which an inspector's phone opens the staff lists, to scan and to type. */
import { join } from 'node:path';
import QRCode from 'qrcode';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { groupInspectorCode, scannedInspectorCode } from '../../../core/snapshot/inspector-code.ts';
import { withLock } from '../../publish/lock.ts';
import { type InspectorKeyFile, loadInspectorKey, makeInspectorKey } from '../../publish/signing/inspector-key.ts';
import { CONFIG_FILE } from '../../publish/workspace/config.ts';
import { isFile } from '../../publish/workspace/sources.ts';
import type { Io } from '../command.ts';

/** 1 where the folder is no workspace: a mistyped path leaves nothing behind. */
export async function showInspectorKey(dir: string, rotate: boolean, io: Io): Promise<0 | 1> {
  if (!(await isFile(join(dir, CONFIG_FILE)))) {
    io.err(`${dir} 不是工作文件夹，请核对路径。/ No workspace at ${dir}: check the path.\n`);
    return 1;
  }
  const folder = join(dir, 'keys');
  // One lock over both: another process may not make a key between the look and the making.
  const { key, made } = await withLock(dir, async () => {
    const known = rotate ? null : await loadInspectorKey(folder);
    if (known !== null) return { key: known, made: false };
    return { key: await makeInspectorKey(folder, chinaDay(io.now())), made: true };
  });
  io.out(await keyText(key));
  io.out(made ? (rotate ? ROTATED : MADE) : '');
  return 0;
}

const MADE =
  '密钥已生成。请重新发布一次，人员名单才会加密公布，监督员才能使用。/ The key is made. Publish again: only then are there staff lists to open.\n';
const ROTATED =
  '密钥已更换。请马上重新发布一次，再把新密钥发给监督员；发布后旧密钥打不开新名单，手机上已下载的旧名单仍能用旧密钥打开，直到联网更新。/ The key is replaced. Publish again now, then hand it out. Lists that a phone already holds open with the old key until it goes online.\n';

async function keyText({ code, from }: InspectorKeyFile): Promise<string> {
  const picture = await QRCode.toString(scannedInspectorCode(code), { type: 'utf8', errorCorrectionLevel: 'M' });
  return `${picture}
监督员密钥（${from}生成）/ Inspector key, made on ${from}:

    ${groupInspectorCode(code)}

在应用的“资料状态”页点“监督员”，扫描上面的码，或输入这28个字符（最后一个是校验字符）。
只当面交给监督员本人；不要用微信扫，也不要发到群里。
In the app: data status, “Inspectors”. Hand it over in person; do not scan it with WeChat.
`;
}
