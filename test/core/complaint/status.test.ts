import { describe, expect, it } from 'vitest';
import { newSecret, replyKeyPair } from '../../../src/core/complaint/secret.ts';
import {
  NEXT_STATES,
  openAnswer,
  parseStatusReport,
  STATES,
  type SubmissionState,
  sealAnswer,
} from '../../../src/core/complaint/status.ts';
import { fromBase64Url, toBase64Url } from '../../../src/core/domain/bytes.ts';
import { flipped, seededRandom } from '../../support/complaint.ts';

const random = seededRandom('status');
const ID = '0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d';
const OTHER = '7d1c1f0e-3b6a-4f3e-8a51-6a2f0c9d8e7b';

async function writer() {
  const secret = newSecret(random);
  return { secret, to: { id: ID, replyKey: toBase64Url((await replyKeyPair(secret)).public) } };
}

describe('the states of a submission', () => {
  it('follow each other only as the procedure allows', () => {
    const steps = STATES.flatMap((from) => NEXT_STATES[from].map((to) => `${from} → ${to}`));
    expect(steps).toEqual([
      'received → accepted',
      'received → refused',
      'received → moved',
      'accepted → investigating',
      'accepted → moved',
      'accepted → answered',
      'refused → closed',
      'moved → closed',
      'investigating → moved',
      'investigating → answered',
      'answered → investigating',
      'answered → closed',
    ]);
  });

  it('all lead to the end, none back to the beginning', () => {
    const reach = (from: SubmissionState, seen: Set<SubmissionState>): Set<SubmissionState> => {
      for (const next of NEXT_STATES[from]) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    for (const state of STATES) {
      const seen = reach(state, new Set());
      expect(seen.has('received')).toBe(false);
      expect(seen.has('closed')).toBe(state !== 'closed');
    }
  });
});

describe('an answer', () => {
  it('opens with the lookup code for its submission, whatever it says', async () => {
    const { secret, to } = await writer();
    for (const text of ['', ' ', '经查，不属于本机关职责。\n', '"\\', '\ud800', 'x'.repeat(5000), '汉'.repeat(5000)]) {
      expect(await openAnswer(await sealAnswer(text, to, random), ID, secret)).toBe(text);
    }
  });

  it('opens with no other code and for no other submission', async () => {
    const { secret, to } = await writer();
    const answer = await sealAnswer('已受理', to, random);
    expect(await openAnswer(answer, ID, newSecret(random))).toBeNull();
    expect(await openAnswer(answer, OTHER, secret)).toBeNull();
    expect(await openAnswer(answer, ID, secret)).toBe('已受理');
  });

  it('does not open with one bit flipped, cut or put together of two', async () => {
    const { secret, to } = await writer();
    const [answer, other] = [await sealAnswer('一', to, random), await sealAnswer('二', to, random)];
    for (const field of ['enc', 'text'] as const) {
      const bytes = fromBase64Url(answer[field]) ?? new Uint8Array(0);
      for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
        expect(await openAnswer({ ...answer, [field]: toBase64Url(flipped(bytes, at)) }, ID, secret)).toBeNull();
      }
      expect(await openAnswer({ ...answer, [field]: toBase64Url(bytes.slice(1)) }, ID, secret)).toBeNull();
      expect(await openAnswer({ ...answer, [field]: '!' }, ID, secret)).toBeNull();
    }
    expect(await openAnswer({ ...answer, enc: other.enc }, ID, secret)).toBeNull();
  });

  it('does not tell by its length which of the usual answers it is', async () => {
    const { to } = await writer();
    const lengths = [];
    for (const text of [
      '',
      '已受理',
      '不予受理：不属于本机关职责，请向医疗保障部门反映。',
      'x'.repeat(1022),
      'x'.repeat(1023),
    ]) {
      lengths.push(fromBase64Url((await sealAnswer(text, to, random)).text)?.length);
    }
    expect(lengths).toEqual([1040, 1040, 1040, 1040, 2064]);
  });

  it('is not sealed when the phone could not take it, or to what is no key', async () => {
    const { to } = await writer();
    await expect(sealAnswer('汉'.repeat(8000), to, random)).rejects.toThrow(RangeError);
    const offCurve = toBase64Url(new Uint8Array(65).fill(4));
    for (const replyKey of ['', '!', 'AAAA', offCurve]) {
      await expect(sealAnswer('x', { id: ID, replyKey }, random)).rejects.toThrow(RangeError);
    }
  });
});

describe('a status report', () => {
  it('is read with the longest answer, and refused when it is not one', async () => {
    const { to } = await writer();
    const answer = await sealAnswer('x'.repeat(23 * 1024 - 2), to, random);
    const step = { state: 'received', at: '2026-03-02T08:00:00.000Z', answer: null };
    const report = {
      id: ID,
      number: '7K3M9PQ2XD4T',
      state: 'accepted',
      at: '2026-03-03T08:00:00.000Z',
      due: '2026-05-02',
      history: [step, { ...step, state: 'accepted', answer }],
    };
    expect(parseStatusReport(report)).toEqual(report);
    expect(parseStatusReport({ ...report, due: null })).not.toBeNull();
    for (const wrong of [
      null,
      { ...report, id: 'x' },
      { ...report, state: 'constructor' },
      { ...report, at: 'today' },
      { ...report, due: '2026-13-01' },
      { ...report, history: [{ ...step, state: '__proto__' }] },
      { ...report, history: [{ ...step, answer: { ...answer, suite: 'x' } }] },
      { ...report, history: [{ ...step, answer: { ...answer, enc: answer.enc.slice(4) } }] },
      { ...report, history: [{ ...step, answer: { ...answer, text: 'A'.repeat(32_001) } }] },
    ]) {
      expect(parseStatusReport(wrong)).toBeNull();
    }
  });
});
