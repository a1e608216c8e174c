import { describe, expect, it } from 'vitest';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { partWorkDigest } from '../../../src/core/complaint/work.ts';
import { type Reply, readPart, readSubmitted } from '../../../src/web/outbox/answer.ts';
import { advance, dueAt, type Event, fresh, LONGEST_WAIT, nextStep } from '../../../src/web/outbox/machine.ts';
import type { ItemRecord } from '../../../src/web/store/outbox-record.ts';
import { parseRecord } from '../../../src/web/store/outbox-record.ts';
import { BUREAU } from './model-server.ts';

const NOW = Date.UTC(2026, 2, 2);
const ID = '0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d';
const PAGE = '<!doctype html><title>Sign in</title>';

const RECEIPT = {
  suite: 'ecdsa-p256-sha256-1',
  bureau: BUREAU,
  key: '0'.repeat(16),
  id: ID,
  digest: 'd'.repeat(64),
  number: '000000000001',
  time: '2026-03-02T08:00:00.000Z',
  group: { size: 1, index: 0, path: [], root: 'a'.repeat(64), signature: 'A'.repeat(86) },
} as const;

/** A photo in two parts, and an envelope. */
const item: ItemRecord = fresh({
  id: ID,
  kind: 'tip',
  about: null,
  corrects: null,
  writtenAt: '2026-03-02T00:00:00.000Z',
  secret: newSecret((length) => new Uint8Array(length)),
  digest: 'd'.repeat(64),
  parts: ['1'.repeat(64), '2'.repeat(64)],
  bits: 16,
  readable: true,
});

/** What becomes of `record`; itself when nothing does. */
const following = (record: ItemRecord, ...events: readonly Event[]): ItemRecord =>
  events.reduce((now, event) => advance(now, event, NOW, 0.5) ?? now, record);

const waitOf = (record: ItemRecord): number => (record.state.kind === 'waiting' ? record.state.notBefore - NOW : -1);
const heldBy = (record: ItemRecord) => (record.state.kind === 'waiting' ? record.state.held : record.state.kind);

const reply = (status: number, body: unknown, retryAfter: string | null = null): Reply => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter,
  date: null,
});
/** What an answer to the envelope does to the item; a genuine-looking receipt stays unjudged. */
function answered(given: Reply | null): ItemRecord | 'unjudged' {
  const answer = readSubmitted(given, NOW);
  return answer.kind === 'unjudged' ? 'unjudged' : following(item, answer);
}
const refusal = (code: string, more: object = {}) => ({ code, message: '', ...more });

