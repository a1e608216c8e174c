/** `node test/vectors/make-complaint-1.ts` writes `complaint-1.json` anew. Only its signature differs from run to run. */
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { toBase64Url } from '../../src/core/domain/bytes.ts';
import { computeVector, type Vector, type VectorInputs, type VectorKey } from './complaint-vector.ts';

/** Inputs from a seed: nothing up the sleeve. */
const seeded = (label: string): string => createHash('sha256').update(`yixinma test vector 1: ${label}`).digest('hex');

const inputs: VectorInputs = {
  bureau: 'vector-county',
  random: [seeded('content key'), seeded('ikmE desk'), seeded('ikmE escrow')],
  lookupCode: '7K3M 9PQ2 XD4T H8WN',
  recipients: [
    { role: 'desk', ikm: seeded('desk key') },
    { role: 'escrow', ikm: seeded('escrow key') },
  ],
  draft: {
    id: '3f0c1c9e-5f5e-4b7a-9d53-2b8f6f1f0a11',
    kind: 'tip',
    institution: null,
    institutionName: '示例县和安口腔门诊部',
    writtenAt: '2026-03-02T08:00:00.000Z',
    lang: 'zh',
    notice: '2026-11',
    category: 'unlicensed',
    text: '“看病的人”不在公示栏的名单里 🦷\n\t第二行',
    when: '3月1日上午',
    contact: { name: null, phone: '000-0000' },
    tellInstitution: false,
    healthConsent: null,
    guardian: false,
    board: null,
    rating: null,
    objectionCode: null,
    corrects: null,
  },
  photoLengths: [270_000, 20],
  workBits: 16,
  answer: { text: '已受理。\n请等候答复。', ikmE: seeded('ikmE answer') },
  receipts: {
    time: '2026-03-02T08:00:05.250Z',
    numberBytes: [seeded('number 0'), seeded('number 1'), seeded('number 2')],
    company: [
      { id: '9a1e6f5c-0d2b-4c3a-8e7f-6b5a4c3d2e1f', digest: seeded('digest 1') },
      { id: 'c4d5e6f7-1a2b-4f3e-9c8d-7e6f5a4b3c2d', digest: seeded('digest 2') },
    ],
    ikm: seeded('receipt key'),
  },
};

function signed(key: VectorKey, statement: string): string {
  const point = Buffer.from(key.public, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const d = Buffer.from(key.testPrivateKey, 'hex').toString('base64url');
  const privateKey = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' });
  const made = sign('sha256', Buffer.from(statement), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return toBase64Url(made);
}

const outputs = await computeVector(inputs);
const vector: Vector = {
  about:
    'Test vector of src/core/complaint/README.md. Every private key in it is a TEST KEY that everybody knows: never use one. Hex unless the README says base64url.',
  inputs,
  outputs,
  signature: signed(outputs.receipt.key, outputs.receipt.statement),
};
await writeFile(new URL('complaint-1.json', import.meta.url), `${JSON.stringify(vector, null, 2)}\n`);
