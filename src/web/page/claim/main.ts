/**
 * What the code on a board claimed. A chunk of its own, loaded by the page's script only when the address ends in digits.
 * Whatever was not verified is said to be so.
 */
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import { parseClaim, verifyClaim } from '../../../core/trust/claim.ts';
import type { ClaimKeys } from '../../../core/trust/claim-keys.ts';
import { openStorage } from '../device-storage.ts';
import type { ClaimMessage, Verification } from '../types.ts';
import { signedClaimKeys, type VerifiedSource } from './keys.ts';
import { type ClaimOutcome, claimMessage } from './message.ts';

/** A result of the page's check. */
export interface Checked extends VerifiedSource {
  readonly verification: Verification;
}

/** @param view what stands in the page after its check */
export async function showClaim(checked: Checked, view: PublicView): Promise<void> {
  const { verification } = checked;
  // The page itself is not to be relied on: nothing is compared with it.
  if (verification.kind === 'bad') return;
  const text = location.hash.slice(1);
  const path = `/i/${view.record.code}`;
  const signed = crypto.subtle ? await signedClaimKeys(checked, view.record.bureau, openStorage()) : null;
  const line = document.getElementById('ver');
  if (!line) return;
  const message = claimMessage(await outcomeOf(text, path, signed), {
    text,
    view,
    verification,
    signed,
    here: siteOf(location, path),
    lang: document.documentElement.lang === 'en' ? 'en' : 'zh',
    phone: line.dataset.phone ?? '',
  });
  insert(line, message);
}

async function outcomeOf(text: string, path: string, signed: ClaimKeys | null): Promise<ClaimOutcome> {
  if (!parseClaim(text)) return { status: 'not-a-claim' };
  if (signed) return verifyClaim(text, path, signed.keys);
  return { status: crypto.subtle ? 'unchecked' : 'cannot' };
}

/** The site's address before the path of the code, in either language; null where the page lies elsewhere. */
function siteOf({ origin, pathname }: Location, path: string): string | null {
  const [, folder] = RegExp(`^(.*?)(?:/en)?${path}$`, 'i').exec(pathname) ?? [];
  return folder === undefined ? null : origin + folder;
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
