/** What the published, signed release says about complaints: the server believes its own disk no more than a phone does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IntakeKeys, parseIntakeKeys, parseReceiptKeys, type ReceiptKeys } from '../../core/complaint/keys.ts';
import type { Bureau } from '../../core/domain/bureau.ts';
import { fromUtf8 } from '../../core/domain/bytes.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type StoredTrust } from '../../core/trust/updater.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { EARLIEST, fingerprint } from '../verify/read-release.ts';

export interface PublishedIntake {
  /** Id of the bureau. */
  readonly bureau: string;
  readonly origin: string;
  /** Null where the bureau takes no complaints online. */
  readonly keys: { readonly intake: IntakeKeys; readonly receipts: ReceiptKeys } | null;
}

/**
 * Reads the newest `bureau.json` and, where it says `online`, the keys. `folder` is the release's own folder, not a link:
 * all files are then of one publication. `pin`: SHA-256 of the founding root; null takes the release's own. The fault
 * names the file.
 */
export async function readPublishedIntake(
  folder: string,
  pin: string | null,
  now: Date,
): Promise<Result<PublishedIntake, string>> {
  const fetcher = directoryFetcher(join(folder, 'd'));
  const rootSha256 = pin ?? fingerprint(await readFile(join(folder, 'd/metadata/1.root.json')));
  let saved: StoredTrust | null = null;
  const store = {
    load: async () => saved,
    save: async (state: StoredTrust) => {
      saved = state;
    },
  };
  const state = await refreshTrust({ fetcher, store, pin: { rootSha256, minimumVersion: 1, builtAt: EARLIEST }, now });
  // An expired role does not matter here: phones decide how old is too old, and complaints are taken meanwhile.
  if (state.status === 'refused' || state.status === 'kept') return fail(`${state.problem.code} ${state.problem.file}`);
  const { trusted } = state;
  const read = async (path: string): Promise<string | null> => {
    const bytes = await fetchTarget(trusted, path, fetcher);
    return bytes.ok ? fromUtf8(bytes.value) : null;
  };
  const newest = trustedPaths(trusted)
    .filter((path) => /^[^/]+\/\d{4}\/bureau\.json$/.test(path))
    .sort()
    .pop();
  const text = newest === undefined ? null : await read(newest);
  if (text === null) return fail('bureau.json');
  // Written by this program and verified: its shape needs no second check.
  const { id, origin, intake } = JSON.parse(text) as Bureau;
  if (intake !== 'online') return ok({ bureau: id, origin, keys: null });
  const [intakeText, receiptsText] = [await read(`${id}/keys/intake.json`), await read(`${id}/keys/receipts.json`)];
  const intakeKeys = intakeText === null ? null : parseIntakeKeys(intakeText);
  const receipts = receiptsText === null ? null : parseReceiptKeys(receiptsText);
  if (intakeKeys === null) return fail('keys/intake.json');
  if (receipts === null) return fail('keys/receipts.json');
  return ok({ bureau: id, origin, keys: { intake: intakeKeys, receipts } });
}
