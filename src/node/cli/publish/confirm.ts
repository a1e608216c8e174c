/** Warnings of a review are answered before the signature: by the passphrase that is typed below them, or by a word. */
import { counted } from '../../../core/words/lang.ts';
import type { Io } from '../command.ts';
import { passphraseFile } from '../passphrase.ts';

export interface Given {
  /** `--passphrase-file`. */
  readonly file: string | undefined;
  /** `--yes`: whoever started this has read the review. */
  readonly yes: boolean;
}

const YES = new Set(['是', 'y', 'yes']);

/**
 * Whether to go on with `warnings` in the review. Who types the passphrase answers with it; a passphrase in a file stops for a
 * word from the terminal, and without a terminal for `--yes`. Says why not.
 */
export async function confirmed(warnings: number, given: Given, io: Io): Promise<boolean> {
  if (warnings === 0 || given.yes || passphraseFile(given.file, io) === undefined) return true;
  if (io.ask === undefined) {
    io.err(
      `没有签名：审核单里有${warnings}处⚠。请先看清上面带⚠的各行，核对无误后加 --yes 再运行。/ Nothing was signed: read the lines marked ⚠ above (${warnings}), then run this again with --yes.\n`,
    );
    return false;
  }
  const answer = await io.ask(
    `审核单里有${warnings}处⚠，核对无误要签名的，请输入“是” / ${counted(warnings, 'warning')}; type yes to sign: `,
    { hidden: false },
  );
  if (YES.has(answer.trim().toLowerCase())) return true;
  io.err('没有签名，网站没有变。/ Nothing was signed; the site is as it was.\n');
  return false;
}
