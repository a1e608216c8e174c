/** What the client accepts and what it already holds (RFC 9110, 12.5.3 and 13.1.2). */

export type Encoding = 'br' | 'gzip' | 'identity';

/** The best encoding we make that the client takes; brotli wins a draw, `identity` when the header is missing. */
export function chooseEncoding(header: string | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
    if (name !== '') weights.set(name.trim(), quality === undefined ? 1 : Number(quality));
  }
  const weight = (name: Encoding): number => weights.get(name) ?? weights.get('*') ?? 0;
  if (weight('br') > 0 && weight('br') >= weight('gzip')) return 'br';
  return weight('gzip') > 0 ? 'gzip' : 'identity';
}

/** Whether `If-None-Match` names this entity tag; weak comparison, `*` matches. */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((entry) => {
    const tag = entry.trim();
    return tag === '*' || tag.replace(/^W\//, '') === etag;
  });
}
