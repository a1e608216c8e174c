/** What the service leaves behind outside of the store: log lines, metrics, headers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Receipt } from '../../../src/core/complaint/receipt.ts';
import { seededRandom } from '../../support/complaint.ts';
import {
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
let item: Written;
let receipt: Receipt;
let asked = 0;

beforeAll(async () => {
  let fails = false;
  run = await runIntake({
    parts: { trustProxy: 1, metricsToken: 'token-of-the-operator' },
    store: (real) => ({
      ...real,
      status: (number) => (fails ? Promise.reject(new Error(`no row for ${number}`)) : real.status(number)),
    }),
  });
  item = await written(run.intake, 1, seededRandom('photo')(100));
  const from = { 'X-Forwarded-For': '203.0.113.77', 'User-Agent': 'Phone-of-Mrs-Li' };
  const post = async (path: string, body: unknown) => {
    asked++;
    return run.post(path, body, from);
  };
  const body = await submitBody(item.envelope);
  await post('/api/submissions', body);
  await post('/api/parts', await partBody(item, 0));
  receipt = receiptOf(await post('/api/submissions', body));
  await post('/api/submissions', { ...body, envelope: { ...item.envelope, note: item.envelope.id } });
  await post('/api/submissions', await submitBody({ ...item.envelope, commitment: item.envelope.lookup }));
  const status = statusBody(receipt.number, item.secret);
  await post('/api/status', status);
  await post(`/api/status?number=${receipt.number}`, status);
  await post(`/api/${receipt.number}/${item.envelope.id}`, status);
  asked++;
  await run.ask('/api/submissions', {
    method: 'POST',
    raw: `{"${item.envelope.id}`,
    headers: { 'Content-Type': 'application/json' },
  });
  fails = true;
  expect((await post('/api/status', status)).status).toBe(503);
  while (run.lines.length < asked) await new Promise((resolve) => setImmediate(resolve));
});
afterAll(() => run.stop());

/** Everything that could tell a person or a submission. */
function secrets(): string[] {
  const { envelope, digest, secret, parts } = item;
  const { id, lookup, commitment, body, recipients } = envelope;
  return [
    ...[id, digest, secret, lookup, commitment, body.slice(0, 40), receipt.number, receipt.group.root],
    ...recipients.flatMap(({ enc, wrapped }) => [enc, wrapped]),
    ...envelope.parts.map(({ sha256 }) => sha256),
    ...parts.map((part) => Buffer.from(part.slice(0, 30)).toString('base64url')),
    ...[
      '203.0.113.77',
      '127.0.0.1',
      'Phone-of-Mrs-Li',
      'token-of-the-operator',
      run.intake.keys.recipients[0]?.id ?? id,
    ],
  ];
}

it('logs of each request its route, status, time and code, and nothing of the submission, the number or the sender', () => {
  const text = run.lines.map((line) => JSON.stringify(line)).join('\n');
  for (const secret of secrets()) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  const keys = new Set(run.lines.flatMap((line) => Object.keys(line)));
  expect([...keys].sort()).toEqual(['at', 'code', 'fault', 'ms', 'route', 'status']);
  expect(run.lines.map(({ route, status, code }) => `${route} ${status} ${code}`)).toEqual([
    '/api/submissions 409 parts-missing',
    '/api/parts 201 ok',
    '/api/submissions 201 ok',
    '/api/submissions 422 invalid',
    '/api/submissions 409 other-content',
    '/api/status 200 ok',
    '/api/status 200 ok',
    'other 404 bad-request',
    '/api/submissions 400 bad-request',
    '/api/status 503 busy',
  ]);
  for (const { at } of run.lines) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

it('says of a defect where it is, without its message', () => {
  expect(run.lines.at(-1)?.fault).toMatch(/^Error at .*privacy\.test/);
});

it('counts in the metrics without telling one submission from another', async () => {
  const answer = await run.ask('/metrics', { headers: { Authorization: 'Bearer token-of-the-operator' } });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  for (const secret of secrets()) expect(answer.text.toLowerCase()).not.toContain(secret.toLowerCase());
  const lines = answer.text.split('\n');
  expect(lines).toContain('yixinma_intake_requests_total{route="/api/submissions",status="201",code="ok"} 1');
  expect(lines).toContain('yixinma_intake_request_seconds_count{route="/api/status"} 3');
  expect(lines).toContain('yixinma_intake_submissions{state="received"} 1');
  expect(lines).toContain('yixinma_intake_waiting_part_bytes 0');
  expect(lines).toContain('yixinma_intake_database_up 1');
  // Every line is a comment or a sample, and every sample has its kind.
  const kinds = new Set(lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    const name = /^([a-z_]+)(?:\{[^{}]*\})? [\d.]+$/.exec(line)?.[1] ?? line;
    expect(kinds, line).toContain(name.replace(/_(bucket|sum|count)$/, ''));
  }
});

it('does not show the metrics without the token', async () => {
  for (const headers of [{}, { Authorization: 'Bearer token' }]) {
    const answer = await run.ask('/metrics', { headers });
    expect([answer.status, answer.text.includes('yixinma_intake')]).toEqual([403, false]);
  }
});

it('answers with strict headers and sets nothing on the client', async () => {
  const { headers } = await run.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret));
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Object.keys(headers).filter((name) => /cookie|access-control|server|powered/.test(name))).toEqual([]);
});

it('believes a proxy’s word on the client’s address only as far as it is told to', async () => {
  const status = { burst: 1, perMinute: 1, step: 1 };
  const ask = async (own: Running, forwarded: string) =>
    (await own.post('/api/status', statusBody('7K3M9PQ2XD4T', item.secret), { 'X-Forwarded-For': forwarded })).status;
  const open = await runIntake({ limits: { status } });
  expect([await ask(open, '192.0.2.1'), await ask(open, '192.0.2.2')]).toEqual([404, 429]);
  await open.stop();
  const behind = await runIntake({ limits: { status }, parts: { trustProxy: 1 } });
  expect([await ask(behind, '192.0.2.1'), await ask(behind, '192.0.2.2')]).toEqual([404, 404]);
  // What stands before the proxy's own entry is the client's invention.
  expect(await ask(behind, '198.51.100.9, 192.0.2.2')).toBe(429);
  await behind.stop();
});

it('says once that a proxy stands in front and is not configured: everybody would share one rate', async () => {
  const own = await runIntake();
  for (let i = 0; i < 2; i++) await own.ask('/api', { headers: { 'X-Forwarded-For': '203.0.113.77' } });
  while (own.lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(own.lines.map(({ fault }) => fault?.includes('TRUST_PROXY'))).toEqual([true, undefined]);
  expect(JSON.stringify(own.lines)).not.toContain('203.0.113.77');
  await own.stop();
});
