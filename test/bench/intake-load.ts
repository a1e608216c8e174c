/** Submissions for the bench, and callers that post them: each waits for its answer before it comes again. */
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Envelope } from '../../src/core/complaint/envelope.ts';
import { envelopeDigest, envelopeText } from '../../src/core/complaint/envelope.ts';
import { SUITE } from '../../src/core/complaint/suite-id.ts';
import { findWork } from '../../src/core/complaint/work.ts';

export const BENCH_KEY = '0123456789abcdef';
export const BENCH_ESCROW = 'fedcba9876543210';
export const BENCH_ORIGIN = 'https://yx.example.gov.cn';
/** Checked like the 16 of a real county, and quick to find for thousands of submissions. */
export const BENCH_WORK_BITS = 4;

export interface Ready {
  readonly id: string;
  readonly digest: string;
  readonly envelope: string;
  readonly body: string;
}

/** A sealed submission as far as a server can tell: random bytes of the right lengths, a text of about 300 characters. */
export async function makeSubmission(): Promise<Ready> {
  const text = (length: number) => randomBytes(length).toString('base64url');
  const envelope: Envelope = {
    suite: SUITE,
    bureau: 'bench-county',
    id: randomUUID(),
    lookup: text(32),
    commitment: text(32),
    recipients: [BENCH_KEY, BENCH_ESCROW].map((key) => ({ key, enc: text(65), wrapped: text(48) })),
    body: text(2048 + 16),
    parts: [],
  };
  const digest = await envelopeDigest(envelope);
  const work = await findWork(digest, BENCH_WORK_BITS, async () => undefined);
  return { id: envelope.id, digest, envelope: envelopeText(envelope), body: JSON.stringify({ envelope, work }) };
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** Before the clock starts: connections are opened, and V8 compiles; the rates of both sides climb for two to three seconds. */
const WARM_UP_MS = 3000;

/** So many callers take from the pool until the time is over; counts what was acknowledged after the warm-up. */
export async function runCallers(
  callers: number,
  milliseconds: number,
  pool: Ready[],
  send: (ready: Ready) => Promise<void>,
): Promise<Measured> {
  const times: number[] = [];
  const start = performance.now() + WARM_UP_MS;
  const end = start + milliseconds;
  const caller = async (): Promise<void> => {
    for (let ready = pool.pop(); ready && performance.now() < end; ready = pool.pop()) {
      const from = performance.now();
      await send(ready);
      if (from >= start) times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - start) / 1000;
  if (performance.now() < end) throw new Error('the pool of submissions was too small');
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}

/**
 * Posts to the service over one kept connection a caller; anything but 201 ends the bench. Written on sockets, because
 * Node's own client would cost as much as the service that it measures, on the same machine.
 */
export function poster(port: number, callers: number): { send(ready: Ready): Promise<void>; close(): void } {
  const idle = Array.from({ length: callers }, () => connection(port));
  return {
    send: async ({ body }) => {
      const line = idle.pop();
      if (line === undefined) throw new Error('more callers than connections');
      await line.post(body);
      idle.push(line);
    },
    close: () => {
      for (const line of idle) line.close();
    },
  };
}

const HEAD = 'POST /api/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';

function connection(port: number): { post(body: string): Promise<void>; close(): void } {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
  let heard = '';
  let answered: ((answer: string) => void) | null = null;
  socket.on('data', (chunk) => {
    heard += chunk;
    const end = heard.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(heard)?.[1]);
    if (end < 0 || heard.length < end + 4 + length) return;
    const answer = heard;
    heard = '';
    answered?.(answer);
  });
  socket.on('error', (fault) => socket.destroy(fault));
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        answered = (answer) => (answer.startsWith('HTTP/1.1 201 ') ? resolve() : reject(new Error(answer)));
        socket.write(`${HEAD}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close: () => socket.destroy(),
  };
}