describe('an answer to the envelope', () => {
  it.each<[string, Reply | null, ReturnType<typeof heldBy>]>([
    ['nobody answered', null, 'network'],
    ['a sign-in page with 200', reply(200, PAGE), 'server'],
    ['a sign-in page with 201', reply(201, PAGE), 'server'],
    ['JSON of somebody else with 200', reply(200, { ok: true }), 'server'],
    ['a list with 200', reply(200, []), 'server'],
    ['a receipt that cannot be read', reply(200, { receipt: { ...RECEIPT, number: 7 } }), 'wrong-receipt'],
    ['a gateway’s 403', reply(403, PAGE), 'server'],
    ['a gateway’s 404', reply(404, PAGE), 'server'],
    ['a gateway’s 400', reply(400, PAGE), 'server'],
    ['a gateway’s 413', reply(413, PAGE), 'server'],
    ['a gateway’s 422 with JSON of its own', reply(422, { code: 'blocked' }), 'server'],
    ['our own 404, from a server without this service', reply(404, refusal('bad-request')), 'server'],
    ['our own 403, which a gateway that rewrites headers causes', reply(403, refusal('bad-request')), 'server'],
    ['a final code under a status that is not its own', reply(502, refusal('invalid')), 'server'],
    ['a final code under 200', reply(200, refusal('invalid')), 'server'],
    ['408', reply(408, ''), 'server'],
    ['425', reply(425, ''), 'server'],
    ['429 of a gateway', reply(429, PAGE), 'busy'],
    ['429 busy', reply(429, refusal('busy')), 'busy'],
    ['500', reply(500, PAGE), 'server'],
    ['503 busy', reply(503, refusal('busy')), 'busy'],
    ['507 full', reply(507, refusal('full')), 'busy'],
    ['parts-missing that names none', reply(409, refusal('parts-missing', { missing: [] })), 'server'],
    ['parts-missing that names one that is not', reply(409, refusal('parts-missing', { missing: [2] })), 'server'],
    ['more work than a phone can do', reply(429, refusal('more-work', { bits: 40 })), 'busy'],
    ['no more work than was done', reply(429, refusal('more-work', { bits: 16 })), 'busy'],
    ['400', reply(400, refusal('bad-request')), 'stuck'],
    ['413 too-large', reply(413, refusal('too-large')), 'stuck'],
    ['409 other-content', reply(409, refusal('other-content')), 'stuck'],
    ['422 invalid', reply(422, refusal('invalid')), 'stuck'],
    ['422 wrong-bureau', reply(422, refusal('wrong-bureau')), 'stuck'],
    ['422 unknown-key', reply(422, refusal('unknown-key')), 'stuck'],
  ])('%s', (_name, given, expected) => {
    const record = answered(given);
    expect(record === 'unjudged' ? record : heldBy(record)).toBe(expected);
    if (record !== 'unjudged' && expected !== 'stuck') expect(waitOf(record)).toBeGreaterThan(0);
  });

  it('is never a delivery by itself: a receipt is left to be judged', () => {
    expect(answered(reply(200, { receipt: RECEIPT }))).toBe('unjudged');
    expect(answered(reply(201, { receipt: RECEIPT }))).toBe('unjudged');
  });

  it('makes an item stuck with its reason, and everything of it is kept', () => {
    const reasons = [
      [reply(413, refusal('too-large')), { code: 'too-large' }],
      [reply(409, refusal('other-content')), { code: 'other-content' }],
      [reply(422, refusal('invalid')), { code: 'refused', status: 422, refusal: 'invalid' }],
    ] as const;
    for (const [given, reason] of reasons) {
      expect(answered(given)).toEqual({ ...item, state: { kind: 'stuck', reason } });
    }
  });

  it('that names missing parts has just those sent again, and the envelope after them', () => {
    const sent = following(item, { kind: 'part-taken', part: 0 }, { kind: 'part-taken', part: 1 });
    const again = following(sent, { kind: 'parts-missing', missing: [1], after: null });
    expect(again.sent).toEqual([true, false]);
    expect(nextStep(again, NOW)).toMatchObject({ do: 'work', piece: 1 });
  });

  it('that names missing parts a second time is a fault of the server, not an endless round', () => {
    const missing: Event = { kind: 'parts-missing', missing: [0], after: null };
    const twice = following(item, missing, { kind: 'part-taken', part: 0 }, missing);
    expect(heldBy(twice)).toBe('server');
    expect(waitOf(twice)).toBeGreaterThan(0);
  });
});

describe('an answer to a part', () => {
  it('counts as taken only when it is ours', () => {
    expect(readPart(reply(201, {}), 1, NOW)).toEqual({ kind: 'part-taken', part: 1 });
    expect(readPart(reply(200, {}), 1, NOW)).toEqual({ kind: 'part-taken', part: 1 });
    expect(readPart(reply(200, PAGE), 1, NOW).kind).toBe('fault');
    expect(readPart(reply(204, ''), 1, NOW).kind).toBe('fault');
    expect(readPart(null, 1, NOW).kind).toBe('no-answer');
    expect(readPart(reply(413, refusal('too-large')), 1, NOW).kind).toBe('refused');
  });
});

