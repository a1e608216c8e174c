/** Whether what lies in the site folder is what was published last: the online key confirms nothing else. */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { everyKey } from '../../core/trust/every-key.ts';
import { trustedVersions } from '../../core/trust/trusted.ts';
import { refreshTrust, type StoredTrust } from '../../core/trust/updater.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { EARLIEST, fingerprint } from '../verify/read-release.ts';
import type { PublishedMark } from './published.ts';
import type { Previous } from './signing/previous.ts';

/**
 * Verifies the signed lists in the release `folder` from the root that was founded here, and that no newer list was ever
 * published: a backup put back, or whoever can write the site, must not get an old release confirmed as of today. Expired lists
 * pass, since renewing them is what it is for.
 */
export async function confirmable(
  folder: string,
  previous: Previous,
  mark: Pick<PublishedMark, 'fingerprint' | 'targets'> | null,
  now: Date,
): Promise<Result<true, Error>> {
  let saved: StoredTrust | null = null;
  const state = await refreshTrust({
    fetcher: directoryFetcher(join(folder, 'd')),
    store: {
      load: async () => saved,
      save: async (next) => {
        saved = next;
      },
    },
    pin: {
      rootSha256: mark?.fingerprint ?? fingerprint(previous.roots[0] ?? ''),
      minimumVersion: 1,
      builtAt: EARLIEST,
    },
    now,
    signedEnough: everyKey,
  });
  if (state.status === 'refused' || state.status === 'kept') {
    return refused(
      `签名文件没有通过核验（${state.problem.code}）`,
      `the signed lists do not verify (${state.problem.code})`,
    );
  }
  const { targets } = trustedVersions(state.trusted);
  if (mark !== null && targets < mark.targets) {
    return refused(
      `放着的是较早的一次公布（清单第${targets}号，最新为第${mark.targets}号）`,
      `an earlier publication lies there (list ${targets}, newest ${mark.targets})`,
    );
  }
  return ok(true);
}

function refused(zh: string, en: string): Result<never, Error> {
  return fail(
    new Error(
      `没有续签：网站文件夹里${zh}。请从备份恢复最新一次公布的网站文件夹，或者重新发布一次。/ Not renewed: ${en}. Restore the site folder of the newest publication from a backup, or publish again.`,
    ),
  );
}
