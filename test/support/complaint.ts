/** Keys, drafts and randomness for tests of complaints. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type IntakeKeys, keyId, RECEIPT_SUITE, type ReceiptKeys } from '../../src/core/complaint/keys.ts';
import type { RecipientKey } from '../../src/core/complaint/open.ts';
import { groupStatement, type Receipt, type ReceiptClaim, receiptLeaf } from '../../src/core/complaint/receipt.ts';
import type { Draft } from '../../src/core/complaint/seal.ts';
import { bufferOf, hpke, type Random } from '../../src/core/complaint/suite.ts';
import { SUITE } from '../../src/core/complaint/suite-id.ts';
import { type Bytes, concat, toBase64Url, toHex, utf8 } from '../../src/core/domain/bytes.ts';
import { leafHash, merkleTree } from '../../src/core/domain/merkle.ts';

/** The same bytes for the same seed, for ever: envelopes of tests and vectors are reproducible. */
export function seededRandom(seed: string): Random {
  let calls = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 8000) }, (_, i) =>
      hkdf(sha256, utf8(seed), undefined, utf8(String(calls++)), Math.min(8000, length - 8000 * i)),
    );
    return concat(...blocks);
  };
}

export async function makeRecipient(
  role: 'desk' | 'escrow',
  random: Random,
): Promise<{ readonly listed: IntakeKeys['recipients'][number]; readonly key: RecipientKey }> {
  const { kem } = hpke();
  const pair = await kem.deriveKeyPair(bufferOf(random(32)));
  const point = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  const id = await keyId(point);
  const secret = new Uint8Array(await kem.serializePrivateKey(pair.privateKey));
  return { listed: { id, role, public: toBase64Url(point) }, key: { id, private: secret } };
}

export interface TestIntake {
  readonly keys: IntakeKeys;
  readonly desk: RecipientKey;
  readonly escrow: RecipientKey;
}

export async function makeIntake(random: Random, workBits = 4): Promise<TestIntake> {
  const desk = await makeRecipient('desk', random);
  const escrow = await makeRecipient('escrow', random);
  const keys: IntakeKeys = {
    v: 1,
    bureau: 'test-county',
    suite: SUITE,
    recipients: [desk.listed, escrow.listed],
    retired: [],
    workBits,
  };
  return { keys, desk: desk.key, escrow: escrow.key };
}

export function makeDraft(changes: Partial<Draft> = {}): Draft {
  return {
    id: '0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d',
    kind: 'tip',
    institution: '7K3M9PQ2XD',
    institutionName: '示例县和安口腔门诊部',
    writtenAt: '2026-03-02T08:00:00.000Z',
    lang: 'zh',
    notice: '2026-11',
    category: 'staff',
    text: '三月一日上午，看病的人不在公示栏的名单里。',
    when: '3月1日上午',
    contact: null,
    tellInstitution: false,
    healthConsent: null,
    guardian: false,
    board: null,
    rating: null,
    objectionCode: null,
    corrects: null,
    ...changes,
  };
}

export interface TestReceiptKey {
  readonly id: string;
  readonly listed: ReceiptKeys['keys'][number];
  sign(statement: Bytes): Promise<Bytes>;
}

/** A fresh receipt key of WebCrypto. */
export async function makeReceiptKey(): Promise<TestReceiptKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const id = await keyId(point);
  return {
    id,
    listed: { id, suite: RECEIPT_SUITE, public: toBase64Url(point) },
    sign: async (statement) => new Uint8Array(await crypto.subtle.sign(algorithm, pair.privateKey, statement)),
  };
}

/** Receipts of one commit group, as a server issues them. */
export async function issueReceipts(key: TestReceiptKey, claims: readonly ReceiptClaim[]): Promise<Receipt[]> {
  const tree = await merkleTree(await Promise.all(claims.map((claim) => leafHash(receiptLeaf(claim)))));
  const [bureau, size, root] = [claims[0]?.bureau ?? '', claims.length, toHex(tree.root)];
  const signature = toBase64Url(await key.sign(groupStatement(bureau, key.id, size, root)));
  return claims.map((claim, index) => ({
    suite: RECEIPT_SUITE,
    key: key.id,
    ...claim,
    group: { size, index, path: tree.proof(index).map(toHex), root, signature },
  }));
}

/** The same bytes with one bit of the byte at `at` turned over. */
export function flipped(bytes: Bytes, at: number): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}
