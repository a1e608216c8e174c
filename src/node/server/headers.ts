/** What every answer carries: content type, caching, and the rules that browsers enforce for us. */
import type { Bureau } from '../../core/domain/bureau.ts';
import { contentSecurityPolicy } from '../publish/content-policy.ts';
import { extensionOf } from './paths.ts';

export const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.pem': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.bin': 'application/octet-stream',
};

export function contentType(path: string): string {
  return TYPES[extensionOf(path)] ?? 'application/octet-stream';
}

/** Only text is compressed on the way; `.bin` is signed as its compressed bytes and must arrive as them. */
export function isCompressible(path: string): boolean {
  return contentType(path).includes('charset=') || extensionOf(path) === '.wasm';
}

/** Paths below the site whose content never changes. */
export const HASHED_ASSET = /^assets\/.+[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
/** What says which release is the newest. */
export const NEWEST = /^d\/(?:.+\/)?(?:timestamp|bundle)\.json$/;

/**
 * How long a copy may live. Signed data files have names that never change their content, yet are asked for again each
 * time: a penalty past its term must leave shared caches too, on the day, and not a year later (policy facts).
 */
export function cacheControl(path: string): string {
  if (NEWEST.test(path)) return 'no-store';
  if (HASHED_ASSET.test(path)) return 'public, max-age=31536000, immutable';
  return 'no-cache';
}

const HASH = /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}$/;

const BASE = /^\/(?:[\w.-]+\/)*$/;

/** What the publisher tells a server about its site. */
export interface SiteRules {
  readonly styleHashes: readonly string[];
  /** Path of the home page, from slash to slash. */
  readonly basePath: string;
  /** How institutions' pages come to the host. */
  readonly pages: NonNullable<Bureau['pages']>;
  /** Folders below it in which sites of bureaus lie, on a province's host. */
  readonly folders: readonly string[];
}

const FOLDER = /^[a-z0-9][a-z0-9-]*$/;

/** Reads `headers.json`. What is not a hash, or not a path, is dropped: nothing else may reach a header. */
export function parseSiteRules(text: string): SiteRules {
  const { styleHashes, basePath, pages, folders } = recordOf(text);
  return {
    styleHashes: Array.isArray(styleHashes)
      ? styleHashes.filter((hash): hash is string => typeof hash === 'string' && HASH.test(hash))
      : [],
    basePath: typeof basePath === 'string' && BASE.test(basePath) ? basePath : '/',
    pages: pages === 'on-request' || pages === 'folders' ? pages : 'files',
    folders: Array.isArray(folders)
      ? folders.filter((folder): folder is string => typeof folder === 'string' && FOLDER.test(folder))
      : [],
  };
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/**
 * For open data: any page may read it, and no search engine keeps it – a penalty past its term must leave everywhere.
 * Everything else stays with its own origin. No preflight is answered: a plain GET needs none.
 */
export const OPEN_DATA_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Robots-Tag': 'noindex',
};

export interface Transport {
  /** Over TLS. */
  readonly secure: boolean;
  /** With a certificate of our own making: HSTS would then lock people out, were they to trust it once. */
  readonly selfSigned: boolean;
}

/** The rules that go with every answer, errors included. */
export function securityHeaders(styleHashes: readonly string[], transport: Transport): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(styleHashes),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(transport.secure && !transport.selfSigned ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}
