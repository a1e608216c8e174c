/** `yixinma ratings DIR --half 2026-1`. */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FEWEST_RATINGS } from '../../core/complaint/ratings.ts';
import { rulebookById } from '../../core/rulebooks/registry.ts';
import { counted as count } from '../../core/words/lang.ts';
import { atDesk, loadBureau } from '../desk/desk.ts';
import { noteKinds } from '../desk/kinds.ts';
import { parseHalf, type RatingsOut, sumUpRatings } from '../desk/rate.ts';
import { loadCodes } from '../publish/codes.ts';
import { replaceDurably } from '../publish/durable.ts';
import { RATINGS_FILE } from '../publish/workspace/ratings.ts';
import type { Command, Io } from './command.ts';
import { deskKeys, misused, place } from './submissions/shared.ts';
import { folderFaults } from './wrong-usage.ts';

export const ratings: Command = {
  name: 'ratings',
  summary: '汇总半年的群众评价，供下次公布 / sum up a half-year of ratings for the next publication',
  usage: `yixinma ratings DIR --half YYYY-1|YYYY-2 [--passphrase-file FILE] [--json]
写成 DIR/${RATINGS_FILE}：只有人数（取整到十）和比例（取整到5%），不足${FEWEST_RATINGS}人的不写。
Writes DIR/${RATINGS_FILE}: rounded counts and shares only; fewer than ${FEWEST_RATINGS} ratings are left out.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        half: { type: 'string' },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const at = place(positionals, 0, io);
    const [name, span] = [values.half ?? '', parseHalf(values.half ?? '')];
    if (at === null || span === null) {
      const half =
        span !== null
          ? []
          : [
              values.half === undefined
                ? '缺少 --half，例如 2026-1（上半年）或 2026-2（下半年）。/ --half is missing: 2026-1 or 2026-2.'
                : `--half 的“${name}”应写成 2026-1（上半年）或 2026-2（下半年）。/ --half: write 2026-1 or 2026-2, not "${name}".`,
            ];
      return misused(this.usage, io, [...folderFaults(positionals), ...half]);
    }
    const refusal = refusalOf((await loadBureau(at.dir)).rulebook, span.before, io);
    if (refusal !== null) {
      io.err(`${refusal}\n`);
      return 1;
    }
    const keys = await deskKeys(at.dir, values['passphrase-file'], io);
    const summed = await atDesk(at.dir, io.env, async ({ store, bureau, dir }) => {
      const made = await sumUpRatings(store, keys, await loadCodes(dir), bureau.id, { name, span });
      await replaceDurably(join(dir, RATINGS_FILE), `${JSON.stringify(made.file, null, 2)}\n`);
      await noteKinds(dir, made.kinds);
      return made;
    });
    io.out(values.json ? `${JSON.stringify(asJson(summed))}\n` : text(summed));
    return 0;
  },
};

function refusalOf(rulebook: string, before: string, io: Io): string | null {
  if (rulebookById(rulebook)?.terms({}).ratings !== true) {
    return '本地政策没有要求群众评价，不汇总。/ The policy asks for no ratings: nothing is summed up.';
  }
  // Published twice within a half-year, the difference would tell of the few ratings between.
  return io.now().toISOString() < before
    ? '这半年还没有结束，结束后再汇总。/ The half-year is not over: sum it up afterwards.'
    : null;
}

function asJson({ file, counted, left, unopened }: RatingsOut): object {
  return { half: file.half, institutions: Object.keys(file.institutions).length, counted, left, unopened };
}

function text({ file, counted, left, unopened }: RatingsOut): string {
  const shown = Object.keys(file.institutions).length;
  return (
    `${file.half}：共${counted}份评价，${shown}家机构满${FEWEST_RATINGS}份，已写入${RATINGS_FILE}，下次公布时生效。不计入${left}份（已被更正、机构不明、不予受理），打不开或已删除${unopened}件。\n` +
    `${count(counted, 'rating')}; ${count(shown, 'institution has', 'institutions have')} ${FEWEST_RATINGS} or more and stand in ${RATINGS_FILE} for the next publication. Left out: ${left}; not opened: ${unopened}.\n`
  );
}
