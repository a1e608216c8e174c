/** Everything that the service must refuse, with status, code and what it tells people. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmitBody } from '../../../src/core/complaint/protocol.ts';
import { BODY_LIMITS } from '../../../src/node/intake/limits.ts';
import { REFUSALS, type RefusalKind } from '../../../src/node/intake/refusals.ts';
import { StoreFullError } from '../../../src/node/intake/store/store.ts';
import { seededRandom } from '../../support/complaint.ts';
import {
  type Answer,
  heldCommits,
  ORIGIN,
  partBody,
  type Running,
  receiptOf,
  runIntake,
  type Setting,
  statusBody,
  submitBody,
  type Written,
  written,
} from './support.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
let run: Running;
let item: Written;
let body: SubmitBody;
let photo: Written;

beforeAll(async () => {
  run = await runIntake();
  item = await written(run.intake, 1);
  body = await submitBody(item.envelope);
  photo = await written(run.intake, 2, seededRandom('photo')(1000));
});
afterAll(() => run.stop());

/** The whole answer must be one of the table, and carry nothing but what belongs to it. */
function expectRefusal(answer: Answer, kind: RefusalKind, data: object = {}): void {
  const { status, code, message } = REFUSALS[kind];
  expect([answer.status, answer.json]).toEqual([status, { code, message, ...data }]);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(Object.keys(answer.headers).filter((name) => /cookie|access-control/.test(name))).toEqual([]);
}

/** Runs `test` against a service of its own. */
async function withIntake(setting: Setting, test: (own: Running) => Promise<void>): Promise<void> {
  const own = await runIntake(setting);
  try {
    await test(own);
  } finally {
    await own.stop();
  }
}

