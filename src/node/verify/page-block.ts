/** What a saved page says of itself, read as a browser reads it: its data block, and the day on which it was rendered. */
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import { PAGE_PROOF_ID, type PageProof } from '../../core/snapshot/page-proof.ts';

/** Attributes in any order: React writes them as it likes. */
const BLOCK = new RegExp(
  `<script(?=[^>]* id="${PAGE_PROOF_ID}")(?=[^>]* type="application/json")[^>]*>([^<]*)</script>`,
);

/** Whatever may be an element of that name, its letters escaped or not. */
const NAMED = new RegExp(`\\bid\\s*=\\s*["']?[^"'\\s>]*(?:${PAGE_PROOF_ID}|&)`, 'gi');

/** The proof that a page carries; null when there is none, more than one, or it is not JSON. What it says is not verified yet. */
export function proofOfPage(html: string): PageProof | null {
  const text = BLOCK.exec(html)?.[1];
  // A browser takes the first element of that name; a second one, in a comment perhaps, would be read here and not there.
  if (text === undefined || html.match(NAMED)?.length !== 1) return null;
  try {
    const proof = JSON.parse(text) as PageProof;
    return proof.v === 1 && typeof proof.record === 'object' && proof.record !== null ? proof : null;
  } catch {
    return null;
  }
}

const RENDERED = /<[a-z]+(?=[^>]* id="page")[^>]* data-day="([^"]*)"/;

/** Tags that may be the page's own, or claim to be. */
const PAGES = /<[^>]*?\b(?:data-day\b|id\s*=\s*["']?page\b)/gi;

/**
 * The day of rendering, by which the page's script takes down what lapsed since; null when the page has none, more than
 * one, or what is no day: on a phone such a page fails its check.
 */
export function dayOfPage(html: string): IsoDate | null {
  return html.match(PAGES)?.length === 1 ? parseIsoDate(RENDERED.exec(html)?.[1] ?? '') : null;
}
