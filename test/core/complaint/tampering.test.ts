/** Attacks on a sealed submission by who carries or stores it, and by a writer who wants to be read in two ways. */
import { beforeAll, describe, expect, it } from 'vitest';
import { associatedData, bodyData, type Envelope } from '../../../src/core/complaint/envelope.ts';
import { type Opened, openSubmission } from '../../../src/core/complaint/open.ts';
import { commitmentOf, type Sealed, sealSubmission, WRAP_INFO } from '../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { BODY, bufferOf, derive, encrypt, hpke, padded } from '../../../src/core/complaint/suite.ts';
import { type Bytes, fromBase64Url, toBase64Url, utf8 } from '../../../src/core/domain/bytes.ts';
import { flipped, makeDraft, makeIntake, seededRandom, type TestIntake } from '../../support/complaint.ts';

const random = seededRandom('tampering');
let intake: TestIntake;
let sealed: Sealed;
let other: Sealed;
let whole: Opened;

beforeAll(async () => {
  intake = await makeIntake(random);
  const secret = newSecret(random);
  sealed = await sealSubmission(makeDraft(), [random(530_000), random(20_000)], intake.keys, secret, random);
  const id = '7d1c1f0e-3b6a-4f3e-8a51-6a2f0c9d8e7b';
  other = await sealSubmission(makeDraft({ id }), [random(530_000)], intake.keys, secret, random);
  const opened = await openSubmission(sealed.envelope, intake.desk);
  if (!opened.ok) throw new Error(opened.fault);
  whole = opened.value;
});

const opens = async (envelope: Envelope): Promise<string> => {
  const opened = await openSubmission(envelope, intake.desk);
  return opened.ok ? 'opened' : opened.fault;
};

/** The field with one bit turned over: at its start, in the middle, at its end. */
function flips(text: string): string[] {
  const bytes = fromBase64Url(text) ?? new Uint8Array(0);
  return [0, bytes.length >> 1, bytes.length - 1].map((at) => toBase64Url(flipped(bytes, at)));
}

