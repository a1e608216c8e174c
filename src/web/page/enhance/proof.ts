/** The page's own proof, before anything is asked of the network. */
import { fromBase64Url, fromHex } from '../../../core/domain/bytes.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { leafHash, verifyMerkleProof } from '../../../core/domain/merkle.ts';
import { openingsMatch } from '../../../core/snapshot/opening.ts';
import { type PageFacts, pageFacts } from '../../../core/snapshot/page-facts.ts';
import { PAGE_PROOF_ID, type PageProof } from '../../../core/snapshot/page-proof.ts';
import { type PublicView, publicNow } from '../../../core/snapshot/public-now.ts';
import { recordBytes } from '../../../core/snapshot/record.ts';
import { dayWords, lang } from './language.ts';

export interface CarriedProof {
  readonly proof: PageProof;
  /** What the page showed on the day it was rendered. */
  readonly view: PublicView;
  /** Whether the page shows just that, at an address of its own. Else it is not genuine, whatever is signed. */
  readonly sound: boolean;
}

/**
 * Reads the data block and compares the visible text with it. Null when the block cannot be read.
 */
export function readProof(page: Document): CarriedProof | null {
  try {
    // Not verified yet: whatever does not have the shape throws on the way.
    const proof = JSON.parse(String(page.querySelector(`#${PAGE_PROOF_ID}`)?.textContent)) as PageProof;
    // A page without its day would hide what has none: as a text that sorts after every date it is never genuine.
    const day = String(page.querySelector<HTMLElement>('#page')?.dataset.day) as IsoDate;
    const view = publicNow(proof.record, proof.openings, day);
    const facts = pageFacts(view, lang, dayWords);
    // A genuine page of one institution, under the address on another's board, is not genuine there. Saved or forwarded
    // under any other name it has no code to compare; nor has a code typed with blanks, or with letters that codes leave
    // out, as it stands on no board and in no link.
    const elsewhere = RegExp(`/i/(?!${view.record.code})[^OISVZ\\W_]{10}\\b`, 'i').test(location.pathname);
    const sound = proof.v === 1 && proof.pin.rootSha256 > '' && !elsewhere && factsMatch(page, facts);
    return { proof, view, sound };
  } catch {
    return null;
  }
}

/** Whether every fact stands in the page, none altered, none besides. */
export function factsMatch(page: ParentNode, facts: PageFacts): boolean {
  const seen = new Set<string>();
  for (const element of page.querySelectorAll<HTMLElement>('[data-f]')) {
    const key = String(element.dataset.f);
    if (element.textContent !== facts.get(key)) return false;
    seen.add(key);
  }
  return seen.size === facts.size;
}

/** Leaf under the root that the page names, and every opening under a commitment of the record. */
export async function provesItself({ proof, view }: CarriedProof): Promise<boolean> {
  const { index, release, openings } = proof;
  try {
    const hashes = proof.path.map((hash) => fromBase64Url(hash) ?? new Uint8Array(0));
    const root = fromHex(release.root) ?? new Uint8Array(0);
    const leaf = await leafHash(recordBytes(view.record));
    const under = await verifyMerkleProof({ leaf, index, count: release.count, proof: hashes, root });
    return under && (await openingsMatch(view.record.sealed, openings));
  } catch {
    return false; // a salt that is none, a path that is no list
  }
}

/** The view of a later day; penalties, reasons and validity end by date alone. */
export function viewOn({ proof, view }: CarriedProof, day: IsoDate): PublicView {
  return publicNow(view.record, proof.openings, day);
}
