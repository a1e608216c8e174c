/**
 * What the code on a board claimed. A chunk of its own, loaded by the page's script only when the address ends in a claim.
 * Silent unless everything that it stands on was verified.
 */
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import { verifyClaim } from '../../../core/trust/claim.ts';
import { claimEn, claimZh } from '../../../core/words/board.ts';
import { openStorage } from '../device-storage.ts';
import type { Verification } from '../types.ts';
import { signedClaimKeys, type VerifiedSource } from './keys.ts';
import { type ClaimMessage, claimMessage } from './message.ts';

/** A result of the page's check. */
export interface Checked extends VerifiedSource {
  readonly verification: Verification;
}

/** @param view what stands in the page after its check; its record was proven */
export async function showClaim(checked: Checked, view: PublicView): Promise<void> {
  const { bureau, code } = view.record;
  const signed = await signedClaimKeys(checked, bureau, openStorage());
  if (!signed) return;
  const check = await verifyClaim(location.hash.slice(1), `/i/${code}`, signed.keys);
  const english = document.documentElement.lang === 'en';
  const [words, lang] = english ? ([claimEn, 'en'] as const) : ([claimZh, 'zh'] as const);
  const line = document.getElementById('ver');
  const { phone = '' } = line?.dataset ?? {};
  const message = claimMessage(check, {
    view,
    verification: checked.verification,
    marks: signed.marks,
    words,
    lang,
    phone,
  });
  if (line && message) insert(line, message);
}

/**
 * A board that agrees is told below the verification line; one that does not, directly below the mark, where whoever
 * compares the two is looking. In the document before its text: only then is a status announced.
 */
function insert(line: HTMLElement, { tone, lines }: ClaimMessage): void {
  const box = document.createElement('div');
  box.setAttribute('role', 'status');
  if (tone === 'aged') {
    box.className = 'changed ver claim aged';
    (document.querySelector('.now,.grade > .state:not([hidden])') ?? line).after(box);
  } else {
    box.className = `ver claim ${tone}`;
    line.after(box);
  }
  const words = box.appendChild(document.createElement('div'));
  for (const text of lines) words.appendChild(document.createElement('p')).textContent = text;
}
