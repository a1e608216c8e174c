/**
 * The province's part of the page's check: a chunk of its own, loaded by the page's script in a province's site. The root and
 * the roles above were verified by the script; here the bureau's own role, and that it lists the files.
 */
import { sha256, toHex, utf8 } from '../../../core/domain/bytes.ts';
import type { Bundle } from '../../../core/trust/bundle.ts';
import { withDelegated } from '../../../core/trust/delegations/delegated.ts';
import { memoryFetcher } from '../../../core/trust/memory.ts';
import { type Expired, fetchTarget, type Trusted } from '../../../core/trust/updater.ts';

/**
 * Whether all that travelled along is listed as it is: the role by the snapshot, the files by the role. Before anything is
 * saved, and only so: what the page stands on is fetched below, from what is signed.
 */
export async function isListed({ snapshot, role = '', files }: Bundle): Promise<boolean> {
  const has = async (list: string, text: string) => list.includes(toHex(await sha256(utf8(text))));
  for (const [path, text] of files) if (!role.includes(path) || !(await has(role, text))) return false;
  return has(snapshot, role);
}

/**
 * The release as the bureau's own role signs it; null: it does not.
 * @param above the province's roles, verified
 * @param path signed path of the file that the page stands on
 */
export async function releaseOf(
  source: Bundle,
  above: Trusted,
  path: string,
): Promise<{ readonly trusted: Trusted; readonly expired: readonly Expired[] } | null> {
  const bureau = await withDelegated({
    trusted: above,
    directory: path.replace(/\/.*/, ''),
    // One role travels along; whatever it is asked for, the verifier knows whether it is the right one.
    fetcher: { fetch: async () => utf8(source.role ?? '') },
    kept: new Map(),
  });
  if (!bureau.ok) return null;
  const file = await fetchTarget(bureau.value.trusted, path, memoryFetcher(source, source.files));
  return file.ok ? bureau.value : null;
}
