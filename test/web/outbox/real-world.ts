/** The world of the histories with real digests, real work, real sealing and receipts that are really signed. */
import { envelopeDigest, parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { type IntakeKeys, keyId, type ReceiptKeys } from '../../../src/core/complaint/keys.ts';
import { groupStatement, newReceiptNumber, type Receipt, receiptLeaf } from '../../../src/core/complaint/receipt.ts';
import { partWorkDigest, workBits } from '../../../src/core/complaint/work.ts';
import { type Bytes, toBase64Url, toHex } from '../../../src/core/domain/bytes.ts';
import { leafHash } from '../../../src/core/domain/merkle.ts';
import type { Reply } from '../../../src/web/outbox/answer.ts';
import { coreSeals, type Seals } from '../../../src/web/outbox/seals.ts';
import { makeIntake, seededRandom, type TestIntake } from '../../support/complaint.ts';
import { generator, type Settle } from './history.ts';
import { BUREAU, ModelServer, type Submitted } from './model-server.ts';
import { World } from './world.ts';

export interface Kit {
  readonly intake: TestIntake;
  readonly signers: readonly { readonly id: string; readonly public: string; readonly pair: CryptoKeyPair }[];
}

let kit: Kit;

/** Makes the keys; before any world. */
export async function makeKit(): Promise<Kit> {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  const pairs = await Promise.all(
    [1, 2, 3, 4].map(() => crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']) as Promise<CryptoKeyPair>),
  );
  const signers = await Promise.all(
    pairs.map(async (pair) => {
      const point: Bytes = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
      return { id: await keyId(point), public: toBase64Url(point), pair };
    }),
  );
  kit = { intake: await makeIntake(seededRandom('outbox'), 4), signers };
  return kit;
}

/** The model with real digests, real work and receipts that are really signed. */
class RealServer extends ModelServer {
  override keys: readonly string[] = [kit.signers[0]?.id ?? ''];
  override more = 8;
  private prepared: { readonly digest: string; readonly receipt: Receipt } | null = null;
  private readonly random: (length: number) => Bytes;

  constructor(random: () => number) {
    super();
    this.random = (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  }

  override rotate(): void {
    const next = kit.signers[this.keys.length];
    if (next) this.keys = [next.id, ...this.keys];
  }

  override answer(path: string, text: string): Promise<Reply | null> {
    return tracked(this.answerReally(path, text));
  }

  private async answerReally(path: string, text: string): Promise<Reply | null> {
    const { envelope } = JSON.parse(text);
    if (path !== '/api/submissions') return super.answer(path, text);
    const read = parseEnvelope(envelope);
    if (!('envelope' in read)) {
      this.faults.push(`not an envelope: ${read.faults.join()}`);
      return null;
    }
    const digest = await envelopeDigest(read.envelope);
    const receipt = await this.signed(read.envelope.id, digest);
    this.prepared = { digest, receipt };
    return super.answer(path, text);
  }

  protected override digestOf(): string {
    return this.prepared?.digest ?? '';
  }

  protected override sign(): Receipt {
    if (this.prepared === null) throw new Error('nothing was prepared');
    return this.prepared.receipt;
  }

  /** Of the part, or of the envelope that was just prepared. */
  protected override bitsOf(body: Submitted & { readonly id?: string; readonly sha256?: string }): number {
    const { id = '', sha256 } = body;
    return workBits(sha256 ? partWorkDigest(id, sha256) : (this.prepared?.digest ?? ''), body.work);
  }

  private async signed(id: string, digest: string): Promise<Receipt> {
    const signer = kit.signers.find((one) => one.id === this.keys[0]);
    if (!signer) throw new Error('no such key');
    const number = newReceiptNumber(this.random);
    const claim = { bureau: BUREAU, id, digest, number, time: new Date(this.time).toISOString() };
    const root = toHex(await leafHash(receiptLeaf(claim)));
    const statement = groupStatement(BUREAU, signer.id, 1, root);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signer.pair.privateKey, statement);
    const group = { size: 1, index: 0, path: [], root, signature: toBase64Url(new Uint8Array(signature)) };
    // In the schema's order: the model compares texts.
    return {
      suite: 'ecdsa-p256-sha256-1',
      bureau: BUREAU,
      key: signer.id,
      id,
      digest,
      number,
      time: claim.time,
      group,
    };
  }
}

class RealWorld extends World {
  protected override seals(): Seals {
    const { seal, read, work, verify } = coreSeals;
    return {
      seal: (...all) => tracked(seal(...all)),
      read: (...all) => tracked(read(...all)),
      work: (...all) => tracked(work(...all)),
      verify: (...all) => tracked(verify(...all)),
    };
  }

  protected override intake(): IntakeKeys {
    return kit.intake.keys;
  }

  protected override keysOf(ids: readonly string[]): ReceiptKeys {
    const keys = kit.signers.filter(({ id }) => ids.includes(id));
    return {
      v: 1,
      bureau: BUREAU,
      keys: keys.map(({ id, public: point }) => ({ id, suite: 'ecdsa-p256-sha256-1', public: point })),
    };
  }
}

/** Cryptography comes back through the event loop: a turn lasts until none is under way. */
let underWay = 0;
async function tracked<Value>(work: Promise<Value>): Promise<Value> {
  underWay++;
  return work.finally(() => underWay--);
}

export const settleReally: Settle = async (turns) => {
  for (let turn = 0; turn < turns || underWay > 0; turn++) await new Promise((resolve) => setImmediate(resolve));
};

export function realWorld(seed: number): World {
  const random = generator(seed);
  return new RealWorld(random, 'none', new RealServer(random));
}
