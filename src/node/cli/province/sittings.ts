/** `yixinma province publish DIR --export FOLDER` and `--signed PATH…`: a province whose offline keys lie elsewhere. */
import { exportProvince } from '../../province/sittings/export.ts';
import { importProvince } from '../../province/sittings/import.ts';
import type { Io } from '../command.ts';
import { exportedText } from '../publish/export.ts';
import { ALREADY, waitingText } from '../publish/signed.ts';
import { importRefusal, refusedLines } from '../sittings/words.ts';
import { told } from './text.ts';

interface Order {
  readonly dir: string;
  readonly json: boolean;
}

export async function provinceExport({ dir, json, out }: Order & { readonly out: string }, io: Io): Promise<0> {
  const exported = await exportProvince({ dir, now: io.now(), out });
  // What signers are going to read; nothing is signed here.
  if (!json) io.out(`${exported.text}\n`);
  io.out(exportedText(exported, json, `yixinma province publish ${dir} --signed`));
  return 0;
}

export async function provinceSigned(
  { dir, json, paths, dist }: Order & { readonly paths: readonly string[]; readonly dist: string },
  io: Io,
): Promise<0 | 1> {
  const outcome = await importProvince({ dir, paths, now: io.now(), dist });
  // What a finished publication did is told as ever.
  const published = outcome.ok && outcome.value.status === 'published';
  if (json && !published) io.out(`${JSON.stringify(outcome.ok ? outcome.value : outcome.fault)}\n`);
  if (!outcome.ok) {
    if (!json) io.err(`${importRefusal(outcome.fault)}\n`);
    return 1;
  }
  const { value } = outcome;
  if (!json) {
    for (const line of refusedLines(value.refused)) io.err(`${line}\n`);
    if (value.status !== 'published') io.out(value.status === 'already' ? ALREADY : waitingText(value));
  }
  if (value.status === 'published') return told(dir, value.renewed, json, io);
  return value.status === 'waiting' ? 1 : 0;
}