describe('an envelope does not open after', () => {
  it('a bit flip in lookup, commitment or body', async () => {
    for (const field of ['lookup', 'commitment', 'body'] as const) {
      for (const text of flips(sealed.envelope[field])) {
        expect(await opens({ ...sealed.envelope, [field]: text }), field).toBe('altered');
      }
    }
  });

  it('a bit flip in any recipient’s key id, enc or wrapped key', async () => {
    for (const [i, recipient] of sealed.envelope.recipients.entries()) {
      const changed = [
        ...flips(recipient.enc).map((enc) => ({ ...recipient, enc })),
        ...flips(recipient.wrapped).map((wrapped) => ({ ...recipient, wrapped })),
        { ...recipient, key: recipient.key.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
      ];
      for (const one of changed) {
        const recipients = sealed.envelope.recipients.map((kept, at) => (at === i ? one : kept));
        const mine = recipients.some(({ key }) => key === intake.desk.id);
        expect(await opens({ ...sealed.envelope, recipients })).toBe(mine ? 'altered' : 'not-for-this-key');
      }
    }
  });

  it('a recipient was taken away, added, or they changed places', async () => {
    const [desk, escrow] = sealed.envelope.recipients;
    const foreign = other.envelope.recipients[1];
    if (!desk || !escrow || !foreign) throw new Error('two recipients');
    for (const recipients of [
      [desk],
      [escrow, desk],
      [desk, foreign],
      [desk, escrow, { ...foreign, key: 'a'.repeat(16) }],
    ]) {
      expect(await opens({ ...sealed.envelope, recipients })).toBe('altered');
    }
  });

  it('another bureau or another id was written on it', async () => {
    expect(await opens({ ...sealed.envelope, bureau: 'other-county' })).toBe('altered');
    expect(await opens({ ...sealed.envelope, id: other.envelope.id })).toBe('altered');
    // The whole inside of another submission under this one's head.
    const { id, lookup } = sealed.envelope;
    expect(await opens({ ...other.envelope, id, lookup })).toBe('altered');
  });

  it('a part’s digest or length was changed, or a part dropped, doubled or moved in the list', async () => {
    const { parts } = sealed.envelope;
    const [first, second, ...rest] = parts;
    if (!first || !second) throw new Error('two parts');
    const lists = [
      [{ ...first, sha256: second.sha256 }, second, ...rest],
      [{ ...first, length: first.length - 1 }, second, ...rest],
      [second, first, ...rest],
      parts.slice(0, -1),
      [...parts, first],
      [],
    ];
    for (const list of lists) expect(await opens({ ...sealed.envelope, parts: list })).toBe('altered');
  });

  it('its body was cut or lengthened', async () => {
    const body = fromBase64Url(sealed.envelope.body) ?? new Uint8Array(0);
    for (const bytes of [body.slice(0, -1), body.slice(1), padded(body, body.length + 1, 0), new Uint8Array(0)]) {
      expect(await opens({ ...sealed.envelope, body: toBase64Url(bytes) })).toBe('altered');
    }
  });

  it('it met the wrong private key under the right id', async () => {
    const stranger = { id: intake.desk.id, private: intake.escrow.private };
    expect(await openSubmission(sealed.envelope, stranger)).toEqual({ ok: false, fault: 'altered' });
    const broken = { id: intake.desk.id, private: new Uint8Array(32) };
    expect(await openSubmission(sealed.envelope, broken)).toEqual({ ok: false, fault: 'altered' });
    expect(await openSubmission(sealed.envelope, { ...intake.desk, id: '0'.repeat(16) })).toEqual({
      ok: false,
      fault: 'not-for-this-key',
    });
  });
});

describe('a photo does not open when', () => {
  const which = async (parts: readonly (Bytes | null)[]) => (await whole.photos(parts)).map((one) => one !== null);
  const replaced = (at: number, part: Bytes | null) => sealed.parts.map((one, i) => (i === at ? part : one));

  it('nothing happened, it does', async () => {
    expect(await which(sealed.parts)).toEqual([true, true]);
  });

  it('a bit is flipped in any of its chunks; the other photo still does', async () => {
    for (const [i, part] of sealed.parts.entries()) {
      for (const at of [0, part.length >> 1, part.length - 1]) {
        expect(await which(replaced(i, flipped(part, at)))).toEqual([i > 2, i <= 2]);
      }
    }
  });

  it('two chunks are swapped, within a photo or between photos', async () => {
    const [a, b, c, d] = sealed.parts;
    if (!a || !b || !c || !d) throw new Error('four parts');
    expect(await which([b, a, c, d])).toEqual([false, true]);
    expect(await which([a, b, d, c])).toEqual([false, false]);
  });

  it('its last chunk is missing, or one before takes its place', async () => {
    expect(await which(replaced(2, null))).toEqual([false, true]);
    expect(await which(replaced(2, sealed.parts[1] ?? null))).toEqual([false, true]);
    expect(await which(sealed.parts.slice(0, 3))).toEqual([true, false]);
    expect(await which([])).toEqual([false, false]);
  });

  it('a chunk is another submission’s, at the same place', async () => {
    expect(await which(replaced(0, other.parts[0] ?? null))).toEqual([false, true]);
  });
});

describe('a writer cannot be read in two ways', () => {
  /** An envelope by hand: each recipient gets its own content key. */
  async function twoKeys(body: Bytes, committed: Bytes, wrapped: readonly Bytes[]): Promise<Envelope> {
    const { envelope } = sealed;
    const recipients = [];
    for (const [i, contentKey] of wrapped.entries()) {
      const to = intake.keys.recipients[i];
      const point = fromBase64Url(to?.public ?? '');
      if (!to || !point) throw new Error('two recipients');
      const suite = hpke();
      const sender = await suite.createSenderContext({
        recipientPublicKey: await suite.kem.deserializePublicKey(bufferOf(point)),
        info: bufferOf(utf8(WRAP_INFO)),
      });
      const text = await sender.seal(bufferOf(contentKey), bufferOf(associatedData(envelope, to.id)));
      const [enc, sealedKey] = [new Uint8Array(sender.enc), new Uint8Array(text)];
      recipients.push({ key: to.id, enc: toBase64Url(enc), wrapped: toBase64Url(sealedKey) });
    }
    const outside = { ...envelope, parts: [], commitment: toBase64Url(commitmentOf(committed)), recipients };
    const plain = utf8(JSON.stringify({ ...sealed.submission, photos: [] }));
    const text = await encrypt(derive(body, 'yixinma-body-1'), BODY, bodyData(outside), plain);
    return { ...outside, body: toBase64Url(text) };
  }

  it('an envelope with two content keys is refused by the commitment, although the body would open', async () => {
    const [one, two] = [random(32), random(32)];
    const [desk, escrow] = [intake.desk, intake.escrow];
    const honest = await twoKeys(one, one, [one, one]);
    expect((await openSubmission(honest, desk)).ok && (await openSubmission(honest, escrow)).ok).toBe(true);
    // The body is under the escrow's key, the commitment under the desk's: the escrow must not read what the desk cannot.
    const split = await twoKeys(two, one, [one, two]);
    expect(await openSubmission(split, desk)).toEqual({ ok: false, fault: 'altered' });
    expect(await openSubmission(split, escrow)).toEqual({ ok: false, fault: 'altered' });
  });

  it('an inside that names another id, bureau or number of chunks than the outside is no submission', async () => {
    const key = random(32);
    const honest = await twoKeys(key, key, [key, key]);
    const inside = async (changes: object) => {
      const plain = utf8(JSON.stringify({ ...sealed.submission, photos: [], ...changes }));
      const body = await encrypt(derive(key, 'yixinma-body-1'), BODY, bodyData(honest), plain);
      return opens({ ...honest, body: toBase64Url(body) });
    };
    expect(await inside({})).toBe('opened');
    for (const changes of [
      { id: other.envelope.id },
      { bureau: 'other-county' },
      { photos: sealed.submission.photos },
      { replyKey: 'AAAA' },
      { kind: 'constructor' },
      { v: 2 },
    ]) {
      expect(await inside(changes)).toBe('not-a-submission');
    }
  });
});
