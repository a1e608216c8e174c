/** The passphrase of the offline keys: from a file or the terminal, never from an argument, which other users could see. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasSealedKeys, opensKey, opensKeys } from '../publish/signing/passphrase.ts';
import type { Ask, Io } from './command.ts';

const SHORTEST = 12;
/** How often a person at the terminal may try: a slip of the finger should not cost the whole run. */
const TRIES = 3;

export interface PassphraseOrder {
  /** `--passphrase-file`. */
  readonly file: string | undefined;
  /** The folder of the keys that it opens. */
  readonly keys: string;
  /** No key was made yet: a new passphrase is chosen. */
  readonly fresh?: boolean;
  /** What it opens, where that is not the five offline keys. */
  readonly of?: Named;
}

/** The file that holds the passphrase: `--passphrase-file`, else YIXINMA_PASSPHRASE_FILE; undefined: it is asked for. */
export function passphraseFile(file: string | undefined, { env }: Pick<Io, 'env'>): string | undefined {
  return file ?? env.YIXINMA_PASSPHRASE_FILE;
}

/** From its file, else asked without echo, up to three times. Throws with what to do. */
export async function askPassphrase({ file, keys, fresh = false, of }: PassphraseOrder, io: Io): Promise<string> {
  // Where it opens nothing here, something may be sealed with it.
  const chosenNow = fresh || !(await hasSealedKeys(keys));
  return asked({ file, chosenNow }, io, (ask) =>
    fresh
      ? chosen(ask, of ?? ['密钥口令，封存三把根密钥、两把数据密钥', 'the five offline keys'])
      : known(ask, of ?? ['密钥口令', 'the keys'], (typed) => opensKeys(keys, typed)),
  );
}

/** The same of one key on its medium, which its holder alone knows. `key`: its file; null: it is going to be made. */
export function askKeyPassphrase(
  { file, name, key }: { readonly file: string | undefined; readonly name: string; readonly key: string | null },
  io: Io,
): Promise<string> {
  return asked({ file, chosenNow: key === null }, io, (ask) =>
    key === null
      ? chosen(ask, [`${name}的口令`, name])
      : known(ask, [`${name}的口令`, name], (typed) => opensKey(key, typed)),
  );
}

interface Source {
  readonly file: string | undefined;
  /** Keys are sealed with it: only then must it be long. Of one that opens keys its length tells nothing. */
  readonly chosenNow: boolean;
}

async function asked({ file, chosenNow }: Source, io: Io, type: (ask: Ask) => Promise<Typed>): Promise<string> {
  const named = passphraseFile(file, io);
  if (named !== undefined) return readPassphrase(named, chosenNow, io);
  const { ask } = io;
  if (ask === undefined) {
    throw new Error(
      '这里没有终端，请用 --passphrase-file 指定口令文件。/ No terminal here: name a file with --passphrase-file.',
    );
  }
  for (let left = TRIES - 1; ; left--) {
    const typed = await type(ask);
    if ('passphrase' in typed) return typed.passphrase;
    if (left === 0)
      throw new Error(`${typed.wrong}已试${TRIES}次，没有继续。/ ${typed.wrongEn} ${TRIES} tries; nothing was done.`);
    io.err(`${typed.wrong}还可以试${left}次。/ ${typed.wrongEn} Tries left: ${left}.\n`);
  }
}

async function readPassphrase(named: string, chosenNow: boolean, io: Io): Promise<string> {
  const text = await readFile(resolve(io.cwd, named), 'utf8').catch(() => {
    throw new Error(`没有口令文件：${named}。/ No passphrase file at ${named}.`);
  });
  const passphrase = text.replace(/\r?\n$/, '');
  if (chosenNow && !isLong(passphrase)) throw new Error(`${SHORT.wrong}/ ${SHORT.wrongEn}`);
  return passphrase;
}

type Typed = { readonly passphrase: string } | { readonly wrong: string; readonly wrongEn: string };

const SHORT = {
  wrong: `口令至少${SHORTEST}个字符。`,
  wrongEn: `The passphrase needs at least ${SHORTEST} characters.`,
};

function isLong(passphrase: string): boolean {
  return [...passphrase].length >= SHORTEST;
}

type Named = readonly [zh: string, en: string];

async function known(ask: Ask, [zh, en]: Named, opens: (typed: string) => Promise<boolean>): Promise<Typed> {
  const passphrase = await ask(`${zh} / passphrase of ${en}: `, { hidden: true });
  if (await opens(passphrase)) return { passphrase };
  return { wrong: '口令不对。', wrongEn: 'Wrong passphrase.' };
}

/** A new passphrase, typed twice: a slip of the finger would lock its keys for ever. */
async function chosen(ask: Ask, [zh, en]: Named): Promise<Typed> {
  const first = await ask(`请设定${zh}（至少${SHORTEST}个字符，丢失无法找回） / choose a passphrase for ${en}: `, {
    hidden: true,
  });
  if (!isLong(first)) return SHORT;
  const second = await ask('再输入一次 / once more: ', { hidden: true });
  return first === second ? { passphrase: first } : { wrong: '两次输入不一致。', wrongEn: 'The two differ.' };
}
