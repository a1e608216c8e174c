/** From a request's target to what it asks for. Pure: no file is looked at here. */
import { APP_PATHS } from '../../core/domain/app-paths.ts';
import { parseInstitutionCode } from '../../core/domain/institution-code.ts';

/** What a target asks for; `candidates` are paths below the site, `/`-separated, tried in order. */
export type Route =
  | { readonly kind: 'refused'; readonly status: 400 | 414 }
  | { readonly kind: 'health' }
  | { readonly kind: 'file'; readonly candidates: readonly string[]; readonly missing: Missing };

/** What to say when no candidate exists: the app's shell (200), the page of what is not there, or plain text. */
export type Missing = 'shell' | 'page-404' | 'text-404';

const MAX_TARGET = 2048;
/** First segments that the app answers itself where no file does; `i/` and `en/` are pages, which exist or do not. */
export const APP_ROUTES: ReadonlySet<string> = new Set(
  APP_PATHS.map((path) => path.split('/')[1] ?? '').filter((first) => !['', 'i', 'en'].includes(first)),
);
const SHELL = 'index.html';

/**
 * Reads the target of a request line. Refuses, instead of repairing, whatever a traversal is made of: `..`, `.`, encoded
 * slashes, backslashes, NUL and other control characters, colons (drives and streams of Windows), names that end in a
 * dot or a blank (Windows drops them), hidden names. Decoding happens once, so `%252e` stays a harmless odd name.
 */
export function routeOf(target: string): Route {
  if (target.length > MAX_TARGET) return { kind: 'refused', status: 414 };
  const segments = readSegments(target);
  if (segments === null) return { kind: 'refused', status: 400 };
  const path = segments.join('/');
  const [first = ''] = segments;
  if (path === 'healthz') return { kind: 'health' };
  if (path === '') return { kind: 'file', candidates: [SHELL], missing: 'page-404' };
  if (first === 'd') return { kind: 'file', candidates: [path], missing: 'text-404' };
  const page = pageOf(segments);
  if (page !== null) {
    // A program that asks for a file must not be answered with a page.
    const missing = extensionOf(page.typed) === '.json' ? 'text-404' : 'page-404';
    return { kind: 'file', candidates: pageCandidates(page.folder, page.typed), missing };
  }
  const candidates = path.endsWith('/') ? [] : [path, ...(extensionOf(path) === '' ? [`${path}.html`] : [])];
  return { kind: 'file', candidates, missing: isAppRoute(first, path) ? 'shell' : 'page-404' };
}

/** At the root of the host, beside any folder: for whoever watches this server. */
const HOST_TARGETS = /^\/(?:healthz|metrics)(?:[?#]|$)/;

/** The target below the site's folder; null outside of it. */
export function withinSite(target: string, basePath: string): string | null {
  if (basePath === '/' || HOST_TARGETS.test(target)) return target;
  return target.startsWith(basePath) ? target.slice(basePath.length - 1) : null;
}

/** Whether a target is the intake service's: `/api/…` and `/metrics`. What `routeOf` refuses is not. */
export function isIntakeTarget(target: string): boolean {
  if (target.length > MAX_TARGET) return false;
  const segments = readSegments(target);
  return segments !== null && (segments[0] === 'api' || (segments[0] === 'metrics' && segments.length === 1));
}

/** Paths below the site that are open data, which pages of other origins may fetch: signed files, and `i/<code>.json`. */
export const OPEN_DATA = /^(?:d\/.+|i\/[^/]+\.json)$/;

export function isOpenData(path: string): boolean {
  return OPEN_DATA.test(path);
}

/** A path below the site in the folder of the institutions' pages, of either language, or of the public lists. */
export function isPage(path: string): boolean {
  return /^(?:en\/)?(?:i\/|lists(?:-[^/]*)?(?:\.html)?$)/.test(path);
}

/** The lower-case extension with its dot; empty when there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

function isAppRoute(first: string, path: string): boolean {
  return APP_ROUTES.has(first) && extensionOf(path) === '';
}

/** `/i/<typed>` and, in English, `/en/i/<typed>`. */
function pageOf(segments: readonly string[]): { readonly folder: 'i' | 'en/i'; readonly typed: string } | null {
  const english = segments[0] === 'en';
  const [folder, typed = '', ...more] = english ? segments.slice(1) : segments;
  return folder === 'i' && more.length === 0 ? { folder: english ? 'en/i' : 'i', typed } : null;
}

/** The page of a code, however it was typed: as it stands, then in the spelling of files, upper case and lower case. */
function pageCandidates(folder: string, typed: string): readonly string[] {
  if (typed === '') return [];
  if (extensionOf(typed) !== '') return [`${folder}/${typed}`];
  const code = parseInstitutionCode(typed);
  const spellings = code === null ? [typed] : [typed, code, code.toLowerCase()];
  return [...new Set(spellings)].map((spelling) => `${folder}/${spelling}.html`);
}

function readSegments(target: string): readonly string[] | null {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (!path.startsWith('/')) return null;
  const segments: string[] = [];
  const raw = path.slice(1).split('/');
  for (const [at, part] of raw.entries()) {
    const segment = decodeOnce(part);
    if (segment === null) return null;
    // A slash at the end names the same page; an empty segment elsewhere is nobody's path.
    if (segment === '' && at !== raw.length - 1) return null;
    if (segment !== '' && !isPlainName(segment)) return null;
    if (segment !== '') segments.push(segment);
  }
  return segments;
}

function decodeOnce(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function isPlainName(segment: string): boolean {
  for (const character of segment) {
    if (character < ' ' || character === '\u007f' || '/\\:'.includes(character)) return false;
  }
  return !segment.startsWith('.') && !/[. ]$/.test(segment);
}
