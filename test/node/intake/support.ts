/** A running intake service over a real port and a SQLite file, and submissions to send to it. */
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Envelope, envelopeDigest } from '../../../src/core/complaint/envelope.ts';
import { RECEIPT_SUITE, type ReceiptKeys } from '../../../src/core/complaint/keys.ts';
import type { PartBody, StatusBody, SubmitBody } from '../../../src/core/complaint/protocol.ts';
import { parseReceipt, type Receipt } from '../../../src/core/complaint/receipt.ts';
import { type Sealed, sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret, type Secret, statusProof } from '../../../src/core/complaint/secret.ts';
import { findWork, partWorkDigest } from '../../../src/core/complaint/work.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '../../../src/core/domain/bytes.ts';
import { INTAKE_LIMITS, type IntakeLimits } from '../../../src/node/intake/limits.ts';
import type { LogLine } from '../../../src/node/intake/log.ts';
import type { ReceiptSigner } from '../../../src/node/intake/receipts.ts';
import { createIntake, type IntakeParts, type IntakeService } from '../../../src/node/intake/service.ts';
import { openStore } from '../../../src/node/intake/store/open.ts';
import type { IntakeStore } from '../../../src/node/intake/store/store.ts';
import { type Patience, type RunningServer, startServer } from '../../../src/node/server/server.ts';
import { makeDraft, makeIntake, makeRecipient, seededRandom, type TestIntake } from '../../support/complaint.ts';

export const WORK_BITS = 2;
export const ORIGIN = 'https://yx.example.gov.cn';

export async function testSigner(): Promise<{ readonly signer: ReceiptSigner; readonly keys: ReceiptKeys }> {
  const { listed, key } = await makeRecipient('desk', seededRandom('receipt key'));
  const point = fromBase64Url(listed.public) ?? new Uint8Array(0);
  const [x, y, d] = [point.slice(1, 33), point.slice(33), key.private].map(toBase64Url);
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: d ?? '' };
  const secretKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    signer: {
      key: key.id,
      secret: seededRandom('numbers')(32),
      sign: (statement) => new Uint8Array(sign('sha256', statement, { key: secretKey, dsaEncoding: 'ieee-p1363' })),
    },
    keys: { v: 1, bureau: 'test-county', keys: [{ id: key.id, suite: RECEIPT_SUITE, public: listed.public }] },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array;
  /** Without a Content-Length. */
  readonly chunked?: boolean;
}

