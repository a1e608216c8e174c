/** `submissions import`. */
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReceiptKeys } from '../../../core/complaint/keys.ts';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { atDesk } from '../../desk/desk.ts';
import { type Addressee, readOutboxFile } from '../../desk/outbox-file.ts';
import { type TakenIn, takeIn } from '../../desk/take-in.ts';
import { loadMark } from '../../publish/published.ts';
import { loadReceiptSigner } from '../../publish/signing/intake-keys.ts';
import { readPublishedIntake } from '../../server/published-intake.ts';
import type { Io } from '../command.ts';
import { misused, pairFaults } from './shared.ts';
import { USAGE } from './usage.ts';

export async function importSealed(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [given, ...files] = positionals;
  if (given === undefined || files.length === 0) {
    return misused(USAGE.import, io, pairFaults(positionals, '缺少要收下的文件。/ The file to take in is missing.'));
  }
  const dir = resolve(io.cwd, given);
  return atDesk(
    dir,
    io.env,
    async ({ store, bureau }) => {
      const { addressee, receipts } = await published(dir, bureau.id, io.now());
      const signer = await loadReceiptSigner(join(dir, 'keys'), receipts);
      if (signer === null) throw new Error(NO_SIGNER);
      const all: { readonly file: string; readonly taken: readonly TakenIn[] }[] = [];
      for (const file of files) {
        const items = await readOutboxFile(resolve(io.cwd, file), addressee);
        all.push({ file, taken: await takeIn(store, bureau.id, signer, items, io.now()) });
      }
      io.out(values.json ? `${JSON.stringify(all)}\n` : all.map(text).join(''));
      return all.some(({ taken }) => taken.some(({ kind }) => kind === 'refused')) ? 1 : 0;
    },
    { create: true },
  );
}

const NO_SIGNER =
  'keys里没有已公布的回执密钥（receipt）。请在接收网上反映的服务器上运行，或先公布一次。/ No published receipt key in keys: run this on the server that takes complaints, or publish first.';

/** As phones know it: the keys in the signed, published release. */
async function published(
  dir: string,
  bureau: string,
  now: Date,
): Promise<{ addressee: Addressee; receipts: ReceiptKeys }> {
  const folder = await realpath(join(dir, 'site')).catch(() => null);
  const mark = await loadMark(dir);
  const read = folder === null ? null : await readPublishedIntake(folder, mark?.fingerprint ?? null, now);
  if (read === null || !read.ok || read.value.keys === null || read.value.bureau !== bureau) {
    throw new Error(
      '还没有公布接收网上反映的密钥，或已公布的文件有误。请先公布（yixinma publish）。/ No keys for complaints are published here, or the release is damaged: publish first.',
    );
  }
  const { intake, receipts } = read.value.keys;
  return {
    addressee: { bureau, keys: new Set([...intake.recipients.map(({ id }) => id), ...intake.retired]) },
    receipts,
  };
}

const WHY: Readonly<Record<Extract<TakenIn, { kind: 'refused' }>['why'], string>> = {
  malformed: '格式不对，请重新导出 / malformed: export it again',
  'wrong-bureau': '是写给别的单位的 / addressed to another bureau',
  'unknown-key': '不是用本局的公钥加密的 / sealed to a key that is not this bureau’s',
  'altered-parts': '照片不完整或被改动，请重新导出 / its photos are incomplete or altered: export it again',
  'other-content': '同一件已存有不同的内容，请本人作为新的一件重新提交 / other content is stored under this id',
  'parts-missing': '照片没有存全，请再导入一次 / photos are missing: import it again',
};

function text({ file, taken }: { readonly file: string; readonly taken: readonly TakenIn[] }): string {
  const lines = taken.map((one, index) => {
    if (one.kind === 'refused') return `  第${index + 1}件 没有收下 not taken：${WHY[one.why]}`;
    const fresh = one.kind === 'new' ? '新收到 new' : '早已收到 known';
    return `  第${index + 1}件 ${fresh}：回执编号 ${groupReceiptNumber(one.receipt.number)}`;
  });
  return `${[file, ...lines].join('\n')}\n`;
}
