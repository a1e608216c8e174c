/** The bureau's claim keys as signed: out of the verified source, or the copy kept from an earlier visit. */
import { sha256, toHex, utf8 } from '../../../core/domain/bytes.ts';
import { type ClaimKeys, claimKeysPath } from '../../../core/trust/claim-keys.ts';
import type { Trusted } from '../../../core/trust/trusted.ts';
import type { PageStorage } from '../device-storage.ts';

/** Where the copy lies: without a network the page's script holds no key files. */
const KEPT = 'yixinma-claims';

/** What the page's check verified; neither is there when it came to nothing. */
export interface VerifiedSource {
  /** The signed list of files. */
  readonly trusted?: Pick<Trusted, 'target'>;
  /** Text files by signed path, as they came; what is taken from here is checked against the list. */
  readonly files?: ReadonlyMap<string, string>;
}

/** Null when there is none that is signed. */
export async function signedClaimKeys(
  { trusted, files }: VerifiedSource,
  bureau: string,
  storage: PageStorage,
): Promise<ClaimKeys | null> {
  const path = claimKeysPath(bureau);
  const text = files?.get(path) ?? storage.getItem(KEPT) ?? '';
  if (trusted?.target(path)?.sha256 !== toHex(await sha256(utf8(text)))) return null;
  keep(storage, text);
  // Its bytes are verified, so its shape is what the publisher wrote.
  return JSON.parse(text);
}

function keep(storage: PageStorage, text: string): void {
  try {
    storage.setItem(KEPT, text);
  } catch {
    // Full or forbidden: it serves today and is forgotten.
  }
}
