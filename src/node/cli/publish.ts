/** `yixinma publish DIR --year Y --stage proposed|final`. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import type { Stage } from '../../core/trust/releases.ts';
import { nginxIsOld } from '../hosting/served.ts';
import { publishRelease } from '../publish/publish.ts';
import type { Review } from '../publish/review/review.ts';
import { keysAreMade } from '../publish/signing/keys.ts';
import type { Command } from './command.ts';
import { askPassphrase } from './passphrase.ts';
import { progressLine } from './publish/progress-line.ts';
import { refuse, UNTIL } from './publish/refusals.ts';
import { reviewText } from './publish/review-text.ts';
import { summary } from './publish/summary.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/** Looks of pages come with the program; the old configuration would have browsers refuse them. */
const NGINX_OLD =
  '⚠ nginx的配置是旧版本写的，直接发布会让网页失去样式：请先运行 yixinma hosting nginx，再 nginx -s reload。/ The nginx configuration is older than this program: pages would lose their looks. Run yixinma hosting nginx and reload nginx first.\n';

/** Institutions of one list that the terminal names. */
const NAMED = 30;

export const publish: Command = {
  name: 'publish',
  summary: '评定、签名并发布 / grade, sign and publish a workspace',
  usage:
    'yixinma publish DIR --year Y (--stage final | --stage proposed --until YYYY-MM-DD) [--review | --passphrase-file FILE] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        stage: { type: 'string' },
        until: { type: 'string' },
        'passphrase-file': { type: 'string' },
        review: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [dir, ...more] = positionals;
    const { stage } = values;
    if (
      dir === undefined ||
      more.length > 0 ||
      !/^\d{4}$/.test(values.year ?? '') ||
      (stage !== 'final' && stage !== 'proposed')
    ) {
      io.err(`${this.usage}\n`);
      return 2;
    }
    const until = values.until === undefined ? undefined : parseIsoDate(values.until);
    if (until === null || (until !== undefined) !== (stage === 'proposed')) {
      io.err(`${UNTIL.join('/ ')}\n${this.usage}\n`);
      return 2;
    }
    const folder = resolve(io.cwd, dir);
    const fresh = !keysAreMade(join(folder, 'keys'));
    const line = progressLine(io, () => performance.now());
    const passphrase = async (review: Review) => {
      // Between the last look and the signature nothing may change: it is asked for here, not before.
      const file = await saveReview(folder, stage, review);
      line.clear();
      (values.json ? io.err : io.out)(`${reviewText(review, NAMED)}审核单 / review: ${file}\n\n`);
      if (await nginxIsOld(folder, DIST)) io.err(NGINX_OLD);
      return values.review ? null : askPassphrase(values['passphrase-file'], io, fresh);
    };
    const outcome = await publishRelease({
      dir: folder,
      year: Number(values.year),
      stage,
      ...(until && { until }),
      now: io.now(),
      passphrase,
      dist: DIST,
      progress: line.told,
    }).finally(line.clear);
    if (!outcome.ok && outcome.fault.code === 'not-signed') return 0;
    if (!outcome.ok) return refuse(outcome.fault, values.json, io);
    io.out(values.json ? `${JSON.stringify(outcome.value)}\n` : summary(outcome.value));
    return 0;
  },
};

/** Writes the whole review beside the site, never into it: it names grades that nobody may know yet. Its path. */
async function saveReview(dir: string, stage: Stage, review: Review): Promise<string> {
  const file = join(dir, 'review', `${review.year}-${stage}.txt`);
  await mkdir(join(dir, 'review'), { recursive: true, mode: 0o700 });
  await writeFile(file, reviewText(review), { mode: 0o600 });
  return file;
}
