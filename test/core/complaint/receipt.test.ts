import { beforeAll, describe, expect, it } from 'vitest';
import type { ReceiptKeys } from '../../../src/core/complaint/keys.ts';
import {
  newReceiptNumber,
  parseReceipt,
  type Receipt,
  type ReceiptClaim,
  verifyReceipt,
} from '../../../src/core/complaint/receipt.ts';
import { fromBase64Url, toBase64Url, toHex } from '../../../src/core/domain/bytes.ts';
import { flipped, issueReceipts, makeReceiptKey, seededRandom, type TestReceiptKey } from '../../support/complaint.ts';

const random = seededRandom('receipts');
const BUREAU = 'test-county';
let key: TestReceiptKey;
let keys: ReceiptKeys;

function makeClaim(): ReceiptClaim {
  const hex = toHex(random(16));
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  const [digest, number] = [toHex(random(32)), newReceiptNumber(random)];
  return { bureau: BUREAU, id, digest, number, time: '2026-03-02T08:00:00.000Z' };
}

async function issue(size: number, signer = key): Promise<Receipt[]> {
  return issueReceipts(signer, Array.from({ length: size }, makeClaim));
}

/** Verified for the very submission that it names. */
const good = (receipt: Receipt, known = keys) =>
  verifyReceipt(receipt, { id: receipt.id, digest: receipt.digest }, known);

beforeAll(async () => {
  key = await makeReceiptKey();
  keys = { v: 1, bureau: BUREAU, keys: [key.listed] };
});

/** The text with one hex digit or letter turned into another one of its kind. */
const turned = (text: string, at: number) =>
  text.slice(0, at) + (text.charAt(at) === '0' ? '1' : '0') + text.slice(at + 1);

describe('a receipt', () => {
  it('verifies at every place of groups of 1 to 33, also after JSON', async () => {
    for (let size = 1; size <= 33; size++) {
      const receipts = await issue(size);
      for (const receipt of receipts) {
        const read = parseReceipt(JSON.parse(JSON.stringify(receipt)));
        expect(read).toEqual(receipt);
        expect(read !== null && (await good(read)), `group of ${size}`).toBe(true);
      }
    }
  });

  it('for another id or another digest is none for this submission', async () => {
    const [receipt, other] = await issue(2);
    if (!receipt || !other) throw new Error('two receipts');
    const { id, digest } = receipt;
    expect(await verifyReceipt(receipt, { id, digest }, keys)).toBe(true);
    expect(await verifyReceipt(receipt, { id: other.id, digest }, keys)).toBe(false);
    expect(await verifyReceipt(receipt, { id, digest: other.digest }, keys)).toBe(false);
    // Another one's, with the names of this submission written into it.
    expect(await verifyReceipt({ ...other, id, digest }, { id, digest }, keys)).toBe(false);
  });

  it('of another bureau, or under a key that is not in the list, is none', async () => {
    const [receipt] = await issue(1);
    const stranger = await makeReceiptKey();
    const [forged] = await issue(1, stranger);
    if (!receipt || !forged) throw new Error('two receipts');
    expect(await good(receipt, { ...keys, bureau: 'other-county' })).toBe(false);
    expect(await good({ ...receipt, bureau: 'other-county' }, { ...keys, bureau: 'other-county' })).toBe(false);
    expect(await good(forged)).toBe(false);
    expect(await good({ ...forged, key: key.id })).toBe(false);
    expect(await good(receipt, { ...keys, keys: [{ ...key.listed, public: stranger.listed.public }] })).toBe(false);
    // An earlier key that stays in the list goes on counting.
    expect(await good(forged, { ...keys, keys: [key.listed, stranger.listed] })).toBe(true);
    // The same point under another id: the signature names the key.
    const alias = { ...keys, keys: [{ ...key.listed, id: stranger.id }] };
    expect(await good({ ...receipt, key: stranger.id }, alias)).toBe(false);
  });

  it('with one sign changed anywhere is none', async () => {
    const receipt = (await issue(6))[2];
    if (!receipt) throw new Error('a receipt');
    const { group } = receipt;
    const changed: Receipt[] = [
      ...[0, 17, 35].map((at) => ({ ...receipt, id: turned(receipt.id, at) })),
      ...[0, 31, 63].map((at) => ({ ...receipt, digest: turned(receipt.digest, at) })),
      ...[0, 6, 11].map((at) => ({ ...receipt, number: turned(receipt.number, at) })),
      { ...receipt, number: newReceiptNumber(random) },
      { ...receipt, time: '2026-03-02T08:00:00.001Z' },
      { ...receipt, time: '2026-03-02 08:00:00.000Z' },
      { ...receipt, key: turned(receipt.key, 3) },
    ];
    const signature = fromBase64Url(group.signature) ?? new Uint8Array(0);
    const groups: Receipt['group'][] = [
      ...[0, 20, 31, 32, 50, 63].map((at) => ({ ...group, signature: toBase64Url(flipped(signature, at)) })),
      { ...group, signature: toBase64Url(new Uint8Array(64)) },
      ...[0, 31, 63].map((at) => ({ ...group, root: turned(group.root, at) })),
      ...group.path.flatMap((_, step) =>
        [0, 63].map((at) => ({ ...group, path: group.path.map((one, i) => (i === step ? turned(one, at) : one)) })),
      ),
      { ...group, path: [...group.path].reverse() },
      { ...group, path: [...group.path, group.root] },
      ...group.path.map((_, length) => ({ ...group, path: group.path.slice(0, length) })),
      ...[0, 1, 3, 4, 5, 6, 1e6].map((index) => ({ ...group, index })),
      ...[0, 1, 2, 3, 4, 5, 7, 8, 1e6].map((size) => ({ ...group, size })),
    ];
    expect(await good(receipt)).toBe(true);
    for (const one of [...changed, ...groups.map((wrong) => ({ ...receipt, group: wrong }))]) {
      expect(one).not.toEqual(receipt);
      expect(await good(one), JSON.stringify(one)).toBe(false);
    }
  });

  it('cannot be made of a node of the tree: the root of one group is no leaf of another', async () => {
    const [receipt] = await issue(2);
    if (!receipt) throw new Error('a receipt');
    const { group } = receipt;
    expect(await good({ ...receipt, group: { ...group, size: 1, index: 0, path: [] } })).toBe(false);
  });

  it('with a wrong check character is none, though the bureau signed it', async () => {
    const claim = makeClaim();
    const [receipt] = await issueReceipts(key, [{ ...claim, number: turned(claim.number, 4) }]);
    expect(receipt && (await good(receipt))).toBe(false);
  });

  it('is refused on reading when it is not one', async () => {
    const [receipt] = await issue(3);
    if (!receipt) throw new Error('a receipt');
    const wrong: unknown[] = [
      null,
      [],
      'x',
      { ...receipt, suite: 'x' },
      { ...receipt, id: 'x' },
      { ...receipt, number: 'O00000000000' },
      { ...receipt, time: '2026-03-02' },
      { ...receipt, time: '2026-03-02T08:00:00.000Z\n' },
      { ...receipt, group: null },
      { ...receipt, group: { ...receipt.group, index: 0.5 } },
      { ...receipt, group: { ...receipt.group, path: Array.from({ length: 21 }, () => receipt.digest) } },
      { ...receipt, group: { ...receipt.group, signature: `${receipt.group.signature}A` } },
    ];
    for (const value of wrong) expect(parseReceipt(value), JSON.stringify(value)).toBeNull();
    const hostile: unknown = JSON.parse(`{"__proto__":${JSON.stringify(receipt)}}`);
    expect(parseReceipt(hostile)).toBeNull();
  });
});