describe('what is not JSON of the documented form', () => {
  const post = (raw: string | Uint8Array, headers: Record<string, string> = JSON_TYPE, path = '/api/submissions') =>
    run.ask(path, { method: 'POST', raw, headers });

  it.each([
    ['broken JSON', '{"envelope":'],
    ['nothing', ''],
    ['a poisoned prototype', '{"__proto__":{"a":1},"envelope":{},"work":""}'],
    ['a prototype poisoned further in', '{"envelope":{"parts":[{"__proto__":{"length":17}}]},"work":""}'],
    ['a poisoned constructor', '{"constructor":{"prototype":{"a":1}},"work":""}'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
  ])('refuses %s', async (_, raw) => {
    expectRefusal(await post(raw), 'malformed');
  });

  it('refuses JSON nested ten thousand deep, and goes on', async () => {
    expectRefusal(await post(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), 'invalid', {
      faults: [expect.any(String)],
    });
    const deep = `{"envelope":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)},"work":"AAAAAAAAAAA"}`;
    expect((await post(deep)).status).toBe(422);
    expect((await run.ask('/healthz')).status).toBe(200);
  });

  it.each([
    [{ 'Content-Type': 'text/plain' }],
    [{ 'Content-Type': 'application/x-www-form-urlencoded' }],
    [{ 'Content-Type': 'multipart/form-data; boundary=x' }],
    [{ 'Content-Type': 'application/json-seq' }],
    [{}],
    [{ ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ])('refuses a body sent as %j', async (headers) => {
    expectRefusal(await post(JSON.stringify(body), headers), 'media-type');
  });

  it.each([
    ['/api/submissions', BODY_LIMITS.submission],
    ['/api/parts', BODY_LIMITS.part],
    ['/api/status', BODY_LIMITS.status],
  ])('refuses at %s a body above %i bytes, said or unsaid', async (path, limit) => {
    const raw = ' '.repeat(limit + 1);
    expectRefusal(await run.ask(path, { method: 'POST', raw, headers: JSON_TYPE }), 'too-large');
    expectRefusal(await run.ask(path, { method: 'POST', raw, headers: JSON_TYPE, chunked: true }), 'too-large');
  });

  it('takes the largest part there is', async () => {
    const large = await written(run.intake, 90, seededRandom('large')(256 * 1024));
    expect((await run.post('/api/parts', await partBody(large, 0))).status).toBe(201);
  });
});

describe('fields', () => {
  const change = (changes: object) => ({ ...body, envelope: { ...body.envelope, ...changes } });
  const cases: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['no envelope', () => ({ work: body.work }), /required property 'envelope'/],
    ['an unknown field beside', () => ({ ...body, note: 'x' }), /additional properties/],
    ['an unknown field inside', () => change({ note: 'x' }), /^envelope: .*additional properties/],
    ['another suite', () => change({ suite: 'none' }), /^envelope\.suite/],
    ['a bureau with a slash', () => change({ bureau: '../x' }), /^envelope\.bureau/],
    ['an id that is no UUID', () => change({ id: 'x' }), /^envelope\.id/],
    ['an id in upper case', () => change({ id: body.envelope.id.toUpperCase() }), /^envelope\.id/],
    ['a lookup of 31 bytes', () => change({ lookup: 'A'.repeat(42) }), /^envelope\.lookup/],
    ['a lookup with a second spelling', () => change({ lookup: `${'A'.repeat(42)}B` }), /^envelope\.lookup/],
    ['no recipient', () => change({ recipients: [] }), /^envelope\.recipients/],
    [
      'five recipients',
      () => change({ recipients: Array(5).fill(body.envelope.recipients[0]) }),
      /^envelope\.recipients/,
    ],
    ['a body that is not base64url', () => change({ body: '+/=' }), /^envelope\.body/],
    ['a body beyond the limit', () => change({ body: 'A'.repeat(65_540) }), /^envelope\.body/],
    ['25 parts', () => change({ parts: Array(25).fill({ sha256: 'a'.repeat(64), length: 17 }) }), /^envelope\.parts/],
    [
      'a part of no length',
      () => change({ parts: [{ sha256: 'a'.repeat(64), length: 0 }] }),
      /^envelope\.parts\.0\.length/,
    ],
    [
      'a length as text',
      () => change({ parts: [{ sha256: 'a'.repeat(64), length: '17' }] }),
      /^envelope\.parts\.0\.length/,
    ],
    ['work as a number', () => ({ ...body, work: 1 }), /^work/],
    ['work of nine bytes', () => ({ ...body, work: 'A'.repeat(12) }), /^work/],
  ];
  it.each(cases)('refuses %s, and names the place without echoing what was sent', async (_, make, fault) => {
    const answer = await run.post('/api/submissions', make());
    expectRefusal(answer, 'invalid', { faults: expect.arrayContaining([expect.stringMatching(fault)]) });
    expect(answer.text).not.toContain('../x');
    expect(answer.text).not.toContain(body.envelope.id.toUpperCase());
  });

  it('refuses a part whose bytes are others than it says, or are not written in the one way', async () => {
    const part = await partBody(photo, 0);
    const other = await run.post('/api/parts', { ...part, bytes: `AAAA${part.bytes.slice(4)}` });
    expectRefusal(other, 'invalid', { faults: ['sha256: of the bytes'] });
    const misspelt = await run.post('/api/parts', { ...part, bytes: `${'A'.repeat(25)}B` });
    expectRefusal(misspelt, 'invalid', { faults: ['bytes: base64url'] });
    expectRefusal(await run.post('/api/parts', { ...part, id: 'x' }), 'invalid', {
      faults: [expect.stringMatching(/^id/)],
    });
  });

  it('refuses a status question of another form', async () => {
    const faults = [expect.stringMatching(/^proof/)];
    expectRefusal(await run.post('/api/status', { number: 'x', proof: 'x' }), 'invalid', { faults });
    const misspelt = { number: 'x', proof: `${'A'.repeat(42)}B` };
    expectRefusal(await run.post('/api/status', misspelt), 'invalid', { faults: ['proof: base64url'] });
  });
});

describe('what is not for this bureau, or not whole', () => {
  it('refuses what is addressed to another bureau', async () => {
    const envelope = { ...item.envelope, bureau: 'other-county' };
    expectRefusal(await run.post('/api/submissions', await submitBody(envelope)), 'wrong-bureau');
  });

  it('refuses what is sealed to a key the bureau never had, also beside its own', async () => {
    const [first, ...rest] = item.envelope.recipients;
    if (first === undefined) throw new Error('no recipient');
    const foreign = { ...first, key: 'ffffffffffffffff' };
    for (const recipients of [[foreign], [first, ...rest, foreign]]) {
      const answer = await run.post('/api/submissions', await submitBody({ ...item.envelope, recipients }));
      expectRefusal(answer, 'unknown-key');
    }
  });

  it('refuses an envelope before its parts, and names them', async () => {
    const answer = await run.post('/api/submissions', await submitBody(photo.envelope));
    expectRefusal(answer, 'parts-missing', { missing: [0] });
  });

  it('refuses other content under a known id, and keeps the first', async () => {
    const first = await written(run.intake, 3);
    const receipt = receiptOf(await run.post('/api/submissions', await submitBody(first.envelope)));
    const other = { ...first.envelope, body: item.envelope.body };
    expectRefusal(await run.post('/api/submissions', await submitBody(other)), 'other-content');
    expect(receiptOf(await run.post('/api/submissions', await submitBody(first.envelope)))).toEqual(receipt);
  });

  it('tells nothing of an unknown number', async () => {
    expectRefusal(await run.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret)), 'no-such-number');
  });
});

