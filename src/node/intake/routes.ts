/** The routes with their schemas: what is registered here is what the OpenAPI document says. */
import type { FastifyInstance, FastifyReply, FastifySchema } from 'fastify';
import type { PartBody, StatusBody, SubmitBody } from '../../core/complaint/protocol.ts';
import type { Door } from './door.ts';
import { BODY_LIMITS } from './limits.ts';
import type { Answer } from './refusals.ts';
import {
  PART_ANSWER,
  PART_BODY,
  RECEIPT_ANSWER,
  refusalSchema,
  STATUS_ANSWER,
  STATUS_BODY,
  SUBMIT_BODY,
} from './schemas.ts';

/** How each answer goes out. */
export type Send = (reply: FastifyReply, answer: Answer) => FastifyReply;

const described = (description: string, schema: object): object => ({ description, ...schema });

/** What any POST may be answered with, whatever the route does. */
const ANY_POST = {
  400: refusalSchema('Not JSON, or JSON that plays tricks', ['bad-request']),
  403: refusalSchema('Sent from a page of another site', ['bad-request']),
  413: refusalSchema('Larger than the route takes', ['too-large']),
  415: refusalSchema('Not application/json, or compressed', ['bad-request']),
  422: refusalSchema('Malformed', ['invalid'], ['faults']),
  429: refusalSchema('Wait for Retry-After', ['busy']),
  503: refusalSchema('Closed, overloaded or out of order: wait for Retry-After', ['busy']),
} as const;

const paced = refusalSchema('Wait for Retry-After, or do more work', ['busy', 'more-work'], ['bits']);
const full = refusalSchema('The disk is full: wait for Retry-After', ['full']);

const SUBMISSIONS: FastifySchema = {
  summary: 'Hands over one sealed submission',
  description: 'Answered only when it is durable. The same submission gets the same receipt, however often it is sent.',
  body: SUBMIT_BODY,
  response: {
    ...ANY_POST,
    200: described('Known already: the receipt of the first time', RECEIPT_ANSWER),
    201: described('Stored', RECEIPT_ANSWER),
    409: refusalSchema(
      'Other content under this id, or parts are missing',
      ['other-content', 'parts-missing'],
      ['missing'],
    ),
    422: refusalSchema('Not taken as it is', ['invalid', 'wrong-bureau', 'unknown-key'], ['faults']),
    429: paced,
    507: full,
  },
};

const PARTS: FastifySchema = {
  summary: 'Hands over one sealed chunk of a photo',
  description: 'Before the envelope that lists it. Sending it again does no harm.',
  body: PART_BODY,
  response: {
    ...ANY_POST,
    200: described('Known already', PART_ANSWER),
    201: described('Stored', PART_ANSWER),
    429: paced,
    507: full,
  },
};

const STATUS: FastifySchema = {
  summary: 'Tells where a submission stands',
  description: 'To whoever has the receipt number and what follows from the lookup code.',
  body: STATUS_BODY,
  response: {
    ...ANY_POST,
    200: described('Where it stands, with the sealed answers', STATUS_ANSWER),
    404: refusalSchema('No such number, or not its lookup code', ['not-found']),
  },
};

/** Adds the routes to a Fastify whose schemas and errors are set up (`app.ts`). */
export function addRoutes(app: FastifyInstance, door: Door, send: Send): void {
  app.post<{ Body: SubmitBody }>(
    '/api/submissions',
    { schema: SUBMISSIONS, bodyLimit: BODY_LIMITS.submission },
    async (request, reply) => send(reply, await door.submit(request.body, request.ip)),
  );
  app.post<{ Body: PartBody }>('/api/parts', { schema: PARTS, bodyLimit: BODY_LIMITS.part }, async (request, reply) =>
    send(reply, await door.part(request.body, request.ip)),
  );
  app.post<{ Body: StatusBody }>(
    '/api/status',
    { schema: STATUS, bodyLimit: BODY_LIMITS.status },
    async (request, reply) => send(reply, await door.status(request.body, request.ip)),
  );
  app.get(
    '/api/openapi.json',
    {
      schema: {
        summary: 'This document',
        response: { 200: { description: 'OpenAPI 3.1', type: 'object', additionalProperties: true } },
      },
    },
    async (_request, reply) => reply.send(app.swagger()),
  );
}
