/** `yixinma publish DIR --year Y --stage proposed|final`. */

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import { publishRelease } from '../publish/publish.ts';
import type { Command } from './command.ts';
import { askPassphrase } from './passphrase.ts';
import { refuse, UNTIL } from './publish/refusals.ts';
import { summary } from './publish/summary.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

export const publish: Command = {
  name: 'publish',
  summary: '评定、签名并发布 / grade, sign and publish a workspace',
  usage:
    'yixinma publish DIR --year Y (--stage final | --stage proposed --until YYYY-MM-DD) [--passphrase-file FILE] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        stage: { type: 'string' },
        until: { type: 'string' },
        'passphrase-file': { type: 'string' },
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
    const keys = join(resolve(io.cwd, dir), 'keys/online.pem');
    const fresh = await access(keys).then(
      () => false,
      () => true,
    );
    const passphrase = await askPassphrase(values['passphrase-file'], io, fresh);
    const outcome = await publishRelease({
      dir: resolve(io.cwd, dir),
      year: Number(values.year),
      stage,
      ...(until && { until }),
      now: io.now(),
      passphrase,
      dist: DIST,
    });
    if (!outcome.ok) return refuse(outcome.fault, values.json, io);
    io.out(values.json ? `${JSON.stringify(outcome.value)}\n` : summary(outcome.value));
    return 0;
  },
};
