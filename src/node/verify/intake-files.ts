/** The signed files beside the data: whether phones can seal to these keys, check these receipts and boards, show these ratings. */
import { type IntakeKeys, keyId, parseIntakeKeys, parseReceiptKeys } from '../../core/complaint/keys.ts';
import { parseRatings } from '../../core/complaint/ratings.ts';
import { type Bytes, fromBase64Url, fromUtf8 } from '../../core/domain/bytes.ts';
import { parseClaimKeys } from '../../core/trust/claim-keys.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget } from '../../core/trust/updater.ts';
import type { ReadRelease } from './read-release.ts';

export interface IntakeFault {
  /** Signed path. */
  readonly file: string;
  readonly detail: string;
}

/**
 * Faults of `keys/intake.json`, `keys/receipts.json`, `keys/claims.json` and `ratings.json`. Their length and hash are the signed ones
 * already: what is wrong here was signed so.
 */
export async function checkIntakeFiles(fetcher: Fetcher, release: ReadRelease): Promise<IntakeFault[]> {
  const { bureau } = release;
  const keys = [`${bureau.id}/keys/intake.json`, `${bureau.id}/keys/receipts.json`];
  const paths = trustedPaths(release.trusted);
  const faults: IntakeFault[] = [];
  for (const file of keys) {
    if (bureau.intake === 'online' && !paths.includes(file)) faults.push({ file, detail: 'missing' });
  }
  for (const file of paths) {
    const check = CHECKS.find(([name]) => name.test(file))?.[1];
    if (check === undefined) continue;
    const bytes = await fetchTarget(release.trusted, file, fetcher);
    const detail = bytes.ok ? await check(textOf(bytes.value), bureau.id) : bytes.fault.code;
    if (detail !== null) faults.push({ file, detail });
  }
  return faults;
}

/** What is wrong with a file's text; null when nothing is. */
type Check = (text: string, bureau: string) => Promise<string | null>;

const CHECKS: readonly (readonly [name: RegExp, check: Check])[] = [
  [/\/keys\/intake\.json$/, checkIntake],
  [/\/keys\/receipts\.json$/, checkReceipts],
  [/\/keys\/claims\.json$/, checkClaims],
  [/\/ratings\.json$/, async (text, bureau) => strangerOr(parseRatings(text), bureau)],
];

async function checkClaims(text: string, bureau: string): Promise<string | null> {
  const keys = parseClaimKeys(text);
  return keys.ok ? strangerOr(keys.value, bureau) : `not readable: ${keys.fault.join(', ')}`;
}

async function checkIntake(text: string, bureau: string): Promise<string | null> {
  const keys = parseIntakeKeys(text);
  const fault = strangerOr(keys, bureau);
  if (keys === null || fault !== null) return fault;
  const lacking = (['desk', 'escrow'] as const).find((role) => !keys.recipients.some((one) => one.role === role));
  return lacking === undefined ? checkPoints(keys.recipients) : `no ${lacking} key`;
}

async function checkReceipts(text: string, bureau: string): Promise<string | null> {
  const keys = parseReceiptKeys(text);
  const fault = strangerOr(keys, bureau);
  return keys === null || fault !== null ? fault : checkPoints(keys.keys);
}

function strangerOr(file: { readonly bureau: string } | null, bureau: string): string | null {
  if (file === null) return 'unreadable';
  return file.bureau === bureau ? null : 'another bureau';
}

/** What is sealed to a point that is off the curve, or under another key's id, is lost. */
async function checkPoints(keys: readonly Pick<IntakeKeys['recipients'][number], 'id' | 'public'>[]) {
  for (const { id, public: text } of keys) {
    const point = fromBase64Url(text);
    if (point === null || (await keyId(point)) !== id || !(await isOnCurve(point))) return `key ${id}`;
  }
  return null;
}

async function isOnCurve(point: Bytes): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('raw', point, algorithm, false, ['verify']).then(
    () => true,
    () => false,
  );
}

function textOf(bytes: Bytes): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return ''; // no UTF-8: unreadable as JSON, too
  }
}
