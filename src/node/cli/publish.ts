/** `yixinma publish DIR --year Y --stage proposed|final`. */

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import type { Stage } from '../../core/trust/releases.ts';
import { asTyped } from '../../core/words/call.ts';
import { nginxIsOld } from '../hosting/served.ts';
import { toHost, toHostText } from '../hosting/to-host.ts';
import { replaceDurably } from '../publish/durable.ts';
import { publishRelease } from '../publish/publish.ts';
import type { Review } from '../publish/review/review.ts';
import { keysAreMade } from '../publish/signing/keys.ts';
import type { Command, Io } from './command.ts';
import { askPassphrase } from './passphrase.ts';
import { confirmed, type Given } from './publish/confirm.ts';
import { publishExport } from './publish/export.ts';
import { progressLine } from './publish/progress-line.ts';
import { refuse, UNTIL } from './publish/refusals.ts';
import { reviewText } from './publish/review-text.ts';
import { reviewWarnings } from './publish/review-warnings.ts';
import { publishSigned } from './publish/signed.ts';
import { summary } from './publish/summary.ts';
import { folderFaults, notADay, notOneOf, wrongUsage, yearFaults } from './wrong-usage.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/** Looks of pages come with the program; the old configuration would have browsers refuse them. */
const NGINX_OLD =
  '⚠ nginx的配置是旧版本写的，直接发布会让网页失去样式：请先运行 yixinma hosting nginx，再 nginx -s reload。/ The nginx configuration is older than this program: pages would lose their looks. Run yixinma hosting nginx and reload nginx first.\n';

/** Institutions of one list that the terminal names. */
const NAMED = 30;

const STAGES: readonly Stage[] = ['proposed', 'final'];

const OPTIONS = {
  year: { type: 'string' },
  stage: { type: 'string' },
  until: { type: 'string' },
  'passphrase-file': { type: 'string' },
  key: { type: 'string', multiple: true },
  export: { type: 'string' },
  signed: { type: 'string', multiple: true },
  yes: { type: 'boolean', default: false },
  review: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** What was ordered, once nothing is wrong with how it was typed. */
interface Order extends Given {
  readonly dir: string;
  readonly year: number;
  readonly stage: Stage;
  readonly until: IsoDate | null;
  /** Key files on other media. */
  readonly media: readonly string[];
  readonly review: boolean;
  readonly json: boolean;
  /** The folder to end at, to be signed elsewhere; null: it is signed here. */
  readonly out: string | null;
}

export const publish: Command = {
  name: 'publish',
  summary: '评定、签名并发布 / grade, sign and publish a workspace',
  usage: `yixinma publish DIR --year Y (--stage final | --stage proposed --until YYYY-MM-DD) [--key FILE]… [--export FOLDER] [--review | --passphrase-file FILE] [--yes] [--json]
  --key     介质（U盘）上的密钥文件，可写多个 / a key file on a medium, as many as there are
  --export  不在这里签：导出到U盘上的新文件夹，各人用 yixinma sign 签 / not signed here: a folder for yixinma sign
  --review  只出审核单，不签名 / the review alone; nothing is signed
  --yes     审核单里的⚠都已核对；口令写在文件里、又没有人在终端前时要加 / its warnings were read: needed with a passphrase file where nobody sits at a terminal
yixinma publish DIR --signed FOLDER|FILE…   导入签名，签齐就发布 / takes signatures in, and publishes once there are enough`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const [where] = positionals;
    if (values.signed !== undefined && where !== undefined && isAlone(values)) {
      const paths = values.signed.map((one) => resolve(io.cwd, one));
      return publishSigned({ dir: resolve(io.cwd, where), paths, dist: DIST, json: values.json }, io);
    }
    const faults: string[] = [...folderFaults(positionals), ...yearFaults(values.year)];
    if (values.signed !== undefined) faults.push(SIGNED_ALONE);
    const stage = STAGES.find((one) => one === values.stage);
    if (stage === undefined) faults.push(notOneOf('--stage', values.stage, STAGES));
    const until = values.until === undefined ? null : parseIsoDate(values.until);
    if (values.until !== undefined && until === null) faults.push(notADay('--until', values.until));
    else if (stage !== undefined && (until !== null) !== (stage === 'proposed')) faults.push(UNTIL.join('/ '));
    const [dir] = positionals;
    if (dir === undefined || stage === undefined || faults.length > 0) return wrongUsage(io, this, faults);
    const { yes, review, json } = values;
    const file = values['passphrase-file'];
    const year = Number(values.year);
    const out = values.export === undefined ? null : resolve(io.cwd, values.export);
    const media = (values.key ?? []).map((one) => resolve(io.cwd, one));
    return publishOrdered({ dir: resolve(io.cwd, dir), year, stage, until, media, file, yes, review, json, out }, io);
  },
};

const SIGNED_ALONE =
  '--signed 只和文件夹一起用：年度、阶段在导出时已经定了。/ --signed takes no other option: year and stage were settled by the export.';

function isAlone({ json: _, signed: __, yes, review, ...others }: Readonly<Record<string, unknown>>): boolean {
  return yes !== true && review !== true && Object.values(others).every((value) => value === undefined);
}

async function publishOrdered(order: Order, io: Io): Promise<0 | 1> {
  const { dir, year, stage, until, json, out } = order;
  const keys = join(dir, 'keys');
  const fresh = !keysAreMade(keys);
  const line = progressLine(io, () => performance.now());
  const shown = async (review: Review): Promise<boolean> => {
    const file = await saveReview(dir, stage, review);
    line.clear();
    (json ? io.err : io.out)(`${reviewText(review, NAMED)}审核单 / review: ${file}\n\n`);
    const old = await nginxIsOld(dir, DIST);
    if (old) io.err(NGINX_OLD);
    return !order.review && (await confirmed(reviewWarnings(review).length + (old ? 1 : 0), order, io));
  };
  if (out !== null) {
    const about = { dir, year, stage, ...(until && { until }), media: order.media, dist: DIST };
    const code = await publishExport({ ...about, out, shown, file: order.file, json }, io);
    return order.review ? 0 : code;
  }
  // Between the last look and the signature nothing may change: it is asked for here, not before.
  const passphrase = async (review: Review) =>
    (await shown(review)) ? askPassphrase({ file: order.file, keys, fresh }, io) : null;
  const outcome = await publishRelease({
    dir,
    year,
    stage,
    ...(until && { until }),
    now: io.now(),
    passphrase,
    media: order.media,
    dist: DIST,
    progress: line.told,
  }).finally(line.clear);
  if (outcome.ok) {
    io.out(
      json ? `${JSON.stringify(outcome.value)}\n` : `${summary(outcome.value)}${toHostText(await toHost(dir), dir)}`,
    );
    return 0;
  }
  if (outcome.fault.code !== 'not-signed') return refuse(outcome.fault, json, dir, io);
  return order.review ? 0 : 1;
}

/** Writes the whole review beside the site, never into it: it names grades that nobody may know yet. Its path. */
async function saveReview(dir: string, stage: Stage, review: Review): Promise<string> {
  const file = join(dir, 'review', `${review.year}-${stage}.txt`);
  await mkdir(join(dir, 'review'), { recursive: true, mode: 0o700 });
  await replaceDurably(file, asTyped(reviewText(review)), 0o600);
  return file;
}
