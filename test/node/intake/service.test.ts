import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { groupReceiptNumber, type Receipt, verifyReceipt } from '../../../src/core/complaint/receipt.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { parseStatusReport } from '../../../src/core/complaint/status.ts';
import { INTAKE_LIMITS } from '../../../src/node/intake/limits.ts';
import { seededRandom } from '../../support/complaint.ts';
import {
  type Answer,
  heldCommits,
  partBody,
  type Running,
  receiptOf,
  runIntake,
  statusBody,
  submitBody,
  type Written,
  written,
} from './support.ts';

let run: Running;
beforeAll(async () => {
  run = await runIntake();
});
afterAll(() => run.stop());

async function submitted(n: number): Promise<{ readonly item: Written; readonly receipt: Receipt }> {
  const item = await written(run.intake, n);
  return { item, receipt: receiptOf(await run.post('/api/submissions', await submitBody(item.envelope))) };
}

async function waitingOf({ service }: Running): Promise<number> {
  return (await service.health()).waiting;
}

describe('a submission', () => {
  it('is answered with the bureau’s receipt for exactly this submission, and stands in the store as it was sealed', async () => {
    const item = await written(run.intake, 1);
    const answer = await run.post('/api/submissions', await submitBody(item.envelope));
    expect(answer.status).toBe(201);
    const receipt = receiptOf(answer);
    const expected = { id: item.envelope.id, digest: item.digest };
    expect(await verifyReceipt(receipt, expected, run.receiptKeys)).toBe(true);
    expect(receipt.time).toBe('2026-03-02T08:00:00.123Z');
    const row = await run.store.load(item.envelope.id);
    const stored = parseEnvelope(JSON.parse(row?.envelope ?? 'null'));
    if (!('envelope' in stored)) throw new Error('not stored');
    const opened = await openSubmission(stored.envelope, run.intake.desk);
    expect(opened.ok && opened.value.submission).toEqual(item.submission);
  });

  it('that is sent again gets the same receipt with 200', async () => {
    const { item, receipt } = await submitted(2);
    const again = await run.post('/api/submissions', await submitBody(item.envelope));
    expect([again.status, receiptOf(again)]).toEqual([200, receipt]);
  });

  it('sent 200 times at once is one row, and 200 equal receipts', async () => {
    // Under the limits as they ship: a hasty phone is not an attack.
    const own = await runIntake({ limits: INTAKE_LIMITS });
    const item = await written(own.intake, 3);
    const body = await submitBody(item.envelope);
    const answers = await Promise.all(Array.from({ length: 200 }, () => own.post('/api/submissions', body)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(199);
    expect(await own.store.list({})).toHaveLength(1);
    await own.stop();
  });

  it('in a group with others has its own receipt, and all verify', async () => {
    const hold = heldCommits();
    const slow = await runIntake({ store: hold.store });
    const items = await Promise.all(Array.from({ length: 17 }, (_, i) => written(slow.intake, 100 + i)));
    const bodies = await Promise.all(items.map(({ envelope }) => submitBody(envelope)));
    const sending = Promise.all(bodies.map((body) => slow.post('/api/submissions', body)));
    while ((await waitingOf(slow)) < items.length) await new Promise((resolve) => setImmediate(resolve));
    hold.letGo();
    const receipts = (await sending).map(receiptOf);
    for (const [i, item] of items.entries()) {
      const receipt = receipts[i];
      const expected = { id: item.envelope.id, digest: item.digest };
      expect(receipt && (await verifyReceipt(receipt, expected, slow.receiptKeys)), String(i)).toBe(true);
    }
    expect(Math.max(...receipts.map(({ group }) => group.size))).toBeGreaterThan(1);
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(items.length);
    await slow.stop();
  });

  it('with a photo counts when all its parts are there, whichever comes first', async () => {
    const item = await written(run.intake, 4, seededRandom('photo')(300_000));
    const body = await submitBody(item.envelope);
    const early = await run.post('/api/submissions', body);
    expect([early.status, early.json]).toEqual([
      409,
      { code: 'parts-missing', message: expect.any(String), missing: [0, 1] },
    ]);
    expect((await run.post('/api/parts', await partBody(item, 1))).status).toBe(201);
    expect(await run.post('/api/submissions', body)).toMatchObject({ status: 409, json: { missing: [0] } });
    expect((await run.post('/api/parts', await partBody(item, 0))).status).toBe(201);
    expect(await run.post('/api/parts', await partBody(item, 0))).toMatchObject({
      status: 200,
      json: { stored: 'known' },
    });
    const receipt = receiptOf(await run.post('/api/submissions', body));
    const expected = { id: item.envelope.id, digest: item.digest };
    expect(await verifyReceipt(receipt, expected, run.receiptKeys)).toBe(true);
    const parts = await run.store.loadParts(item.envelope.id, item.envelope.parts);
    expect(
      parts.map((part) => part && Buffer.from(part).equals(item.parts[parts.indexOf(part)] ?? Buffer.alloc(0))),
    ).toEqual([true, true]);
  });

  it('sealed before the keys changed is still taken', async () => {
    const item = await written(run.intake, 5);
    const [first, ...rest] = item.envelope.recipients;
    if (first === undefined) throw new Error('no recipient');
    const envelope = { ...item.envelope, recipients: [{ ...first, key: '00000000000000aa' }, ...rest] };
    expect((await run.post('/api/submissions', await submitBody(envelope))).status).toBe(201);
  });
});

describe('the status', () => {
  it('is told to whoever has number and lookup code, however the number was typed', async () => {
    const { item, receipt } = await submitted(6);
    for (const typed of [receipt.number, groupReceiptNumber(receipt.number).toLowerCase(), ` ${receipt.number} `]) {
      const answer = await run.post('/api/status', statusBody(typed, item.secret));
      expect([answer.status, parseStatusReport(answer.json)], typed).toEqual([
        200,
        {
          id: item.envelope.id,
          number: receipt.number,
          state: 'received',
          at: receipt.time,
          due: null,
          history: [{ state: 'received', at: receipt.time, answer: null }],
        },
      ]);
    }
  });

  it('follows what the desk decides', async () => {
    const { item, receipt } = await submitted(7);
    const at = '2026-03-04T01:00:00.000Z';
    await run.store.decide({ id: item.envelope.id, state: 'accepted', due: '2026-05-03', answer: null, at, by: 'li' });
    const { json } = await run.post('/api/status', statusBody(receipt.number, item.secret));
    expect(json).toMatchObject({ state: 'accepted', at, due: '2026-05-03', history: [{ state: 'received' }, { at }] });
  });

  it('with a wrong lookup code is answered byte for byte like an unknown number', async () => {
    const { item, receipt } = await submitted(8);
    const wrong = await run.post('/api/status', statusBody(receipt.number, newSecret(seededRandom('guess'))));
    const last = receipt.number.slice(0, -1);
    const others = [`${last}${receipt.number.endsWith('0') ? '1' : '0'}`, '000000000000', 'nonsense', ''];
    for (const number of others) {
      const unknown = await run.post('/api/status', statusBody(number, item.secret));
      expect([unknown.status, unknown.text, headersOf(unknown)], number).toEqual([404, wrong.text, headersOf(wrong)]);
    }
  });
});

function headersOf({ headers: { date: _, ...headers } }: Answer) {
  return headers;
}

describe('stopping', () => {
  it('finishes what was taken, then takes nothing more', async () => {
    const hold = heldCommits();
    const other = await runIntake({ store: hold.store });
    const items = await Promise.all([written(other.intake, 1), written(other.intake, 2)]);
    const bodies = await Promise.all(items.map(({ envelope }) => submitBody(envelope)));
    const sending = Promise.all(bodies.map((body) => other.post('/api/submissions', body)));
    while ((await waitingOf(other)) < 2) await new Promise((resolve) => setImmediate(resolve));
    const closed = other.service.close();
    hold.letGo();
    expect((await sending).map(({ status }) => status)).toEqual([201, 201]);
    await closed;
    const late = await other.post('/api/submissions', bodies[0]);
    expect([late.status, late.headers['retry-after'], late.headers.connection]).toEqual([503, '60', 'close']);
    expect(late.json).toMatchObject({ code: 'busy' });
    expect(await other.ask('/healthz')).toMatchObject({ status: 503, json: { status: 'intake-stopping' } });
    await other.stop();
  });
});
