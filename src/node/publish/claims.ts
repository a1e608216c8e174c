/** Printed claims on the bureau's side: the signed file that phones check them with, and the digits for a board. */

import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type Bytes, fromUtf8 } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { siteUrl } from '../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import { claimFits, claimStatement, makeClaimText } from '../../core/trust/claim.ts';
import { type ClaimKeys, claimKeysPath, parseClaimKeys } from '../../core/trust/claim-keys.ts';
import { fetchTarget } from '../../core/trust/updater.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { packJson } from './pack.ts';
import { type ClaimSigner, ensureClaimKeys } from './signing/claim-keys.ts';

/** What is published of claims, believed only as signed; null in a release that has none yet. */
export async function publishedClaims(
  dir: string,
  release: Pick<ReadRelease, 'trusted' | 'bureau'>,
): Promise<ClaimKeys | null> {
  const bytes = await fetchTarget(
    release.trusted,
    claimKeysPath(release.bureau.id),
    directoryFetcher(join(dir, 'site/d')),
  );
  const keys = bytes.ok ? parseClaimKeys(fromUtf8(bytes.value)) : null;
  return keys?.ok ? keys.value : null;
}

/**
 * `<bureau>/keys/claims.json`: all claim keys, and what the levels of each published year are called. The same bytes
 * while these are the same. Throws SigningError.
 */
export async function claimsTarget(
  dir: string,
  { bureau, terms, year, today }: { bureau: Bureau; terms: RulebookTerms; year: number; today: IsoDate },
  last: Pick<ReadRelease, 'trusted' | 'bureau'> | null,
  passphrase: () => Promise<string>,
): Promise<Map<string, Bytes>> {
  const before = last === null ? null : await publishedClaims(dir, last);
  const context = { origin: siteUrl(bureau), today, published: before?.keys ?? [] };
  const keys = await ensureClaimKeys(join(dir, 'keys'), context, passphrase);
  const marks = { ...before?.marks, [year]: terms.grades.map(({ mark }) => mark) };
  const file: ClaimKeys = { v: 1, bureau: bureau.id, keys: [...keys], marks };
  return new Map([[claimKeysPath(bureau.id), packJson(file)]]);
}

/** The digits for an institution's board; undefined without a grade in force, or where the code has no room for them. */
export function claimOf({ record, state }: PublicView, signer: ClaimSigner): string | undefined {
  if (state.kind !== 'graded' || !claimFits(signer.origin)) return undefined;
  const printed = { kid: signer.kid, year: record.year, level: state.grade.level };
  const statement = claimStatement(printed, { origin: signer.origin, path: `/i/${record.code}` });
  return makeClaimText({ ...printed, signature: signer.sign(statement) });
}
