/** What a file may be that nobody published, told by its name alone: none is opened, since a host decides by names what it serves. */

/**
 * `stranger`: a visitor may read it, or a browser run it, as the publisher's · `serving`: the host obeys it and may serve other
 * pages than those that were checked · `host`: hosts and systems lay it themselves, and nobody takes it for a page.
 */
export type StrangerKind = 'stranger' | 'serving' | 'host';

/** Rules of web servers and of hosts for static sites, and programs that a web server runs. */
const SERVING = new RegExp(
  `(?:^|/)(?:${[
    '\\.ht\\w+',
    '_(?:redirects|headers|routes\\.json|worker\\.js|config\\.yml)',
    '(?:web|\\w+)\\.config',
    '\\.user\\.ini',
    '(?:vercel|now|firebase|staticwebapp\\.config|netlify|wrangler)\\.(?:json|toml)',
    '[^/]*\\.(?:conf|php\\d?|phtml|phar|aspx?|ashx|jspx?|s?cgi|pl|py|rb|lua|s?html?\\.var)',
    '[^/]*\\.(?:shtml|stm)',
  ].join('|')})[. ]*$`,
  'i',
);

/** At the root of a host alone: what search engines and other services ask a host to lay there, and our own list for checking uploads. */
const AT_THE_ROOT = /^(?:[\w-]+\.txt|favicon\.ico|CNAME|\.nojekyll|listed\.sha256)$/;

/** What file managers leave behind. */
const LITTER = /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/;

/** RFC 8615; no pages, and no folders as a site has them. */
const WELL_KNOWN = /^\.well-known\/(?!(?:.*\/)?[id]\/)(?:[\w.-]+\/)*(?:[\w-]+|[\w.-]+\.(?:txt|json))$/;

/** @param path below a site or a copy */
export function strangerKind(path: string): StrangerKind {
  if (SERVING.test(path)) return 'serving';
  return AT_THE_ROOT.test(path) || LITTER.test(path) || WELL_KNOWN.test(path) ? 'host' : 'stranger';
}
