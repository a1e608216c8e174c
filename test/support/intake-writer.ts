/**
 * A process that stores submissions as fast as it can: `begin N` before a group is written, `done ID …` once it was
 * acknowledged. It is made to be killed. Arguments: the SQLite file, a seed.
 */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { writeSync } from 'node:fs';
import { newReceiptNumber } from '../../src/core/complaint/receipt.ts';
import { utf8 } from '../../src/core/domain/bytes.ts';
import { signGroup } from '../../src/node/intake/receipts.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import type { Arrival } from '../../src/node/intake/store/store.ts';
import { seededRandom } from './complaint.ts';

const [, , file = '', seed = ''] = process.argv;
const random = seededRandom(seed);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = {
  key: '0123456789abcdef',
  secret: random(32),
  sign: (bytes: Uint8Array) => new Uint8Array(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
};
const store = await openStore({ file });
const signed = signGroup(signer, 'test-county');

function arrival(): Arrival {
  const id = randomUUID();
  const lookup = Buffer.from(random(32)).toString('hex');
  const number = newReceiptNumber(random);
  const envelope = JSON.stringify({ id, body: Buffer.from(random(1500)).toString('base64url') });
  const digest = Buffer.from(utf8(id.padEnd(32)).slice(0, 32)).toString('hex');
  return { id, digest, envelope, parts: [], lookup, number, time: '2026-03-02T08:00:00.000Z' };
}

writeSync(1, 'ready\n');
for (let group = 0; ; group++) {
  const arrivals = Array.from({ length: 8 }, arrival);
  writeSync(1, `begin ${group}\n`);
  await store.commit(arrivals, signed);
  writeSync(1, `done ${arrivals.map(({ id }) => id).join(' ')}\n`);
}
