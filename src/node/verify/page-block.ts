/** The data block of a saved page. */
import { PAGE_PROOF_ID, type PageProof } from '../../core/snapshot/page-proof.ts';

/** Attributes in any order: React writes them as it likes. */
const BLOCK = new RegExp(
  `<script(?=[^>]* id="${PAGE_PROOF_ID}")(?=[^>]* type="application/json")[^>]*>([^<]*)</script>`,
);

/** The proof that a page carries; null when there is none or it is not JSON. What it says is not verified yet. */
export function proofOfPage(html: string): PageProof | null {
  const text = BLOCK.exec(html)?.[1];
  if (text === undefined) return null;
  try {
    const proof = JSON.parse(text) as PageProof;
    return proof.v === 1 && typeof proof.record === 'object' && proof.record !== null ? proof : null;
  } catch {
    return null;
  }
}
