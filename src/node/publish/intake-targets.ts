/** Signed files for complaints: the bureau's keys where it takes complaints online, and the ratings where there are any. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RatingsFile } from '../../core/complaint/ratings.ts';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { packJson } from './pack.ts';
import { ensureIntakeKeys, publicIntakeKeys } from './signing/intake-keys.ts';
import { INTAKE_PUBLIC_FILE } from './signing/intake-memory.ts';

/** Leading zero bits of a submission's work: a moment on a phone, a cost to who sends thousands. */
const WORK_BITS = 16;

/**
 * `<bureau>/keys/intake.json` and `receipts.json`, the same bytes while the keys are the same. Makes the keys at the first
 * publication that opens complaints. Where they are closed again, `receipts.json` stays: receipts are checked for years.
 * Throws SigningError.
 */
export async function intakeTargets(
  dir: string,
  bureau: Bureau,
  passphrase: () => Promise<string>,
): Promise<Map<string, Bytes>> {
  const folder = join(dir, 'keys');
  const open = bureau.intake === 'online';
  if (open) await ensureIntakeKeys(folder, await passphrase());
  else if (!existsSync(join(folder, INTAKE_PUBLIC_FILE))) return new Map();
  const { intake, receipts } = await publicIntakeKeys(folder, bureau.id, WORK_BITS);
  const targets = new Map([[`${bureau.id}/keys/receipts.json`, packJson(receipts)]]);
  return open ? targets.set(`${bureau.id}/keys/intake.json`, packJson(intake)) : targets;
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
