/** A bureau's workspace with keys, codes and complaints, without the cost of publishing. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { envelopeDigest } from '../../../src/core/complaint/envelope.ts';
import type { Receipt } from '../../../src/core/complaint/receipt.ts';
import { type Draft, type Sealed, sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret, type Secret } from '../../../src/core/complaint/secret.ts';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import type { Io } from '../../../src/node/cli/command.ts';
import { runCommand } from '../../../src/node/cli/main.ts';
import { databaseFile } from '../../../src/node/desk/place.ts';
import { takeIn } from '../../../src/node/desk/take-in.ts';
import { openStore } from '../../../src/node/intake/store/open.ts';
import type { IntakeStore } from '../../../src/node/intake/store/store.ts';
import { appendCodes, assignCodes } from '../../../src/node/publish/codes.ts';
import {
  ensureIntakeKeys,
  loadReceiptSigner,
  publicIntakeKeys,
} from '../../../src/node/publish/signing/intake-keys.ts';
import { makeDraft, seededRandom } from '../../support/complaint.ts';
import { writeWorkspace } from '../../support/workspace.ts';

export const PASSPHRASE = 'only for tests, twelve or more';
/** Noon of 2026-03-02 in China. */
export const RECEIVED = new Date('2026-03-02T04:00:00Z');
export const TERMS = { accept: { days: 7, citation: '例' }, answer: { days: 60, citation: '例' } };
const FAST = { N: 2 ** 14, r: 8, p: 1 };

/** Durability has tests of its own; here waiting for the disk would be most of the time. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let made: Promise<ReadonlyMap<string, Uint8Array>> | null = null;
/** Made once a process: the keys take most of the time. By name, so that no folder outlives its test. */
function keyFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  made ??= (async () => {
    const folder = await mkdtemp(join(MEMORY, 'yixinma-desk-keys-'));
    await ensureIntakeKeys(folder, PASSPHRASE, FAST);
    const files = new Map<string, Uint8Array>();
    for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
    await rm(folder, { recursive: true });
    return files;
  })();
  return made;
}

export const INSTITUTIONS = [
  { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '中街12号' },
  { 机构编号: 'A2', 名称: '白水镇卫生院', 地址: '白水街1号' },
];

export interface Office {
  readonly dir: string;
  /** Institution id → public code. */
  readonly codes: ReadonlyMap<string, string>;
  readonly said: { out: string; err: string };
  /** Runs a command in the workspace's folder; the clock stands at `at`. */
  run(args: readonly string[], at?: Date, env?: Io['env']): Promise<0 | 1 | 2 | 3>;
  /** Receives a submission; ids are made up unless given. */
  receive(changes?: Partial<Draft>, photos?: readonly Bytes[], at?: Date): Promise<ReceivedOne>;
  /** Many through one store. */
  receiveAll(
    all: readonly { readonly changes?: Partial<Draft>; readonly photos?: readonly Bytes[]; readonly at?: Date }[],
  ): Promise<readonly ReceivedOne[]>;
  /** Receives what was sealed elsewhere. */
  take(
    all: readonly (Pick<Sealed, 'envelope' | 'parts'> & { readonly secret: Secret; readonly at: Date })[],
  ): Promise<readonly ReceivedOne[]>;
  /** Seals without receiving. */
  seal(changes?: Partial<Draft>, photos?: readonly Bytes[]): Promise<Sealed & { readonly secret: Secret }>;
  store<Value>(work: (store: IntakeStore) => Promise<Value>): Promise<Value>;
}

export interface ReceivedOne {
  readonly id: string;
  readonly number: string;
  readonly secret: Secret;
  readonly receipt: Receipt;
}

export async function makeOffice(bureau: Readonly<Record<string, unknown>> = {}): Promise<Office> {
  const dir = await mkdtemp(join(MEMORY, 'yixinma-desk-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeWorkspace(dir, { 机构: INSTITUTIONS }, { intake: 'online', intakeTerms: TERMS, ...bureau });
  await mkdir(join(dir, 'keys'));
  for (const [name, bytes] of await keyFiles()) await writeFile(join(dir, 'keys', name), bytes, { mode: 0o600 });
  await writeFile(join(dir, 'pass.txt'), `${PASSPHRASE}\n`);
  await mkdir(join(dir, 'intake'));
  const assigned = assignCodes(new Map(), 'example', ['A1', 'A2']);
  await appendCodes(dir, assigned.table, assigned.added, '2026-01-01');
  return officeAt(dir, new Map(assigned.table));
}

export function officeAt(dir: string, codes: ReadonlyMap<string, string>): Office {
  const said = { out: '', err: '' };
  const random = seededRandom(dir);
  let count = 0;
  const seal: Office['seal'] = async (changes = {}, photos = []) => {
    const { intake } = await publicIntakeKeys(join(dir, 'keys'), 'example', 0);
    const id = `0b5f9a52-8a4e-4c55-9c3e-${String(count++).padStart(12, '0')}`;
    const secret = newSecret(random);
    const draft = makeDraft({ id, institution: codes.get('A1') ?? '', ...changes });
    return { ...(await sealSubmission(draft, photos, intake, secret, random)), secret };
  };
  const store: Office['store'] = async (work) => {
    const opened = await openStore({ file: databaseFile(dir) });
    return work(opened).finally(() => opened.close());
  };
  const take: Office['take'] = (all) =>
    store(async (opened) => {
      const signer = await loadReceiptSigner(join(dir, 'keys'));
      if (signer === null) throw new Error('no receipt key');
      const received: ReceivedOne[] = [];
      for (const { envelope, parts, secret, at } of all) {
        const item = { ok: true, value: { envelope, digest: await envelopeDigest(envelope), parts } } as const;
        const [taken] = await takeIn(opened, 'example', signer, [item], at);
        if (taken === undefined || taken.kind === 'refused') throw new Error(`not taken: ${JSON.stringify(taken)}`);
        received.push({ id: envelope.id, number: taken.receipt.number, secret, receipt: taken.receipt });
      }
      return received;
    });
  const receiveAll: Office['receiveAll'] = async (all) => {
    const sealed = [];
    for (const { changes, photos, at = RECEIVED } of all) sealed.push({ ...(await seal(changes, photos)), at });
    return take(sealed);
  };
  return {
    dir,
    codes,
    said,
    seal,
    store,
    run: (args, at = RECEIVED, env = {}) => {
      said.out = '';
      said.err = '';
      return runCommand(args, {
        stdin: async () => '',
        out: (text) => {
          said.out += text;
        },
        err: (text) => {
          said.err += text;
        },
        now: () => at,
        cwd: dir,
        env: { YIXINMA_PASSPHRASE_FILE: 'pass.txt', ...env },
      });
    },
    receive: async (changes = {}, photos = [], at = RECEIVED) => {
      const [one] = await receiveAll([{ changes, photos, at }]);
      if (one === undefined) throw new Error('nothing was taken');
      return one;
    },
    receiveAll,
    take,
  };
}

/** The structure of a picture of 8 × 8, enough for whoever reads markers; `extra` stands behind its end. */
export function jpeg(extra: readonly number[] = []): Bytes {
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3];
  return Uint8Array.from([0xff, 0xd8, ...frame, ...scan, 0xff, 0xd9, ...extra]);
}
