/** What browsers may load for our pages, as a header and, for hosts that send none, in the app's shell. */

/** The policy of all pages. Inline style is allowed by hash only: the static page's one style sheet. */
export function contentSecurityPolicy(styleHashes: readonly string[]): string {
  const styles = ["'self'", ...styleHashes.map((hash) => `'${hash}'`)].join(' ');
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src ${styles}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The same for `<meta>`, where browsers do not read who may frame a page, and say so. */
export function metaPolicy(styleHashes: readonly string[]): string {
  return contentSecurityPolicy(styleHashes).replace(/; frame-ancestors [^;]*/, '');
}
