/** The intake service in a process of its own, so that the load and the service do not share a thread. Forked by the bench. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { INTAKE_LIMITS } from '../../src/node/intake/limits.ts';
import { createIntake } from '../../src/node/intake/service.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { BENCH_ESCROW, BENCH_KEY, BENCH_ORIGIN, BENCH_WORK_BITS } from './intake-load.ts';

const [, , file = '', databaseUrl = ''] = process.argv;
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const endless = { burst: 1e9, perMinute: 1e9, step: 1e9 };

const service = await createIntake({
  store: await openStore({ file, databaseUrl }),
  bureau: 'bench-county',
  recipientKeys: async () => ({
    current: [BENCH_KEY, BENCH_ESCROW],
    retired: [],
    workBits: BENCH_WORK_BITS,
    origin: BENCH_ORIGIN,
  }),
  signer: {
    key: BENCH_KEY,
    sign: (bytes) => new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    secret: new Uint8Array(createHash('sha256').update('bench').digest()),
  },
  now: () => new Date(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  limits: { ...INTAKE_LIMITS, submissions: endless, queue: 10_000, underWay: 10_000, underWayEach: 10_000 },
  log: () => undefined,
  trustProxy: false,
  metricsToken: null,
});

const server = createServer(service.listener).listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
process.on('disconnect', () => process.exit(0));
