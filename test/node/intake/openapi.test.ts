/** The document against the running service: every route, every documented status, every answer's form. */
import Fastify from 'fastify';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/core/complaint/limits.ts';
import { StoreFullError } from '../../../src/node/intake/store/store.ts';
import { seededRandom } from '../../support/complaint.ts';
import {
  type Answer,
  partBody,
  type Running,
  receiptOf,
  runIntake,
  statusBody,
  submitBody,
  written,
} from './support.ts';

const Content = v.object({ 'application/json': v.object({ schema: v.record(v.string(), v.unknown()) }) });
const Operation = v.object({
  summary: v.string(),
  requestBody: v.optional(v.object({ content: Content })),
  responses: v.record(v.string(), v.object({ description: v.string(), content: v.optional(Content) })),
});
const Document = v.object({
  openapi: v.literal('3.1.0'),
  paths: v.record(v.string(), v.record(v.string(), Operation)),
});

/** Enough that a work of zeros is too little. */
const BITS = 8;

let run: Running;
let document: v.InferOutput<typeof Document>;
const full = { now: false };
/** Answers that were really given, by `POST /api/parts 201`. */
const given = new Map<string, Answer>();

beforeAll(async () => {
  run = await runIntake({
    workBits: BITS,
    store: (real) => ({
      ...real,
      commit: async (arrivals, sign) => {
        if (full.now) throw new StoreFullError();
        return real.commit(arrivals, sign);
      },
      saveParts: async (parts) => {
        if (full.now) throw new StoreFullError();
        return real.saveParts(parts);
      },
    }),
    limits: { status: { burst: 9, perMinute: 1, step: 1 } },
  });
  const served = await run.ask('/api/openapi.json');
  given.set('GET /api/openapi.json 200', served);
  document = v.parse(Document, served.json);
  await giveAll();
}, 30_000);
afterAll(() => run.stop());

async function giveAll(): Promise<void> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await run.post(path, body, headers);
    given.set(`POST ${path} ${answer.status}`, answer);
    return answer;
  };
  const item = await written(run.intake, 1);
  const submission = await submitBody(item.envelope, BITS);
  const photo = await written(run.intake, 2, seededRandom('photo')(100));
  const part = await partBody(photo, 0, BITS);
  const receipt = receiptOf(await post('/api/submissions', submission));
  await post('/api/submissions', submission);
  await post('/api/submissions', await submitBody({ ...item.envelope, body: 'AAAA' }, BITS));
  const examples: readonly (readonly [string, object])[] = [
    ['/api/submissions', submission],
    ['/api/parts', part],
    ['/api/status', statusBody(receipt.number, item.secret)],
  ];
  await post('/api/parts', part);
  await post('/api/parts', part);
  await post('/api/status', statusBody(receipt.number, item.secret));
  await post('/api/status', statusBody(receipt.number, photo.secret));
  for (const [path, body] of examples) {
    const raw = async (text: string, type: string) => {
      const answer = await run.ask(path, { method: 'POST', raw: text, headers: { 'Content-Type': type } });
      given.set(`POST ${path} ${answer.status}`, answer);
    };
    await raw('{', 'application/json');
    await raw(JSON.stringify(body), 'text/plain');
    await raw(' '.repeat(2 * LIMITS.sealedPart), 'application/json');
    await post(path, body, { Origin: 'https://evil.example' });
    await post(path, {});
    full.now = true;
    await post(path, body);
    full.now = false;
    // Too little work, and for the status, which has none, asking too often.
    for (let i = 0; i < 10; i++) await post(path, { ...body, ...('work' in body ? { work: 'AAAAAAAAAAA' } : {}) });
  }
  const closed = await runIntake({ limits: { underWay: 0 } });
  for (const [path, body] of examples) given.set(`POST ${path} 503`, await closed.post(path, body));
  await closed.stop();
}

/** Whether `value` has the form, by Fastify's own validator. */
async function hasForm(schema: object, value: unknown): Promise<boolean> {
  const app = Fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });
  app.post('/', { schema: { body: schema } }, async () => 'ok');
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/',
    payload: JSON.stringify(value),
    headers: { 'Content-Type': 'application/json' },
  });
  await app.close();
  return statusCode === 200;
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

describe('the OpenAPI document', () => {
  it('names every route that is registered, and no other; only the metrics are left out', () => {
    const registered = run.service.routes.map(({ method, path }) => `${method} ${path}`);
    expect([...operations().map(({ name }) => name), 'GET /metrics'].sort()).toEqual([...registered].sort());
  });

  it('has an example, really given, for every status that it documents, and each has the documented form', async () => {
    for (const { name, operation } of operations()) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const answer = given.get(`${name} ${status}`);
        expect(answer, `${name} ${status}`).toBeDefined();
        const schema = content?.['application/json'].schema;
        expect(schema && (await hasForm(schema, answer?.json)), `${name} ${status} ${answer?.text}`).toBe(true);
      }
    }
  });

  it('documents every status that was given', () => {
    const documented = operations().flatMap(({ name, operation }) =>
      Object.keys(operation.responses).map((status) => `${name} ${status}`),
    );
    expect([...given.keys()].filter((key) => !documented.includes(key))).toEqual([]);
  });

  it('has a form for each body that takes the example and refuses another', async () => {
    const item = await written(run.intake, 1);
    const schema = document.paths['/api/submissions']?.post?.requestBody?.content['application/json'].schema ?? {};
    const body = await submitBody(item.envelope, BITS);
    expect(await hasForm(schema, body)).toBe(true);
    expect(await hasForm(schema, { ...body, more: 1 })).toBe(false);
  });
});
