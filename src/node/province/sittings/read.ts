/** A province's export as whoever signs reads it: whom it delegates to, compared with what was signed last. */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { everyKey } from '../../../core/trust/every-key.ts';
import { trustedPaths } from '../../../core/trust/trusted.ts';
import { fetchTarget, refreshTrust } from '../../../core/trust/updater.ts';
import type { Previous } from '../../publish/signing/previous.ts';
import { type OpenedExport, openExport } from '../../publish/sittings/open-export.ts';
import type { ExportProblem } from '../../publish/sittings/problem.ts';
import { asShipped, type Signable } from '../../publish/sittings/signable.ts';
import { directoryFetcher } from '../../verify/fetchers.ts';
import { EARLIEST, fingerprint } from '../../verify/read-release.ts';
import { badBureaus, type Listed, listedIn } from './listed.ts';
import { provinceText } from './text.ts';

export interface ReadProvinceExport extends OpenedExport<Listed>, Signable {
  readonly list: Listed['list'];
}

type Checked<Value> = Result<Value, readonly ExportProblem[]>;

/** Everything is checked, `now` and the shipped summary too. */
export async function readProvinceExport(folder: string, now: Date): Promise<Checked<ReadProvinceExport>> {
  return asShipped(folder, await readProvinceParts(folder, now), now);
}

/** The same but for what depends on the day and on the summary. */
export async function readProvinceParts(folder: string, now: Date): Promise<Checked<ReadProvinceExport>> {
  const readLast = (last: string, previous: Previous) => lastListed(last, previous, now);
  const opened = await openExport(folder, { kind: 'province', fields: ['delegations'], readLast });
  if (!opened.ok) return opened;
  const { id, roles, last, files } = opened.value;
  const listed = listedIn(roles.targets, files);
  if (listed === null) return fail([{ code: 'fields', detail: 'targets: delegations' }]);
  const problems: ExportProblem[] = badBureaus(listed, roles.after).map((detail) => ({ code: 'bureau', detail }));
  if (last !== null && last.province !== listed.province)
    problems.push({ code: 'other-bureau', detail: `${last.province} → ${listed.province}` });
  if (problems.length > 0) return fail(problems);
  const root = last === null ? null : fingerprint(last.previous.roots[0] ?? '');
  return ok({
    ...{ ...opened.value, list: listed.list, fingerprint: root, until: null },
    words: (most) => provinceText({ id, roles, listed, last, fingerprint: root }, most),
  });
}

/** Verified from its first root on, as phones do. */
async function lastListed(folder: string, { roots }: Previous, now: Date): Promise<Checked<Listed>> {
  const broken = (detail: string) => fail([{ code: 'last' as const, detail }]);
  const fetcher = directoryFetcher(folder);
  const state = await refreshTrust({
    fetcher,
    store: { load: async () => null, save: async () => undefined },
    pin: { rootSha256: fingerprint(roots[0] ?? ''), minimumVersion: 1, builtAt: EARLIEST },
    now,
    signedEnough: everyKey,
  });
  if (state.status === 'refused' || state.status === 'kept')
    return broken(`${state.problem.file} ${state.problem.code}`);
  const { trusted } = state;
  const [path = ''] = trustedPaths(trusted);
  const file = await fetchTarget(trusted, path, fetcher);
  const listed = file.ok ? listedIn(trusted.set.targets, new Map([[path, file.value]])) : null;
  return listed === null ? broken(path || 'targets') : ok(listed);
}
