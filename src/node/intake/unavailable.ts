/** Stands in while the service cannot be opened, and once it is closed. A 404 or 405 would tell phones to give up; this tells them to wait. */
import type { RequestListener } from 'node:http';
import { refuse } from './refusals.ts';

const AGAIN = 60;

export const unavailable: RequestListener = (_request, response) => {
  const { status, body, headers } = refuse('fault', { retryAfter: AGAIN });
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(text),
    // The body was not read.
    Connection: 'close',
  });
  response.end(text);
};