describe('work and rates', () => {
  const NO_WORK = 'AAAAAAAAAAA';
  const lazy = () =>
    withIntake({ workBits: 20 }, async (own) => {
      const answer = await own.post('/api/submissions', { ...body, work: NO_WORK });
      expectRefusal(answer, 'more-work', { bits: 20 });
      // Waiting does not help who brings less than everybody must.
      expect(answer.headers['retry-after']).toBeUndefined();
      expectRefusal(await own.post('/api/parts', { ...(await partBody(photo, 0)), work: NO_WORK }), 'more-work', {
        bits: 20,
      });
    });
  it('asks for the work of the keys file', lazy);

  it('asks who comes too often for more, and lets pass who brings it or waits', async () => {
    const submissions = { burst: 2, perMinute: 6, step: 2 };
    await withIntake({ limits: { submissions } }, async (own) => {
      const send = async (n: number, bits: number) => {
        const { envelope } = await written(own.intake, n);
        return own.post('/api/submissions', { envelope, work: await exactly(envelope, bits) });
      };
      for (const n of [1, 2]) expect((await send(n, 2)).status).toBe(201);
      const third = await send(3, 2);
      expectRefusal(third, 'more-work', { bits: 3 });
      expect(third.headers['retry-after']).toBe('10');
      expect((await send(3, 3)).status).toBe(201);
      own.clock.now = new Date(own.clock.now.getTime() + 20_000);
      expect((await send(4, 2)).status).toBe(201);
    });
  });

  it('counts the same submission sent again as no other, though not without end', async () => {
    const limits = { submissions: { burst: 1, perMinute: 6, step: 2 }, repeats: { burst: 3, perMinute: 6, step: 2 } };
    await withIntake({ limits }, async (own) => {
      const { envelope } = await written(own.intake, 1);
      const work = await exactly(envelope, 2);
      const statuses = [];
      for (let i = 0; i < 5; i++) statuses.push((await own.post('/api/submissions', { envelope, work })).status);
      expect(statuses).toEqual([201, 200, 200, 200, 429]);
    });
  });

  it('lets the status be asked only so often', async () => {
    await withIntake({ limits: { status: { burst: 2, perMinute: 6, step: 1 } } }, async (own) => {
      const ask = () => own.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret));
      for (let i = 0; i < 2; i++) expect((await ask()).status).toBe(404);
      const answer = await ask();
      expectRefusal(answer, 'busy');
      expect(answer.headers['retry-after']).toBe('10');
      own.clock.now = new Date(own.clock.now.getTime() + 10_000);
      expect((await ask()).status).toBe(404);
    });
  });
});

describe('a body that does not come', () => {
  it('is waited for only so long, and the phone told to try again', async () => {
    const patience = { headers: 40, request: 80, check: 20 };
    await withIntake({ patience }, async (own) => {
      const text = await new Promise<string>((resolve) => {
        const socket = connect(own.server.port, '127.0.0.1', () =>
          socket.write(
            'POST /api/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
          ),
        );
        let received = '';
        socket.on('data', (chunk) => {
          received += chunk.toString('utf8');
        });
        socket.on('close', () => resolve(received));
      });
      const [head = '', json = ''] = text.split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 408 .*\r\nRetry-After: 10\r\n/s);
      expect(JSON.parse(json)).toEqual({ code: 'busy', message: expect.stringContaining('网络太慢') });
      while (own.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(own.lines[0]).toMatchObject({ route: '/api/submissions', status: 0, code: 'gone' });
    });
  });
});

