/** Reads a printed claim by the release that the app holds. A chunk of its own: only boards bring one. */
import { fromUtf8 } from '../../core/domain/bytes.ts';
import { type InstitutionCode, parseInstitutionCode } from '../../core/domain/institution-code.ts';
import { parseClaim, pathOfClaim, verifyClaim } from '../../core/trust/claim.ts';
import { type ClaimKeys, claimKeysPath, parseClaimKeys } from '../../core/trust/claim-keys.ts';
import { type ClaimContext, type ClaimOutcome, claimMessage } from '../page/claim/message.ts';
import type { ClaimMessage } from '../page/types.ts';
import type { Shown } from './data/controller.ts';
import type { Dataset } from './data/dataset.ts';

/** What is known only when it is said. */
export type ClaimSetting = Pick<ClaimContext, 'view' | 'verification' | 'lang' | 'here'>;

/** Beyond so many institutions a phone would look for seconds whose claim it may be. */
const SEARCHED = 4000;

/** Puts the outcome of a claim at an institution's address into words. */
export async function readClaim(
  text: string,
  code: InstitutionCode,
  { data, release }: Shown,
): Promise<(setting: ClaimSetting) => ClaimMessage> {
  const bytes = release.files.get(claimKeysPath(data.bureau.id));
  const keys = bytes ? parseClaimKeys(fromUtf8(bytes)) : null;
  const signed = keys?.ok ? keys.value : null;
  const outcome = await outcomeOf(text, code, signed, data);
  const { phone } = data.bureau;
  return (setting) => claimMessage(outcome, { ...setting, text, signed, phone });
}

async function outcomeOf(
  text: string,
  code: InstitutionCode,
  signed: ClaimKeys | null,
  data: Dataset,
): Promise<ClaimOutcome> {
  if (parseClaim(text) === null) return { status: 'not-a-claim' };
  if (signed === null) return { status: 'unchecked' };
  const check = await verifyClaim(text, `/i/${code}`, signed.keys);
  return check.status === 'forged' ? ((await elsewhere(text, signed, data)) ?? check) : check;
}

/** The institution of this release that the claim was made for. */
async function elsewhere(text: string, { keys }: ClaimKeys, data: Dataset): Promise<ClaimOutcome | null> {
  if (data.entries.length > SEARCHED) return null;
  const paths = data.entries.map(({ code }) => `/i/${code}`);
  const path = await pathOfClaim(text, paths, keys);
  const found =
    path === null ? null : await data.find(parseInstitutionCode(path.slice('/i/'.length)) as InstitutionCode);
  return found && { status: 'elsewhere', inst: found.record.name, address: found.record.address };
}
