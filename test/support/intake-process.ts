/**
 * The intake service in a process of its own, over the keys of a folder, made to be killed and started again. Forked with
 * `{ dir, port, quota, proxied }` as JSON; says its port, and answers `stop` by a graceful end.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { INTAKE_LIMITS } from '../../src/node/intake/limits.ts';
import { createIntake } from '../../src/node/intake/service.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { loadReceiptSigner, publicIntakeKeys } from '../../src/node/publish/signing/intake-keys.ts';
import type { ServiceOptions } from './intake-host.ts';

const [, , given = '{}'] = process.argv;
const options: ServiceOptions = JSON.parse(given);
const { dir, port, quota, proxied } = options;
const keys = join(dir, 'keys');
const signer = await loadReceiptSigner(keys);
if (signer === null) throw new Error('no receipt key');

const service = await createIntake({
  store: await openStore({ file: join(dir, 'intake.sqlite'), ...(quota === undefined ? {} : { largestFile: quota }) }),
  bureau: 'test-county',
  recipientKeys: async () => {
    const { intake } = await publicIntakeKeys(keys, 'test-county', 4);
    const current = intake.recipients.map(({ id }) => id);
    return { current, retired: intake.retired, workBits: intake.workBits, origin: 'https://yx.example.gov.cn' };
  },
  signer,
  now: () => new Date(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  limits: INTAKE_LIMITS,
  log: () => undefined,
  trustProxy: proxied ? 1 : false,
  metricsToken: null,
});

const server = createServer(service.listener).listen(port, '127.0.0.1', () => process.send?.(server.address()));
process.on('message', async () => {
  server.close();
  await service.close();
  process.exit(0);
});
