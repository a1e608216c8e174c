/** The Fastify instance: JSON only, same origin, limits, quiet errors, one log line a request. */
import { createHash, createSecretKey, timingSafeEqual } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Door } from './door.ts';
import { addressKey, places } from './limits.ts';
import { faultOf } from './log.ts';
import type { Metrics } from './metrics.ts';
import { isLoopback, isSameOrigin, mayReadMetrics } from './origin.ts';
import type { IntakeParts } from './parts.ts';
import { type Answer, quietFaults, type RefusalKind, refuse } from './refusals.ts';
import { addRoutes, type Send } from './routes.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Fastify's own refusals, by their codes; what is not here is a defect of ours. */
const BY_FASTIFY: Readonly<Record<string, RefusalKind>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_BAD_URL: 'no-route',
};

/** A fault passes, or needs a person; either way the phone keeps what it has. */
const FAULT_AGAIN = 30;

/** What one request leaves for its log line. */
interface Noted {
  code: string;
  fault: string | null;
}

export interface App {
  readonly fastify: FastifyInstance;
  /** Every route that is registered, in order. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

export async function createApp(parts: IntakeParts, door: Door, metrics: Metrics): Promise<App> {
  const fastify = Fastify({
    logger: false,
    trustProxy: trusted(parts.trustProxy),
    // Nothing is repaired or dropped on the way in: what is not as documented is refused.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, strict: true } },
    exposeHeadRoutes: false,
    bodyLimit: 1024,
  });
  const routes: { method: string; path: string }[] = [];
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, path: url });
  });
  fastify.removeContentTypeParser('text/plain');
  // Schemas of answers are the document's; a serialiser that drops fields in silence would falsify a receipt.
  fastify.setSerializerCompiler(() => (data) => JSON.stringify(data));

  const noted = new WeakMap<FastifyRequest, Noted>();
  const send: Send = (reply, answer) => {
    const note = noted.get(reply.request);
    if (note !== undefined) note.code = answer.code;
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  };

  guard(fastify, parts, metrics, noted, send, routes);
  fastify.setErrorHandler(errorHandler(noted, send));
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '医信码 Yixinma intake',
        version: '1',
        description: 'Sealed complaints, ratings and objections to one bureau.',
      },
    },
  });
  addRoutes(fastify, door, send);
  fastify.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const { headers, raw } = request;
    if (!mayReadMetrics({ headers, socketAddress: raw.socket.remoteAddress }, parts.metricsToken, sameText)) {
      return send(reply, refuse('metrics-closed'));
    }
    const room = (await parts.room?.().catch(() => null)) ?? null;
    const text = await metrics.text(parts.store, door.waiting(), room);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  await fastify.ready();
  return { fastify, routes };
}

/** Tells of a request when it is over, whether or not the client waited for its answer. `code` is null when it did. */
function onEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  tell: (line: { route: string; status: number; ms: number; code: 'gone' | null }) => void,
): void {
  const started = performance.now();
  const route = request.routeOptions.url ?? 'other';
  reply.raw.once('close', () => {
    const gone = !reply.raw.writableFinished;
    const ms = Math.round(performance.now() - started);
    tell({ route, status: gone ? 0 : reply.raw.statusCode, ms, code: gone ? 'gone' : null });
  });
}

function unrouted(target: string, routes: App['routes'], reply: FastifyReply): Answer {
  const path = target.split('?', 1)[0];
  const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
  if (methods.length === 0) return refuse('no-route');
  reply.header('Allow', methods.join(', '));
  return refuse('method');
}

/** In Fastify's terms. A hop counts from the connection inwards: 0 is who is connected to us. */
function trusted(proxies: IntakeParts['trustProxy']): false | string[] | ((address: string, hop: number) => boolean) {
  if (proxies === false) return false;
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}

function errorHandler(noted: WeakMap<FastifyRequest, Noted>, send: Send) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error.validation) {
      const faults = error.validation.map(({ instancePath, message }) => `${dotted(instancePath)}${message ?? ''}`);
      return send(reply, refuse('invalid', { faults: quietFaults(faults) }));
    }
    // secure-json-parse refuses `__proto__` and `constructor` with a plain SyntaxError.
    const poisoned = error instanceof SyntaxError && error.statusCode === 400;
    const kind = BY_FASTIFY[error.code] ?? (poisoned ? 'malformed' : null);
    if (kind !== null) return send(reply, refuse(kind));
    const note = noted.get(request);
    if (note !== undefined) note.fault = faultOf(error);
    return send(reply, refuse('fault', { retryAfter: FAULT_AGAIN }));
  };
}

/** Before any body is read: headers, the log line at the end, overload, origin. */
function guard(
  fastify: FastifyInstance,
  parts: IntakeParts,
  metrics: Metrics,
  noted: WeakMap<FastifyRequest, Noted>,
  send: Send,
  routes: App['routes'],
): void {
  const { limits, random } = parts;
  const room = places(limits.underWay, limits.underWayEach);
  const secret = createSecretKey(random(32));
  let warned = parts.trustProxy !== false;
  fastify.addHook('onRequest', async (request, reply) => {
    const note: Noted = { code: 'ok', fault: null };
    noted.set(request, note);
    const key = addressKey(secret, request.ip);
    const entered = room.enter(key);
    reply.headers(HEADERS);
    onEnd(request, reply, (line) => {
      if (entered) room.leave(key);
      metrics.count(line.route, line.status, line.code ?? note.code, line.ms);
      const fault = note.fault === null || line.status === 0 ? {} : { fault: note.fault };
      const at = `${parts.now().toISOString().slice(0, 19)}Z`;
      parts.log({ at, ...line, code: line.code ?? note.code, ...fault });
    });
    if (!warned && request.headers['x-forwarded-for'] !== undefined && isLoopback(request.ip)) {
      // Everybody then has the proxy's address, and shares one rate.
      note.fault = 'X-Forwarded-For from a proxy on this machine, but TRUST_PROXY is not set';
      warned = true;
    }
    if (!entered) {
      return send(reply.header('Connection', 'close'), refuse('fault', { retryAfter: FAULT_AGAIN }));
    }
    // Here, and not in a handler: nobody's body is read for a route that is not there.
    if (request.is404) return send(reply, unrouted(request.url, routes, reply));
    const published = request.headers.origin === undefined ? null : ((await parts.recipientKeys())?.origin ?? null);
    if (!isSameOrigin(request.headers, published)) return send(reply, refuse('cross-origin'));
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') return send(reply, refuse('media-type'));
  });
}

/** `/envelope/parts/0/length` → `envelope.parts.0.length: `; the body itself has no name. */
function dotted(pointer: string): string {
  return pointer === '' ? '' : `${pointer.slice(1).replaceAll('/', '.')}: `;
}

/** Takes the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
