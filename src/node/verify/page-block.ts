/**
 * What a saved page says of itself, read as a browser reads it: its data block, and the day on which it was rendered. Whoever made
 * the page may want this to take for ever: every reading goes through the text once.
 */
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import { PAGE_PROOF_ID, type PageProof } from '../../core/snapshot/page-proof.ts';
import { readJson } from '../../core/trust/json.ts';

/** Characters of a page; none of ours has a tenth of it, and what is longer is none. */
export const PAGE_LIMIT = 1024 * 1024;

/** The proof that a page carries; null when there is none, more than one, or it is not JSON. What it says is not verified yet. */
export function proofOfPage(html: string): PageProof | null {
  // A browser takes the first element of that name; a second one, in a comment perhaps, would be read here and not there.
  if (html.length > PAGE_LIMIT || countNamed(html) !== 1) return null;
  const text = blockIn(html);
  if (text === null) return null;
  try {
    // Of two equal keys JSON.parse takes the last: this refuses them.
    readJson(text);
    const proof = JSON.parse(text) as PageProof;
    return proof.v === 1 && typeof proof.record === 'object' && proof.record !== null ? proof : null;
  } catch {
    return null;
  }
}

/**
 * Why a page has no proof that can be read: there is none, it stands in the part that is missing, or it is there and none of ours.
 * What our pages carry stands at their very end.
 */
export function whyNoProof(html: string): 'no proof' | 'cut off' | 'proof unreadable' {
  if (html.length > PAGE_LIMIT) return 'proof unreadable';
  const count = countNamed(html);
  if (count === 0) return dayOfPage(html) !== null && !ENDED.test(html) ? 'cut off' : 'no proof';
  const at = html.indexOf(` id="${PAGE_PROOF_ID}"`);
  return count === 1 && at >= 0 && !html.includes('</script', at) ? 'cut off' : 'proof unreadable';
}

/** How a page ends: ours with a script, one that a browser wrote down with its document. */
const ENDED = /<\/(?:script|body|html)>\s{0,1000}$/i;

/** Attributes in any order: React writes them as it likes. */
function blockIn(html: string): string | null {
  const at = html.indexOf(` id="${PAGE_PROOF_ID}"`);
  const close = html.indexOf('>', at);
  if (at < 0 || close < 0) return null;
  const tag = html.slice(html.lastIndexOf('<', at), close);
  const end = html.indexOf('<', close);
  const isBlock = /^<script\s/.test(tag) && tag.includes(' type="application/json"');
  return isBlock && html.startsWith('</script>', end) ? html.slice(close + 1, end) : null;
}

/** How often there may be an element of that name, its letters escaped or not. */
function countNamed(html: string): number {
  const end = nextIn(html, /["'\s>]/g);
  const name = nextIn(html, new RegExp(`${PAGE_PROOF_ID}|&`, 'gi'));
  let count = 0;
  for (const id of html.matchAll(/\bid\s*=\s*["']?/gi)) {
    const value = id.index + id[0].length;
    if (name(value) < end(value)) count++;
  }
  return count;
}

/** Where the pattern is next; asked for places that only grow, it reads the text once. */
function nextIn(text: string, pattern: RegExp): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found >= from) return found;
    pattern.lastIndex = from;
    found = pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    return found;
  };
}

/** What may make a tag the page's own, or claim to. */
const PAGES = /[<>]|\bdata-day\b|\bid\s*=\s*["']?page\b/gi;
const RENDERED = /^<[a-z]+(?=[^>]* id="page")[^>]* data-day="([^"]*)"/;

/**
 * The day of rendering, by which the page's script takes down what lapsed since; null when the page has none, more than
 * one, or what is no day: on a phone such a page fails its check.
 */
export function dayOfPage(html: string): IsoDate | null {
  if (html.length > PAGE_LIMIT) return null;
  const tags = new Set<number>();
  let open = -1;
  for (const { 0: token, index } of html.matchAll(PAGES)) {
    if (token === '<') open = index;
    else if (token === '>') open = -1;
    else if (open >= 0) tags.add(open);
  }
  const [at] = tags;
  if (at === undefined || tags.size !== 1) return null;
  return parseIsoDate(RENDERED.exec(html.slice(at, html.indexOf('>', at) + 1))?.[1] ?? '');
}
