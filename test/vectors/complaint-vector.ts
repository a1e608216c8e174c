/** What `complaint-1.json` holds, and how everything but the inputs and a signature follows from the inputs. */
import { associatedData, bodyData, envelopeDigest, envelopeText } from '../../src/core/complaint/envelope.ts';
import { type IntakeKeys, keyId } from '../../src/core/complaint/keys.ts';
import { groupStatement, newReceiptNumber, type Receipt, receiptLeaf } from '../../src/core/complaint/receipt.ts';
import { chunkName, commitmentOf, type Draft, type Sealed, sealSubmission } from '../../src/core/complaint/seal.ts';
import { parseSecret, replyKeyPair, type Secret, statusProof } from '../../src/core/complaint/secret.ts';
import { sealAnswer } from '../../src/core/complaint/status.ts';
import { bufferOf, derive, hpke, padded, type Random } from '../../src/core/complaint/suite.ts';
import { SUITE } from '../../src/core/complaint/suite-id.ts';
import { findWork } from '../../src/core/complaint/work.ts';
import { type Bytes, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from '../../src/core/domain/bytes.ts';
import { leafHash, merkleTree } from '../../src/core/domain/merkle.ts';

export interface VectorInputs {
  readonly bureau: string;
  /** Hex, 32 bytes each, in the order in which sealing takes them: content key, then `ikmE` for each recipient. */
  readonly random: readonly string[];
  readonly lookupCode: string;
  /** TEST KEYS: `ikm` of DeriveKeyPair, and the private number that follows. */
  readonly recipients: readonly { readonly role: 'desk' | 'escrow'; readonly ikm: string }[];
  readonly draft: Draft;
  /** Byte i of photo p is (31 i + 7 p) mod 251. */
  readonly photoLengths: readonly number[];
  readonly workBits: number;
  readonly answer: { readonly text: string; readonly ikmE: string };
  /** Each number takes 32 bytes of hex. The first receipt is this envelope's, the others are company. */
  readonly receipts: {
    readonly time: string;
    readonly numberBytes: readonly string[];
    readonly company: readonly { readonly id: string; readonly digest: string }[];
    /** TEST KEY: `ikm` of DeriveKeyPair. */
    readonly ikm: string;
  };
}

export interface Vector {
  readonly about: string;
  readonly inputs: VectorInputs;
  readonly outputs: Awaited<ReturnType<typeof computeVector>>;
  /** ECDSA takes fresh randomness: to be verified, not compared. */
  readonly signature: string;
}

export function bytesOfHex(hex: string): Bytes {
  const bytes = fromHex(hex);
  if (bytes === null) throw new RangeError(`not hex: ${hex}`);
  return bytes;
}

/** Gives the listed bytes one after the other, and fails when another length is asked for. */
export function listedRandom(list: readonly string[]): Random {
  const rest = list.map(bytesOfHex);
  return (length) => {
    const next = rest.shift();
    if (next?.length !== length) throw new RangeError('the list has other bytes');
    return next;
  };
}

export function vectorPhotos(inputs: VectorInputs): Bytes[] {
  return inputs.photoLengths.map((length, p) => Uint8Array.from({ length }, (_, i) => (31 * i + 7 * p) % 251));
}

export function vectorSecret(inputs: VectorInputs): Secret {
  const secret = parseSecret(inputs.lookupCode);
  if (secret === null) throw new RangeError('not a lookup code');
  return secret;
}

export interface VectorKey {
  readonly id: string;
  readonly public: string;
  readonly testPrivateKey: string;
}

export async function vectorKey(ikm: string): Promise<VectorKey> {
  const { kem } = hpke();
  const pair = await kem.deriveKeyPair(bufferOf(bytesOfHex(ikm)));
  const point = new Uint8Array(await kem.serializePublicKey(pair.publicKey));
  const testPrivateKey = toHex(new Uint8Array(await kem.serializePrivateKey(pair.privateKey)));
  return { id: await keyId(point), public: toBase64Url(point), testPrivateKey };
}

/** The sealed submission of the inputs, with its keys. */
export async function sealVector(inputs: VectorInputs): Promise<{ sealed: Sealed; keys: readonly VectorKey[] }> {
  const keys = await Promise.all(inputs.recipients.map(({ ikm }) => vectorKey(ikm)));
  const intake: IntakeKeys = {
    v: 1,
    bureau: inputs.bureau,
    suite: SUITE,
    recipients: inputs.recipients.map(({ role }, i) => ({
      id: keys[i]?.id ?? '',
      role,
      public: keys[i]?.public ?? '',
    })),
    retired: [],
    workBits: inputs.workBits,
  };
  const random = listedRandom(inputs.random);
  return {
    sealed: await sealSubmission(inputs.draft, vectorPhotos(inputs), intake, vectorSecret(inputs), random),
    keys,
  };
}

/** Everything that follows from the inputs alone. */
export async function computeVector(inputs: VectorInputs) {
  const { sealed, keys } = await sealVector(inputs);
  const { envelope, submission } = sealed;
  const digest = await envelopeDigest(envelope);
  const nonce = await findWork(digest, inputs.workBits, async () => {});
  return {
    keys,
    ...contentOf(inputs, sealed),
    lookup: await lookupValues(inputs),
    envelopeText: envelopeText(envelope),
    digest,
    work: { bits: inputs.workBits, nonce },
    receipt: await receiptValues(inputs, digest),
    answer: await sealAnswer(
      inputs.answer.text,
      { id: envelope.id, replyKey: submission.replyKey },
      listedRandom([inputs.answer.ikmE]),
    ),
  };
}

function contentOf(inputs: VectorInputs, { envelope, submission }: Sealed) {
  const contentKey = bytesOfHex(inputs.random[0] ?? '');
  const plain = JSON.stringify(submission);
  const places = submission.photos.flatMap(({ chunks }, photo) =>
    Array.from({ length: chunks }, (_, chunk) => ({ photo, chunk, last: chunk === chunks - 1 })),
  );
  return {
    contentKey: toHex(contentKey),
    commitment: toHex(commitmentOf(contentKey)),
    bodyKey: toHex(derive(contentKey, 'yixinma-body-1')),
    photoKey: toHex(derive(contentKey, 'yixinma-photo-1')),
    wrapAad: envelope.recipients.map(({ key }) => fromUtf8(associatedData(envelope, key))),
    bodyAad: fromUtf8(bodyData(envelope)),
    bodyPlain: { json: plain, padded: padded(utf8(plain), 1024, 0x20).length },
    chunks: places.map((place) => ({
      nonce: [place.photo, place.chunk, Number(place.last)].map((n) => n.toString(16).padStart(8, '0')).join(''),
      aad: fromUtf8(associatedData(envelope, chunkName(place))),
    })),
  };
}

async function lookupValues(inputs: VectorInputs) {
  const secret = vectorSecret(inputs);
  const { kem } = hpke();
  const { pair } = await replyKeyPair(secret);
  return {
    proof: toHex(statusProof(secret)),
    replyTestPrivateKey: toHex(new Uint8Array(await kem.serializePrivateKey(pair.privateKey))),
  };
}

async function receiptValues(inputs: VectorInputs, digest: string) {
  const { receipts, bureau, draft } = inputs;
  const key = await vectorKey(receipts.ikm);
  const claims = [{ id: draft.id, digest }, ...receipts.company].map(({ id, digest: of }, i) => ({
    bureau,
    id,
    digest: of,
    number: newReceiptNumber(listedRandom([receipts.numberBytes[i] ?? ''])),
    time: receipts.time,
  }));
  const tree = await merkleTree(await Promise.all(claims.map((claim) => leafHash(receiptLeaf(claim)))));
  const root = toHex(tree.root);
  return {
    key,
    leaves: claims.map((claim) => fromUtf8(receiptLeaf(claim))),
    leafHashes: (await Promise.all(claims.map((claim) => leafHash(receiptLeaf(claim))))).map(toHex),
    path: tree.proof(0).map(toHex),
    root,
    statement: fromUtf8(groupStatement(bureau, key.id, claims.length, root)),
    number: claims[0]?.number ?? '',
  };
}

/** The receipt of the vector's envelope, put together from its outputs and its signature. */
export function vectorReceipt({ inputs, outputs, signature }: Vector): Receipt {
  const { key, path, root, number } = outputs.receipt;
  return {
    suite: 'ecdsa-p256-sha256-1',
    bureau: inputs.bureau,
    key: key.id,
    id: inputs.draft.id,
    digest: outputs.digest,
    number,
    time: inputs.receipts.time,
    group: { size: outputs.receipt.leaves.length, index: 0, path, root, signature },
  };
}
