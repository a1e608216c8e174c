/** Every refusal of the service: status, code for programs, and for people what to do. One table, tested whole. */
import type { Refusal, RefusalCode } from '../../core/complaint/protocol.ts';

interface Kind {
  readonly status: number;
  readonly code: RefusalCode;
  readonly message: string;
}

/** By why. Several whys share a code: programs act on the code, people read the message. */
export const REFUSALS = {
  malformed: {
    status: 400,
    code: 'bad-request',
    message:
      '请求不是有效的JSON。请刷新页面后重新提交。/ The request is not valid JSON: reload the page and submit again.',
  },
  'cross-origin': {
    status: 403,
    code: 'bad-request',
    message:
      '只接受从本站页面送出的内容。请打开本站后再提交。/ Only pages of this site may send: open this site and submit there.',
  },
  'metrics-closed': {
    status: 403,
    code: 'bad-request',
    message:
      '运行指标不公开。请在本机查看，或带上METRICS_TOKEN。/ Metrics are not public: read them on this machine, or send METRICS_TOKEN as a bearer token.',
  },
  'no-route': {
    status: 404,
    code: 'bad-request',
    message: '没有这个接口，请查看/api/openapi.json。/ There is no such address: see /api/openapi.json.',
  },
  method: {
    status: 405,
    code: 'bad-request',
    message:
      '这个接口不接受这种方法，请按Allow所列的方法。/ This address does not take this method: use the one that Allow names.',
  },
  'media-type': {
    status: 415,
    code: 'bad-request',
    message: '请以application/json送出，不要压缩。/ Send application/json, not compressed.',
  },
  'other-content': {
    status: 409,
    code: 'other-content',
    message:
      '同一件已存有不同的内容，本次没有接收。请作为新的一件重新提交。/ Other content is stored under this id; this was not taken. Submit it as a new one.',
  },
  'parts-missing': {
    status: 409,
    code: 'parts-missing',
    message:
      '照片还没有送全。请补送missing所列的部分，再送一次。/ Photos are incomplete: send the parts listed in missing, then this again.',
  },
  'too-large': {
    status: 413,
    code: 'too-large',
    message: '内容太大。请减少照片或文字后重新提交。/ Too large: send fewer photos or less text.',
  },
  invalid: {
    status: 422,
    code: 'invalid',
    message:
      '内容格式不对（见faults）。请刷新页面后重新提交。/ The content is malformed (see faults): reload the page and submit again.',
  },
  'wrong-bureau': {
    status: 422,
    code: 'wrong-bureau',
    message:
      '这件不是写给本局的。请从原来的网站提交。/ This is addressed to another bureau: submit it on the site it was written on.',
  },
  'unknown-key': {
    status: 422,
    code: 'unknown-key',
    message:
      '加密所用的公钥不是本局的。请联网刷新页面后重新提交。/ It is sealed to a key that is not this bureau’s: reload the page online and submit again.',
  },
  'more-work': {
    status: 429,
    code: 'more-work',
    message:
      '需要更多计算来确认不是批量提交（见bits）；有Retry-After时也可等待后再送。/ More work is asked for (see bits); where Retry-After is given, waiting will do too.',
  },
  busy: {
    status: 429,
    code: 'busy',
    message:
      '提交的人较多，请按Retry-After稍候再送。内容仍在您的手机上。/ Busy: try again after Retry-After. Nothing is lost, it is still on your phone.',
  },
  'parts-full': {
    status: 429,
    code: 'busy',
    message:
      '等待中的照片较多，请按Retry-After稍候再送。文字可以不带照片先提交。/ Many photos are waiting: try again after Retry-After, or submit without photos.',
  },
  closed: {
    status: 503,
    code: 'busy',
    message:
      '本局目前不接收网上提交。内容仍在您的手机上，也可拨打本局电话。/ The bureau takes nothing online at present. It is still on your phone; you may also call.',
  },
  fault: {
    status: 503,
    code: 'busy',
    message:
      '服务暂时不可用，请按Retry-After稍候再送。内容仍在您的手机上。/ Not available for the moment: try again after Retry-After. It is still on your phone.',
  },
  full: {
    status: 507,
    code: 'full',
    message:
      '服务器存储已满，请按Retry-After稍候再送，急事请拨打本局电话。/ The server’s disk is full: try again after Retry-After; if urgent, call the bureau.',
  },
  'no-such-number': {
    status: 404,
    code: 'not-found',
    message: '没有查到。请核对回执编号和查询码。/ Nothing found: check the receipt number and the lookup code.',
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type RefusalKind = keyof typeof REFUSALS;

/** What goes back to the client. `code` is for logs and metrics: the refusal's, or `ok`. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly code: RefusalCode | 'ok';
  readonly headers: Readonly<Record<string, string>>;
}

export function accepted(status: 200 | 201, body: object): Answer {
  return { status, body, code: 'ok', headers: {} };
}

/** `retryAfter` in seconds. */
export function refuse(
  kind: RefusalKind,
  more: Pick<Refusal, 'bits' | 'missing' | 'faults'> & { readonly retryAfter?: number | null } = {},
): Answer {
  const { status, code, message } = REFUSALS[kind];
  const { retryAfter, ...data } = more;
  const body: Refusal = { code, message, ...data };
  return { status, body, code, headers: retryAfter == null ? {} : { 'Retry-After': String(retryAfter) } };
}

const MOST_FAULTS = 10;

/** Faults as they go back: where and what was expected, never what was received – a body must not be echoed. */
export function quietFaults(faults: readonly string[]): string[] {
  return faults.slice(0, MOST_FAULTS).map((fault) => fault.replace(/(?: but)? received .*$/is, '').slice(0, 160));
}