describe('when there is no room', () => {
  it('sends away who comes while too many wait for their commit', async () => {
    const { store, letGo } = heldCommits();
    await withIntake({ store, limits: { queue: 1 } }, async (own) => {
      const first = own.post('/api/submissions', body);
      while ((await own.service.health()).waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      const answer = await own.post('/api/submissions', await submitBody((await written(own.intake, 4)).envelope));
      expectRefusal(answer, 'busy');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(5);
      letGo();
      expect((await first).status).toBe(201);
    });
  });

  it('says that the disk is full, acknowledges nothing, and recovers', async () => {
    let isFull = true;
    const store: Setting['store'] = (real) => ({
      ...real,
      commit: async (arrivals, sign) => {
        if (isFull) throw new StoreFullError();
        return real.commit(arrivals, sign);
      },
      saveParts: async (parts) => {
        if (isFull) throw new StoreFullError();
        return real.saveParts(parts);
      },
    });
    await withIntake({ store }, async (own) => {
      const part = await partBody(photo, 0);
      for (const [path, sent] of [
        ['/api/submissions', body],
        ['/api/parts', part],
      ] as const) {
        const answer = await own.post(path, sent);
        expectRefusal(answer, 'full');
        expect(answer.headers['retry-after']).toBe('600');
      }
      expect(await own.store.load(item.envelope.id)).toBeNull();
      isFull = false;
      expect((await own.post('/api/submissions', body)).status).toBe(201);
    });
  });

  it('holds back parts, and only parts, when too many wait for their submission', async () => {
    const waitingPartBytes = Math.floor(1.5 * (photo.parts[0]?.length ?? 0));
    await withIntake({ limits: { waitingPartBytes } }, async (own) => {
      expect((await own.post('/api/parts', await partBody(photo, 0))).status).toBe(201);
      const second = await written(own.intake, 5, seededRandom('another')(1000));
      const answer = await own.post('/api/parts', await partBody(second, 0));
      expectRefusal(answer, 'parts-full');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(60);
      expect((await own.post('/api/submissions', body)).status).toBe(201);
      // The first photo's envelope makes room.
      expect((await own.post('/api/submissions', await submitBody(photo.envelope))).status).toBe(201);
      own.clock.now = new Date(own.clock.now.getTime() + 5000);
      expect((await own.post('/api/parts', await partBody(second, 0))).status).toBe(201);
    });
  });

  it('sends away who comes while too many requests are under way', async () => {
    await withIntake({ limits: { underWay: 0 } }, async (own) => {
      const answer = await own.post('/api/submissions', body);
      expectRefusal(answer, 'fault');
      expect([answer.headers['retry-after'], answer.headers.connection]).toEqual(['30', 'close']);
    });
  });

  it('gives one address only so many of the places, and gives them back', async () => {
    const { store, letGo } = heldCommits();
    const limits = { underWay: 3, underWayEach: 2 };
    await withIntake({ store, limits, parts: { trustProxy: 1 } }, async (own) => {
      const ask = (address: string) =>
        own.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret), { 'X-Forwarded-For': address });
      const slow = [1, 2].map(() => own.post('/api/submissions', body, { 'X-Forwarded-For': '192.0.2.1' }));
      while ((await own.service.health()).waiting < 2) await new Promise((resolve) => setImmediate(resolve));
      expectRefusal(await ask('192.0.2.1'), 'fault');
      expect((await ask('192.0.2.2')).status).toBe(404);
      letGo();
      await Promise.all(slow);
      while (own.lines.length < 4) await new Promise((resolve) => setImmediate(resolve));
      expect((await ask('192.0.2.1')).status).toBe(404);
    });
  });

  it('tells phones to wait when the bureau has closed its intake, and still tells the status', async () => {
    await withIntake({ workBits: null }, async (own) => {
      for (const [path, sent] of [
        ['/api/submissions', body],
        ['/api/parts', await partBody(photo, 0)],
      ] as const) {
        const answer = await own.post(path, sent);
        expectRefusal(answer, 'closed');
        expect(answer.headers['retry-after']).toBe('3600');
      }
      expect((await own.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret))).status).toBe(404);
      expect(await own.ask('/healthz')).toMatchObject({
        status: 200,
        json: { status: 'ok', intake: { status: 'closed' } },
      });
    });
  });

  it('tells phones to wait when the database fails, and says it on /healthz', async () => {
    const store: Setting['store'] = (real) => ({
      ...real,
      commit: () => Promise.reject(new Error(`database is gone: ${item.envelope.id}`)),
      ping: async () => false,
    });
    await withIntake({ store }, async (own) => {
      const answer = await own.post('/api/submissions', body);
      expectRefusal(answer, 'fault');
      expect(answer.headers['retry-after']).toBe('30');
      expect(await own.ask('/healthz')).toMatchObject({ status: 503, json: { status: 'intake-down' } });
    });
  });
});

