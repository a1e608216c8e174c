/** Same origin, twice over: no CORS header lets another site's page read us, and what it sends is refused by this. */
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request may come from where it says it comes. Programs send no `Origin` and pass. `published` is the origin of
 * the bureau's site; beside it the host that was asked counts, so that a phone on the same network can use the demo.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, published: string | null): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return false;
  if (origin === undefined) return true;
  // Our pages say `no-referrer`: a browser then hides the origin of some requests, and vouches for them by this header.
  if (origin === 'null') return site === 'same-origin';
  if (origin === published) return true;
  return URL.canParse(origin) && new URL(origin).host !== '' && new URL(origin).host === host?.toLowerCase();
}

/** Headers by which a reverse proxy says that it stands in between. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/**
 * Who may read the metrics: whoever has the token; without a token this machine alone. A reverse proxy on this machine
 * asks from loopback too, so what was forwarded does not count as local. A proxy that adds none of these headers must not
 * pass `/metrics` on, or a token must be set.
 */
export function mayReadMetrics(
  request: { readonly headers: IncomingHttpHeaders; readonly socketAddress: string | undefined },
  token: string | null,
  sameText: (a: string, b: string) => boolean,
): boolean {
  if (token !== null) return sameText(request.headers.authorization ?? '', `Bearer ${token}`);
  if (FORWARDED.some((name) => request.headers[name] !== undefined)) return false;
  return isLoopback(request.socketAddress ?? '');
}

export function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|::ffff:127\.)/.test(address);
}