export interface Running {
  readonly server: RunningServer;
  readonly service: IntakeService;
  readonly store: IntakeStore;
  readonly intake: TestIntake;
  readonly receiptKeys: ReceiptKeys;
  readonly lines: LogLine[];
  /** What the service's clock says; tests move it. */
  readonly clock: { now: Date };
  /** The path goes out as written: no client may tidy an attack away. */
  ask(path: string, sending?: Sending): Promise<Answer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Setting {
  readonly limits?: Partial<IntakeLimits>;
  readonly parts?: Partial<IntakeParts>;
  /** Wraps the store, to make it fail. */
  readonly store?: (real: IntakeStore) => IntakeStore;
  readonly patience?: Patience;
  /** Bits of the keys file; null: the bureau takes nothing. */
  readonly workBits?: number | null;
}

/** Generous: single tests narrow what they are about. */
const WIDE: Partial<IntakeLimits> = {
  submissions: { burst: 10_000, perMinute: 10, step: 20 },
  parts: { burst: 10_000, perMinute: 10, step: 20 },
  status: { burst: 10_000, perMinute: 10, step: 1 },
};

export async function runIntake(setting: Setting = {}): Promise<Running> {
  const home = await mkdtemp(join(tmpdir(), 'yixinma-intake-'));
  await writeFile(join(home, 'index.html'), '<!doctype html>app');
  const intake = await makeIntake(seededRandom('intake'), WORK_BITS);
  const { signer, keys: receiptKeys } = await testSigner();
  const real = await openStore({ file: join(home, 'db/intake.sqlite') });
  const store = setting.store?.(real) ?? real;
  const lines: LogLine[] = [];
  const clock = { now: new Date('2026-03-02T08:00:00.123Z') };
  const workBits = setting.workBits === undefined ? WORK_BITS : setting.workBits;
  const recipients = {
    current: intake.keys.recipients.map(({ id }) => id),
    retired: ['00000000000000aa'],
    origin: ORIGIN,
  };
  const service = await createIntake({
    store,
    bureau: 'test-county',
    recipientKeys: async () => (workBits === null ? null : { ...recipients, workBits }),
    signer,
    now: () => clock.now,
    random: seededRandom('service'),
    limits: { ...INTAKE_LIMITS, ...WIDE, ...setting.limits },
    log: (line) => lines.push(line),
    trustProxy: false,
    metricsToken: null,
    ...setting.parts,
  });
  const mount = { listener: async () => service.listener, health: () => service.health() };
  const patience = setting.patience === undefined ? {} : { patience: setting.patience };
  const server = await startServer({ siteDir: home, port: 0, host: '127.0.0.1', intake: mount, ...patience });
  const ask = (path: string, sending: Sending = {}) => send(server.port, path, sending);
  return {
    server,
    service,
    store,
    intake,
    receiptKeys,
    lines,
    clock,
    ask,
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        raw: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    stop: async () => {
      await server.close();
      await service.close();
      await rm(home, { recursive: true });
    },
  };
}

function send(port: number, path: string, { method = 'GET', headers = {}, raw, chunked }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = raw === undefined || chunked ? {} : { 'Content-Length': String(Buffer.byteLength(raw)) };
    const outgoing = request(
      { host: '127.0.0.1', port, path, method, headers: { ...length, ...headers }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: readJson(text) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(raw);
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Written extends Sealed {
  readonly digest: string;
  readonly secret: Secret;
}

/** A sealed submission; the same for the same `n`. `photo`: bytes of one photo. */
export async function written(intake: TestIntake, n: number, photo?: Bytes): Promise<Written> {
  const random = seededRandom(`submission ${n}`);
  const id = `0b5f9a52-8a4e-4c55-9c3e-${String(n).padStart(12, '0')}`;
  const secret = newSecret(random);
  const sealed = await sealSubmission(makeDraft({ id }), photo ? [photo] : [], intake.keys, secret, random);
  return { ...sealed, secret, digest: await envelopeDigest(sealed.envelope) };
}

const now = async (): Promise<void> => undefined;

export async function submitBody(envelope: Envelope, bits = WORK_BITS): Promise<SubmitBody> {
  return { envelope, work: await findWork(await envelopeDigest(envelope), bits, now) };
}

export async function partBody({ envelope, parts }: Sealed, index: number, bits = WORK_BITS): Promise<PartBody> {
  const sha256 = envelope.parts[index]?.sha256 ?? '';
  const bytes = toBase64Url(parts[index] ?? new Uint8Array(0));
  return { id: envelope.id, sha256, bytes, work: await findWork(partWorkDigest(envelope.id, sha256), bits, now) };
}

export function statusBody(number: string, secret: Secret): StatusBody {
  return { number, proof: toBase64Url(statusProof(secret)) };
}

export function receiptOf(answer: Answer): Receipt {
  const { json } = answer;
  const receipt = typeof json === 'object' && json !== null && 'receipt' in json ? parseReceipt(json.receipt) : null;
  if (receipt === null) throw new Error(`no receipt: ${answer.status} ${answer.text}`);
  return receipt;
}

/** A store whose commits wait until they are let go. */
export function heldCommits(): { readonly store: (real: IntakeStore) => IntakeStore; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const store = (real: IntakeStore): IntakeStore => ({
    ...real,
    commit: async (arrivals, sign) => {
      await held;
      return real.commit(arrivals, sign);
    },
  });
  return { store, letGo: () => letGo() };
}
