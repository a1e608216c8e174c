/** `yixinma sign FOLDER --key FILE`: what was exported is compared anew, shown, and signed with one key. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { counted } from '../../core/words/lang.ts';
import { readProvinceExport } from '../province/sittings/read.ts';
import { SIGNATURES, SUMMARY_FILE } from '../publish/sittings/format.ts';
import { signaturesIn } from '../publish/sittings/kept-folder.ts';
import { exportKind } from '../publish/sittings/open-export.ts';
import { readExport } from '../publish/sittings/read.ts';
import { type OnTheTable, signExport } from '../publish/sittings/sign.ts';
import { missingFor } from '../publish/sittings/signatures.ts';
import { digitsOf } from '../verify/given-root.ts';
import type { Command, Io } from './command.ts';
import { askKeyPassphrase } from './passphrase.ts';
import { confirmed } from './publish/confirm.ts';
import { missingLines, signRefusal } from './sittings/words.ts';
import { folderFaults, wrongUsage } from './wrong-usage.ts';

/** Institutions of one list that the terminal names. */
const NAMED = 30;

const OPTIONS = {
  key: { type: 'string' },
  root: { type: 'string' },
  'passphrase-file': { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

export const sign: Command = {
  name: 'sign',
  summary: '分次签名：核对导出的内容并签名 / check an export and sign it',
  usage: `yixinma sign FOLDER --key FILE [--root FINGERPRINT] [--passphrase-file FILE] [--yes]
  FOLDER   publish --export 导出的文件夹 / the folder that publish --export made
  --key    本人介质（U盘）上的密钥文件 / the key file on its holder's medium
  --root   公告上印的根密钥指纹，全部64位，不符就不签 / the fingerprint printed in the notice, all 64 digits
不用网络，也不用工作文件夹；签名写进 FOLDER/signatures。/ Needs no network and no workspace; the signature goes to FOLDER/signatures.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const root = values.root === undefined ? undefined : digitsOf(values.root);
    const faults = [
      ...folderFaults(positionals, '缺少待签文件夹。/ The folder of the export is missing.'),
      ...(values.key === undefined ? ['缺少密钥文件：--key。/ The key file is missing: --key.'] : []),
      ...(root !== undefined && !/^[0-9a-f]{64}$/.test(root) ? [notWhole(root)] : []),
    ];
    const [given] = positionals;
    if (given === undefined || values.key === undefined || faults.length > 0) return wrongUsage(io, this, faults);
    const folder = resolve(io.cwd, given);
    const key = resolve(io.cwd, values.key);
    const order = { file: values['passphrase-file'], yes: values.yes };
    const outcome = await signExport({
      ...{ folder, key, now: io.now(), root: root ?? null, read },
      passphrase: async (table) => {
        const warnings = show(table, io);
        if (!(await confirmed(warnings, order, io))) return null;
        return askKeyPassphrase({ file: order.file, name: table.name, key }, io);
      },
    });
    if (!outcome.ok) {
      if (outcome.fault.code !== 'not-signed') io.err(`${signRefusal(outcome.fault)}\n`);
      return 1;
    }
    const { file, table, remembered } = outcome.value;
    const missing = missingFor(await signaturesIn(join(folder, SIGNATURES)), table.roles);
    io.out(
      [
        `已签名：${file}。/ Signed: ${file}.`,
        ...(remembered
          ? []
          : ['⚠ 介质不能写，没有记下这次签名。/ The medium is write-protected: this signature is not remembered.']),
        ...(missing.length === 0
          ? [
              '签名已齐，把文件夹（或 signatures 里的文件）交回经办人：yixinma publish DIR --signed 文件夹。/ All have signed: bring the folder back.',
            ]
          : ['还要签的：/ Still to sign:', ...missingLines(missing)]),
        '',
      ].join('\n'),
    );
    return 0;
  },
};

/**
 * Readers of a board have 16 digits, and can look again tomorrow. What is signed is signed: another root with the same first 16 can be found by
 * 2^64 trials, which is paid for by whoever wants a bureau's signature.
 */
function notWhole(root: string): string {
  const strange = /[^0-9a-f]/.test(root);
  const [zh, en] = strange
    ? ['里面有不是0–9、a–f的字符', 'other characters than 0–9 and a–f are in it']
    : [`写了${root.length}位`, `${counted(root.length, 'digit was', 'digits were')} given`];
  return `--root 要写公告上印的全部64位，${zh}。公示栏上只印了前16位，够群众核对，不够签名用。/ --root takes all 64 digits of the notice: ${en}. The 16 on boards are enough to verify, not to sign by.`;
}

/** By what the export claims to be; each reader refuses what is another's. */
async function read(folder: string, now: Date) {
  return (await exportKind(folder)) === 'province' ? readProvinceExport(folder, now) : readExport(folder, now);
}

/** Shows what was computed here, not what was shipped; gives the number of warnings. */
function show(table: OnTheTable, io: Io): number {
  const text = table.words(NAMED);
  const again = table.again
    ? '⚠ 这把密钥用同一编号签过另一份；只有上一份作废了才能再签。/ This key has signed other content under the same number: only if that was given up.\n'
    : '';
  io.out(
    `${text}${again}以上由本机按文件重新算出，与所附的${SUMMARY_FILE}一致。本次用 ${table.name} 签：${table.signs.map((role) => (role === 'root' ? '根证书' : '文件清单')).join('、')}。/ Computed on this machine from the files, and the same as the summary shipped. ${table.name} signs: ${table.signs.join(', ')}.\n\n`,
  );
  return (text + again).split('\n').filter((line) => line.startsWith('⚠')).length;
}