describe('addresses, methods and origins', () => {
  it.each([
    ['GET', '/api/submissions', 'POST'],
    ['PUT', '/api/submissions', 'POST'],
    ['DELETE', '/api/parts', 'POST'],
    ['OPTIONS', '/api/status', 'POST'],
    ['POST', '/api/openapi.json', 'GET'],
    ['POST', '/metrics', 'GET'],
  ])('refuses %s %s and says what it takes', async (method, path, allow) => {
    const answer = await run.ask(path, { method, ...(method === 'GET' ? {} : { raw: '{}', headers: JSON_TYPE }) });
    expectRefusal(answer, 'method');
    expect(answer.headers.allow).toBe(allow);
  });

  it.each([
    '/api',
    '/api/',
    '/api/submissions/',
    '/api/Submissions',
    '/api/submissions;x',
    '/api/submissions.json',
    '/api/submissions%20x',
    '/api/__proto__',
  ])('knows no %s', async (path) => {
    expectRefusal(await run.ask(path, { method: 'POST', raw: JSON.stringify(body), headers: JSON_TYPE }), 'no-route');
    expectRefusal(await run.ask(path), 'no-route');
  });

  it.each([
    '/api/../api/submissions',
    '/api/%2e%2e/index.html',
    '/api//submissions',
    '//api/submissions',
    '/api/submissions%00',
    '/api%2fsubmissions',
    '/api\\submissions',
    '/./api/submissions',
  ])('leaves %s to the site, which refuses it', async (path) => {
    expect((await run.ask(path)).status).toBe(400);
    expect((await run.ask(path, { method: 'POST', raw: '{}', headers: JSON_TYPE })).status).toBe(405);
  });

  it.each([
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
    [{ Origin: 'https://yx.example.gov.cn.evil.example' }],
    [{ Origin: `${ORIGIN}:8443` }],
    [{ Origin: 'not an origin' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site', Origin: ORIGIN }],
  ])('refuses what a page elsewhere sends: %j', async (headers) => {
    expectRefusal(await run.post('/api/submissions', body, headers), 'cross-origin');
  });

  it('takes what its own pages send, under the published name, the asked one, or with a hidden origin', async () => {
    const own: readonly Record<string, string>[] = [
      { Origin: ORIGIN },
      { Origin: `http://127.0.0.1:${run.server.port}` },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    ];
    for (const headers of own) expect((await run.post('/api/submissions', body, headers)).status).toBeLessThan(202);
  });
});

it('gives every refusal a message in Chinese first and English, that says what to do', () => {
  for (const { message } of Object.values(REFUSALS)) {
    expect(message).toMatch(/^[^/]*\p{Script=Han}.*。\/ [A-Z].*\.$/u);
    expect(message).not.toMatch(/\p{Script=Han} ?\d|[“”]\s/u);
  }
});

/** Work that has exactly so many bits: the least that is found first may have more. */
async function exactly(envelope: SubmitBody['envelope'], bits: number): Promise<string> {
  const { envelopeDigest } = await import('../../../src/core/complaint/envelope.ts');
  const { workBits } = await import('../../../src/core/complaint/work.ts');
  const digest = await envelopeDigest(envelope);
  for (let n = 0; ; n++) {
    const nonce = Buffer.alloc(8);
    nonce.writeUInt32BE(n, 4);
    const work = nonce.toString('base64url');
    if (workBits(digest, work) === bits) return work;
  }
}