describe('waiting', () => {
  it('grows from tries to tries up to half an hour, half of it by chance', () => {
    const waits: number[] = [];
    let record = item;
    for (let tries = 0; tries < 14; tries++) {
      record = following(record, { kind: 'no-answer' });
      waits.push(waitOf(record) / 1000);
    }
    expect(waits).toEqual([3, 6, 12, 24, 48, 96, 192, 384, 768, 1350, 1350, 1350, 1350, 1350]);
    const least = advance(item, { kind: 'no-answer' }, NOW, 0);
    const most = advance(item, { kind: 'no-answer' }, NOW, 1);
    expect([least && waitOf(least), most && waitOf(most)]).toEqual([2000, 4000]);
  });

  it('obeys Retry-After in seconds and as a date, by the server’s own clock, up to an hour', () => {
    const waitFor = (given: Reply) => {
      const answer = readSubmitted(given, NOW);
      const record = answer.kind === 'unjudged' ? null : advance(item, answer, NOW, 0);
      return record && waitOf(record) / 1000;
    };
    expect(waitFor(reply(503, '', '120'))).toBe(120);
    expect(waitFor(reply(429, refusal('busy'), ' 7 '))).toBe(7);
    expect(waitFor(reply(503, '', 'Mon, 02 Mar 2026 00:05:00 GMT'))).toBe(300);
    const date = 'Sun, 01 Mar 2026 22:00:00 GMT';
    expect(waitFor({ ...reply(503, '', 'Sun, 01 Mar 2026 22:01:00 GMT'), date })).toBe(60);
    expect(waitFor(reply(503, '', '999999999'))).toBe(3600);
    expect(waitFor(reply(503, '', 'Mon, 02 Mar 2099 00:00:00 GMT'))).toBe(3600);
    expect(waitFor(reply(503, '', 'Mon, 02 Mar 1999 00:00:00 GMT'))).toBe(1);
    expect(waitFor(reply(503, '', 'soon'))).toBe(2);
    expect(waitFor(reply(503, '', '0'))).toBe(1);
  });

  it('is not frozen by a clock that was years ahead and went back', () => {
    const ahead = advance(item, { kind: 'no-answer' }, NOW + 10 * 365 * 24 * 3600_000, 0.5) ?? item;
    expect(dueAt(ahead, NOW)).toBe(0);
    expect(nextStep(ahead, NOW).do).not.toBe('rest');
    const little = advance(item, { kind: 'no-answer' }, NOW + LONGEST_WAIT / 2, 0.5) ?? item;
    expect(nextStep(little, NOW)).toEqual({ do: 'rest' });
    expect(Number(dueAt(little, NOW)) - NOW).toBeLessThanOrEqual(LONGEST_WAIT);
  });

  it('ends at once when the person presses the button, and starts from short waits after progress', () => {
    const held = following(item, { kind: 'no-answer' }, { kind: 'no-answer' }, { kind: 'no-answer' });
    expect(nextStep(held, NOW)).toEqual({ do: 'rest' });
    expect(nextStep(following(held, { kind: 'hurry' }), NOW).do).toBe('work');
    expect(waitOf(following(held, { kind: 'part-taken', part: 0 }, { kind: 'no-answer' }))).toBe(3000);
  });

  it('goes on while a receipt is not ours, or our keys cannot be confirmed', () => {
    expect(heldBy(following(item, { kind: 'receipt-not-ours' }))).toBe('wrong-receipt');
    expect(heldBy(following(item, { kind: 'keys-unknown' }))).toBe('unconfirmed-keys');
  });
});

describe('work', () => {
  it('is done once a piece, parts first, and is remembered', () => {
    expect(nextStep(item, NOW)).toEqual({
      do: 'work',
      piece: 0,
      digest: partWorkDigest(item.id, item.parts[0] ?? ''),
      bits: 16,
    });
    const worked = following(item, { kind: 'worked', piece: 0, bits: 16, nonce: 'n' });
    expect(nextStep(worked, NOW)).toEqual({ do: 'send', piece: 0, nonce: 'n' });
    const sent = following(worked, { kind: 'part-taken', part: 0 }, { kind: 'part-taken', part: 1 });
    expect(nextStep(sent, NOW)).toMatchObject({ do: 'work', piece: 'envelope', digest: item.digest });
  });

  it('is done anew when the server asks for more, at once and for as many bits as it says', () => {
    const worked = following(item, { kind: 'worked', piece: 0, bits: 16, nonce: 'n' });
    const more = following(worked, { kind: 'more-work', bits: 18, after: 60_000 });
    expect(nextStep(more, NOW)).toMatchObject({ do: 'work', piece: 0, bits: 18 });
  });
});

