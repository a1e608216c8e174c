/** `submissions sort`. */
import { parseArgs } from 'node:util';
import { atDesk } from '../../desk/desk.ts';
import { KINDS_FILE, sortSubmissions } from '../../desk/kinds.ts';
import type { Io } from '../command.ts';
import { folderFaults } from '../wrong-usage.ts';
import { deskKeys, misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

/** Tells ratings from complaints, which only their content shows; prints numbers of each, never content. */
export async function sort(args: readonly string[], io: Io): Promise<0 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'passphrase-file': { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const at = place(positionals, 0, io);
  if (at === null) return misused(USAGE.sort, io, folderFaults(positionals));
  const done = await atDesk(at.dir, io.env, async (desk) => {
    const keys = await deskKeys(desk.dir, values['passphrase-file'], io);
    const result = await sortSubmissions(desk, keys);
    await desk.store.note('sorted', JSON.stringify(result), io.now().toISOString());
    return result;
  });
  const { sorted, known, unopened } = done;
  io.out(
    values.json
      ? `${JSON.stringify(done)}\n`
      : `分拣了${sorted}件，早已分拣${known}件，打不开${unopened}件（仍按有期限计算，请逐件打开查看原因）。类别记在${KINDS_FILE}，只有本人账户能读。\n` +
          `Sorted ${sorted}, known ${known}; ${unopened} do not open and go on to count as complaints: open each to see why. The kinds stand in ${KINDS_FILE}.\n`,
  );
  return 0;
}
