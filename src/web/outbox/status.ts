/** Asks the server where a submission stands. */
import type { StatusBody } from '../../core/complaint/protocol.ts';
import { type Secret, statusProof } from '../../core/complaint/secret.ts';
import { parseStatusReport, type StatusReport } from '../../core/complaint/status.ts';
import { toBase64Url } from '../../core/domain/bytes.ts';
import { type Reply, readJson } from './answer.ts';
import type { Post } from './post.ts';

export interface StatusAnswer {
  readonly answer: StatusReport | 'not-found' | 'offline' | 'busy';
  /** Ms since 1970 by the clock of who answered; null when it did not say. */
  readonly at: number | null;
}

export async function askStatus(post: Post, number: string, secret: Secret): Promise<StatusAnswer> {
  const body: StatusBody = { number, proof: toBase64Url(statusProof(secret)) };
  const reply = await post('/api/status', body);
  const at = Date.parse(reply?.date ?? '');
  return { answer: readStatus(reply), at: Number.isNaN(at) ? null : at };
}

/** Only our own "not found" is one: a café's sign-in page must not tell anybody that their complaint is gone. */
export function readStatus(reply: Reply | null): StatusAnswer['answer'] {
  if (reply === null) return 'offline';
  const json = readJson(reply.body);
  if (reply.status === 200 && json !== null) return parseStatusReport(json) ?? 'busy';
  if (reply.status === 404 && json?.code === 'not-found') return 'not-found';
  return json === null && reply.status < 500 && reply.status !== 429 ? 'offline' : 'busy';
}