describe('delivered', () => {
  const delivered = following(item, {
    kind: 'receipt',
    receipt: { ...RECEIPT, group: { ...RECEIPT.group, path: [] } },
  });

  it('stores the receipt, and lets the readable copy go with the same change', () => {
    expect(delivered.state).toEqual({ kind: 'delivered', receipt: RECEIPT, secretSaved: false });
    expect([delivered.readable, delivered.sealed, delivered.deliveredAt]).toEqual([false, true, NOW]);
    expect(following(delivered, { kind: 'saved' }).state).toMatchObject({ secretSaved: true });
  });

  it('is not taken back by anything that arrives late', () => {
    const late: Event[] = [
      { kind: 'no-answer' },
      { kind: 'fault', after: null },
      { kind: 'refused', status: 422, refusal: 'invalid' },
      { kind: 'part-taken', part: 0 },
      { kind: 'hurry' },
      { kind: 'receipt-not-ours' },
      { kind: 'server-lost-it', number: '000000000009' },
    ];
    for (const event of late) expect(advance(delivered, event, NOW, 0.5)).toBeNull();
  });

  it('is sent again whole under the same id when the server has lost it; the old receipt is kept', () => {
    const again = following(delivered, { kind: 'server-lost-it', number: RECEIPT.number });
    expect(again).toMatchObject({ id: ID, sent: [false, false], earlier: [RECEIPT], deliveredAt: null });
    expect(nextStep(again, NOW).do).toBe('work');
  });

  it('keeps its sealed pieces for sixty days by both clocks, and only lets go of what the server has', () => {
    const day = 24 * 3600_000;
    const received = Date.parse(RECEIPT.time);
    const told = (here: number, there: number, record = delivered) =>
      advance(record, { kind: 'server-has-it', at: received + there * day }, NOW + here * day, 0);
    expect(told(61, 61)).toMatchObject({ sealed: false, state: delivered.state });
    for (const [here, there] of [
      [61, 0],
      [3653, 59],
      [0, 61],
      [59, 3653],
      [-3653, 61],
      [61, -61],
    ] as const)
      expect(told(here, there)).toBeNull();
    expect(following(item, { kind: 'server-has-it', at: received + 999 * day }).sealed).toBe(true);
  });
});

describe('stuck', () => {
  it('stays as it is whatever happens: only the person decides', () => {
    const stuck = following(item, { kind: 'refused', status: 422, refusal: 'invalid' });
    for (const kind of ['hurry', 'no-answer', 'saved'] as const) expect(following(stuck, { kind })).toBe(stuck);
    expect(following(stuck, { kind: 'server-has-it', at: NOW + 1e12 })).toBe(stuck);
    expect(nextStep(stuck, NOW)).toEqual({ do: 'rest' });
  });
});

describe('a stored row', () => {
  it('is read as it was written, in every state, and refused when damaged', () => {
    const states = [
      item,
      following(item, { kind: 'no-answer' }),
      following(item, { kind: 'refused', status: 422, refusal: 'invalid' }),
      following(item, { kind: 'receipt', receipt: { ...RECEIPT, group: { ...RECEIPT.group, path: [] } } }),
    ];
    for (const record of states) expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(parseRecord({ ...item, secret: 'short' })).toBeNull();
    expect(parseRecord({ ...item, sent: [false] })).toBeNull();
    expect(parseRecord({ ...item, state: { kind: 'delivered', receipt: {}, secretSaved: false } })).toBeNull();
    expect(parseRecord(undefined)).toBeNull();
  });
});
