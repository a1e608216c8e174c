/** A model of the bureau's server, and of what can stand between it and a phone. All of it cheap: no real cryptography. */
import type { Receipt } from '../../../src/core/complaint/receipt.ts';
import type { StatusReport } from '../../../src/core/complaint/status.ts';
import type { Reply } from '../../../src/web/outbox/answer.ts';

export const BUREAU = 'test-county';

/** What the way to the server does at present. */
export type Weather =
  | 'fine'
  | 'offline'
  /** The server stores, the phone does not hear. */
  | 'lost-answer'
  | 'gateway-500'
  | 'gateway-page'
  | 'gateway-403'
  | 'busy'
  | 'full'
  | 'more-work'
  | 'far-more-work'
  | 'refuses'
  /** Receipts that are none for this: of another submission, of other content, forged. */
  | 'other-id'
  | 'other-digest'
  | 'forged'
  | 'broken-receipt';

export const WEATHERS: readonly Weather[] = [
  'fine',
  'fine',
  'fine',
  'offline',
  'lost-answer',
  'gateway-500',
  'gateway-page',
  'gateway-403',
  'busy',
  'full',
  'more-work',
  'far-more-work',
  'refuses',
  'refuses',
  'refuses',
  'other-id',
  'other-digest',
  'forged',
  'broken-receipt',
];

interface Stored {
  readonly digest: string;
  readonly receipt: Receipt;
  /** Stands for what a person wrote. */
  readonly body: string;
}

export interface Submitted {
  readonly envelope: { readonly id: string; readonly body: string; readonly parts: readonly { sha256: string }[] };
  readonly work: string;
}

const GENUINE = 'a'.repeat(64);
const PAGE = '<!doctype html><title>login</title>';
const SIGNATURE = 'A'.repeat(86);

export class ModelServer {
  weather: Weather = 'fine';
  /** Ids of the keys that ever signed, the present one first. */
  keys: readonly string[] = ['0'.repeat(16)];
  readonly stored = new Map<string, Stored>();
  readonly parts = new Set<string>();
  readonly refused = new Set<string>();
  /** Every receipt that was ever signed, as text. */
  readonly issued = new Set<string>();
  /** Broken invariants. */
  readonly faults: string[] = [];
  /** Bits that it asks for when it asks for more. */
  more = 18;
  /** Its clock is right, ms since 1970. */
  time = Date.UTC(2026, 2, 2, 8);
  private numbers = 0;

  rotate(): void {
    this.keys = [String(this.keys.length).padStart(16, '0'), ...this.keys];
  }

  /** The answer as it reaches the phone; null when none does. */
  answer(path: string, text: string): Reply | null | Promise<Reply | null> {
    const { weather } = this;
    if (weather === 'offline') return null;
    if (weather === 'gateway-500') return reply(502, PAGE);
    if (weather === 'gateway-page') return reply(200, PAGE);
    if (weather === 'gateway-403') return reply(403, PAGE);
    if (weather === 'busy') return reply(429, { code: 'busy', message: '' }, '30');
    if (weather === 'full') return reply(507, { code: 'full', message: '' }, 'Wed, 21 Oct 2026 07:28:00 GMT');
    const body = JSON.parse(text) as Submitted;
    const bits = weather === 'more-work' ? this.more : weather === 'far-more-work' ? 40 : 0;
    if (this.bitsOf(body) < bits) return reply(429, { code: 'more-work', message: '', bits }, '60');
    const answer = path === '/api/parts' ? this.takePart(JSON.parse(text)) : this.takeEnvelope(body);
    return weather === 'lost-answer' ? null : answer;
  }

  /** Where a submission stands; null for one that it does not know. */
  report(number: string): StatusReport | null {
    for (const [id, { receipt }] of this.stored) {
      const at = receipt.time;
      if (receipt.number === number)
        return { id, number, state: 'received', at, due: null, history: [{ state: 'received', at, answer: null }] };
    }
    return null;
  }

  private takePart({ id, sha256 }: { readonly id: string; readonly sha256: string }): Reply {
    const known = this.parts.has(`${id} ${sha256}`);
    this.parts.add(`${id} ${sha256}`);
    return reply(known ? 200 : 201, {});
  }

  private takeEnvelope({ envelope }: Submitted): Reply {
    const { id, body, parts } = envelope;
    if (this.weather === 'refuses') {
      this.refused.add(id);
      return reply(422, { code: 'invalid', message: '' });
    }
    const digest = this.digestOf(envelope);
    const there = this.stored.get(id);
    if (there && there.digest !== digest) this.faults.push('one id with two contents was sent');
    if (there) return reply(200, { receipt: this.disguised(there.receipt) });
    const missing = parts.flatMap(({ sha256 }, index) => (this.parts.has(`${id} ${sha256}`) ? [] : [index]));
    if (missing.length > 0) return reply(409, { code: 'parts-missing', message: '', missing });
    for (const [other, stored] of this.stored) {
      if (stored.body === body && other !== id) this.faults.push('one text is on the server twice');
    }
    const receipt = this.sign(id, digest);
    this.issued.add(JSON.stringify(receipt));
    this.stored.set(id, { digest, receipt, body });
    return reply(201, { receipt: this.disguised(receipt) });
  }

  protected bitsOf({ work }: Submitted): number {
    return Number(work);
  }

  protected digestOf(envelope: unknown): string {
    return cheapDigest(JSON.stringify(envelope));
  }

  protected sign(id: string, digest: string): Receipt {
    this.numbers++;
    const receipt: Receipt = {
      suite: 'ecdsa-p256-sha256-1',
      bureau: BUREAU,
      key: this.keys[0] ?? '',
      id,
      digest,
      number: String(this.numbers)
        .padStart(12, '0')
        .replace(/[2-9]/g, (d) => 'ABCDEFGH'.charAt(Number(d) - 2)),
      time: new Date(this.time).toISOString(),
      group: { size: 1, index: 0, path: [], root: GENUINE, signature: SIGNATURE },
    };
    return receipt;
  }

  private disguised(receipt: Receipt): unknown {
    if (this.weather === 'other-id') return { ...receipt, id: '00000000-0000-4000-8000-000000000000' };
    if (this.weather === 'other-digest') return { ...receipt, digest: 'b'.repeat(64) };
    if (this.weather === 'forged') return { ...receipt, group: { ...receipt.group, root: 'f'.repeat(64) } };
    return this.weather === 'broken-receipt' ? { ...receipt, number: 7 } : receipt;
  }
}

/** In place of a signature: whether the model's root stands in the receipt. */
export function isGenuine(receipt: Receipt): boolean {
  return receipt.group.root === GENUINE;
}

/** In place of SHA-256: 64 hex digits (FNV-1a, repeated). */
export function cheapDigest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').repeat(8);
}

function reply(status: number, body: unknown, retryAfter: string | null = null): Reply {
  return { status, body: typeof body === 'string' ? body : JSON.stringify(body), retryAfter, date: null };
}
