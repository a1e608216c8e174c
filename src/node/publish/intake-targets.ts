/** Signed files for complaints: the bureau's keys where it takes complaints online, and the ratings where there are any. */
import { join } from 'node:path';
import type { RatingsFile } from '../../core/complaint/ratings.ts';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { packJson } from './pack.ts';
import { ensureIntakeKeys, publicIntakeKeys } from './signing/intake-keys.ts';

/** Leading zero bits of a submission's work: a moment on a phone, a cost to who sends thousands. */
const WORK_BITS = 16;

/**
 * `<bureau>/keys/intake.json` and `receipts.json`, the same bytes while the keys are the same; none where complaints are
 * closed. Makes the keys at the first publication that opens them. Throws SigningError.
 */
export async function intakeTargets(dir: string, bureau: Bureau, passphrase: string): Promise<Map<string, Bytes>> {
  if (bureau.intake !== 'online') return new Map();
  const folder = join(dir, 'keys');
  await ensureIntakeKeys(folder, passphrase);
  const { intake, receipts } = await publicIntakeKeys(folder, bureau.id, WORK_BITS);
  return new Map([
    [`${bureau.id}/keys/intake.json`, packJson(intake)],
    [`${bureau.id}/keys/receipts.json`, packJson(receipts)],
  ]);
}

/** `<bureau>/<year>/ratings.json`, of published institutions alone; none where there are no ratings. */
export function ratingsTarget(
  directory: string,
  ratings: RatingsFile | null,
  records: readonly InstitutionRecord[],
): Map<string, Bytes> {
  if (ratings === null) return new Map();
  const published = new Set<string>(records.map(({ code }) => code));
  const institutions = Object.entries(ratings.institutions).filter(([code]) => published.has(code));
  const file: RatingsFile = { ...ratings, institutions: Object.fromEntries(institutions) };
  return new Map([[`${directory}/ratings.json`, packJson(file)]]);
}
