/** `TRUST_PROXY`: which reverse proxies may say where a request came from. */
import { isIP } from 'node:net';

/** Names that the proxy rules know: 127.0.0.0/8 and ::1, link-local, and private networks (RFC 1918, RFC 4193). */
const NAMED: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * A number of proxies (`1`), or their addresses and networks (`10.0.0.0/8,loopback`). Nothing: none, whatever a request
 * says of itself. Null when it is neither.
 */
export function parseTrustProxy(text: string | undefined): false | number | readonly string[] | null {
  const typed = text?.trim() ?? '';
  if (typed === '' || typed === '0') return false;
  if (/^[1-9]$/.test(typed)) return Number(typed);
  const entries = typed.split(',').map((entry) => entry.trim());
  return entries.every(isNetwork) ? entries : null;
}

function isNetwork(entry: string): boolean {
  if (NAMED.has(entry)) return true;
  const [address = '', length, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}
