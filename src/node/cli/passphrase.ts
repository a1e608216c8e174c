/** The passphrase of the offline keys: from a file or the terminal, never from an argument, which other users could see. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Io } from './command.ts';

const SHORTEST = 12;

/** A new passphrase, typed twice: a slip of the finger would lock five keys for ever. */
async function chosen(io: Io): Promise<string> {
  const first = await promptHidden(
    `请设定密钥口令（至少${SHORTEST}个字符，封存三把根密钥、两把数据密钥；丢失无法找回） / choose a passphrase for the five offline keys: `,
    io,
  );
  const second = await promptHidden('再输入一次 / once more: ', io);
  if (first !== second)
    throw new Error('两次输入不一致，没有建立密钥，请重试。/ The two differ; no keys were made. Try again.');
  return first;
}

/** `--passphrase-file`, else YIXINMA_PASSPHRASE_FILE, else asked without echo. Throws with what to do. */
export async function askPassphrase(file: string | undefined, io: Io, fresh: boolean): Promise<string> {
  const named = file ?? io.env.YIXINMA_PASSPHRASE_FILE;
  const text =
    named !== undefined
      ? await readFile(resolve(io.cwd, named), 'utf8').catch(() => {
          throw new Error(`没有口令文件：${named}。/ No passphrase file at ${named}.`);
        })
      : fresh
        ? await chosen(io)
        : await promptHidden('密钥口令 / passphrase of the keys: ', io);
  const passphrase = text.replace(/\r?\n$/, '');
  if ([...passphrase].length < SHORTEST) {
    throw new Error(`口令至少${SHORTEST}个字符。/ The passphrase needs at least ${SHORTEST} characters.`);
  }
  return passphrase;
}

async function promptHidden(question: string, io: Io): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Error(
      '这里没有终端，请用 --passphrase-file 指定口令文件。/ No terminal here: name a file with --passphrase-file.',
    );
  }
  io.err(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    io.err('\n');
  }
}
