/** The province's two verbs: publish with the offline keys, refresh with the online key alone. */
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { bureauListPath } from '../../core/snapshot/bureau-list.ts';
import { withRoom } from '../publish/disk-full.ts';
import { ensureKeys } from '../publish/keys.ts';
import { withLock } from '../publish/lock.ts';
import { keyRing, keysAtHand, rememberSeen } from '../publish/signing/seen-keys.ts';
import { loadSuccessors } from '../publish/signing/successors.ts';
import type { Province } from './config.ts';
import { bureauListBytes, type Delegate, loadDelegates } from './delegates.ts';
import { saveRefused } from './refusals.ts';
import { type Renewed, type RenewInput, renew } from './renew.ts';
import { signTop } from './signing.ts';
import type { ListFile } from './site.ts';
import type { Standing, Top } from './standing.ts';

export interface ProvincePublishInput extends Omit<RenewInput, 'sign'> {
  readonly passphrase: string;
  /** Key files on other media, beside those of the workspace. */
  readonly media?: readonly string[];
}

/** What the province signs itself. */
export function listFile({ id }: Pick<Province, 'id'>, delegates: readonly Delegate[]): ListFile {
  return [bureauListPath(id), bureauListBytes(delegates)];
}

/** Signs anew whom the province delegates to, and does what `refreshProvince` does. Faults as `renew`, and SigningError. */
export async function publishProvince({ passphrase, media = [], ...input }: ProvincePublishInput): Promise<Renewed> {
  const { dir, now } = input;
  const keys = join(dir, 'keys');
  const sign = async ({ province, mark, at }: Standing): Promise<Top> => {
    const delegates = await loadDelegates(dir);
    const signers = await ensureKeys(dir, passphrase, media);
    const list = listFile(province, delegates);
    const ring = await keyRing(keys, media, at === null);
    const successors = await loadSuccessors(keys);
    const previous = at?.previous ?? null;
    const signed = signTop({ previous, delegates, list, signers, ring, successors, mark, now });
    return { ...signed, list };
  };
  return locked({ ...input, sign }, async () => rememberSeen(keys, await keysAtHand(keys, media), chinaDay(now)));
}

/** What a timer calls: takes in what bureaus delivered, and renews. Needs no passphrase and changes no delegation. */
export async function refreshProvince(input: Omit<RenewInput, 'sign'>): Promise<Renewed> {
  return locked(input);
}

async function locked(input: RenewInput, after?: () => Promise<void>): Promise<Renewed> {
  return withLock(input.dir, () =>
    withRoom(input.dir, async () => {
      const outcome = await renewAndRemember(input);
      await after?.();
      return outcome;
    }),
  );
}

/** Call it under the workspace's lock. */
export async function renewAndRemember(input: RenewInput): Promise<Renewed> {
  const outcome = await renew(input);
  await saveRefused(input.dir, outcome.refused, input.now);
  return outcome;
}
