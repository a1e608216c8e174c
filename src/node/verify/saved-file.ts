/** What a file is that somebody saved: an institution's page, or its record for programs. */
import { canonicalJson, type Json } from '../../core/snapshot/canonical.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import { readOpenData } from './open-data.ts';
import { proofOfPage, whyNoProof } from './page-block.ts';
import type { Carried } from './record-fault.ts';

export interface SavedFile {
  readonly kind: 'page' | 'record';
  /** The page, or the record's file in its one spelling. */
  readonly text: string;
  readonly carried: Carried;
  readonly openings: readonly Opening[];
  readonly lang: PageLang;
}

/** Why a file cannot be checked. */
export type SavedFault =
  /** A page of which the saving left the proof out: `.mhtml` and `.webarchive`. */
  | 'no-script'
  /** A page without a proof: another page of the site, or none of ours. */
  | 'no-proof'
  /** A page of which the end is missing, and the proof with it. */
  | 'cut-off'
  /** A page with a proof that cannot be read: altered, or damaged. */
  | 'bad-proof'
  /** A file of the signed repository, which says nothing alone. */
  | 'metadata'
  /** A zip, which is unpacked first. */
  | 'zip'
  | 'unknown';

/** Reads a file by what stands in it, not by its name. Nothing it says is verified. */
export function readSaved(bytes: Uint8Array): SavedFile | SavedFault {
  const text = new TextDecoder().decode(bytes).trimStart();
  if (text.startsWith('PK\u0003\u0004')) return 'zip';
  if (text.startsWith('bplist') || /^(?:From|MIME-Version|Snapshot-Content-Location):/i.test(text)) return 'no-script';
  if (text.startsWith('{')) return recordIn(text);
  return text.startsWith('<') ? pageIn(text) : 'unknown';
}

function recordIn(text: string): SavedFile | SavedFault {
  const data = readOpenData(text);
  if (data === null) return /"(?:signed|signatures|roots)"/.test(text) ? 'metadata' : 'unknown';
  try {
    // A browser or an editor may have written it with other blanks.
    const own = `${canonicalJson(JSON.parse(text) as Json)}\n`;
    return { kind: 'record', text: own, carried: data, openings: data.openings, lang: 'zh' };
  } catch {
    return 'unknown'; // a number that no file of ours holds
  }
}

const FAULTS = { 'no proof': 'no-proof', 'cut off': 'cut-off', 'proof unreadable': 'bad-proof' } as const;

function pageIn(html: string): SavedFile | SavedFault {
  const proof = proofOfPage(html);
  if (proof === null) return FAULTS[whyNoProof(html)];
  const carried: Carried = { ...proof, fingerprint: proof.pin.rootSha256 };
  const lang = /<html[^>]{0,1000}\slang="?en/i.test(html) ? 'en' : 'zh';
  return { kind: 'page', text: html, carried, openings: proof.openings, lang };
}
