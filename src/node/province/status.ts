/** How a province's platform stands: what expires when, and of every bureau what is out, since when, and what was not taken. */
import { join } from 'node:path';
import { bureauListPath, type ListedBureau, parseBureauList } from '../../core/snapshot/bureau-list.ts';
import type { Release } from '../../core/trust/releases.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { keysOfRoot, readOwn } from '../publish/signing/roles.ts';
import { currentRelease } from '../publish/site.ts';
import { waitingExports } from '../publish/sittings/kept-folder.ts';
import { type KeyStatus, keyStatus, ROLES, type RoleStatus, roleStatus } from '../publish/status.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, type ReadProblem, readRelease } from '../verify/read-release.ts';
import { loadProvince } from './config.ts';
import { type Delegate, loadDelegates } from './delegates.ts';
import { type Stray, straysIn } from './inbox.ts';
import { loadMark, type ProvinceMark } from './mark.ts';
import { loadRefused, type Refused } from './refusals.ts';
import { loadPart } from './site.ts';

export interface BureauStatus extends ListedBureau {
  /** `pending`: registered, in force from the next publication on; `leaving`: removed, and there until then. */
  readonly state: 'listed' | 'pending' | 'leaving';
  /** Its signing keys, as registered; none of one that is leaving. */
  readonly keys: Pick<Delegate, 'keys' | 'threshold'> | null;
  /** Newest release that is out; null: none, or it does not verify. */
  readonly release: Release | null;
  /** Instant at which that was taken in; null where it is not known. */
  readonly takenIn: string | null;
  /** Until when the bureau's own list of files is valid; null while there is none. */
  readonly list: RoleStatus | null;
  readonly refused: Refused | null;
  /** What does not verify in its folder of the site. */
  readonly problems: readonly ReadProblem[];
}

export interface ProvinceStatus {
  /** SHA-256 of the first root file, hex; null before the first publication: then there are no roles and keys either. */
  readonly fingerprint: string | null;
  readonly roles: readonly RoleStatus[];
  readonly keys: readonly KeyStatus[];
  readonly bureaus: readonly BureauStatus[];
  readonly strays: readonly Stray[];
  /** Exports that wait for signatures. */
  readonly waiting: Awaited<ReturnType<typeof waitingExports>>;
}

/** Reads and verifies what is out; changes nothing. Throws where the folder is no province's, or its files are damaged. */
export async function loadProvinceStatus(dir: string, now: Date): Promise<ProvinceStatus> {
  const [province, delegates, mark] = [await loadProvince(dir), await loadDelegates(dir), await loadMark(dir)];
  const folder = await currentRelease(dir);
  const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
  const out = previous === null ? [] : listedIn(previous, province.id);
  const refused = await loadRefused(dir);
  const about = { folder, delegates, out, mark, refused, now };
  const all = [...delegates, ...out.filter(({ id }) => !delegates.some((one) => one.id === id))];
  const bureaus: BureauStatus[] = [];
  for (const bureau of all) bureaus.push(await bureauStatus(bureau, about));
  return {
    fingerprint: previous === null ? null : fingerprint(previous.roots[0] ?? ''),
    roles: previous === null ? [] : rolesOf(previous, now),
    keys: previous === null ? [] : await keyStatus(join(dir, 'keys'), rootKeysOf(previous)),
    bureaus,
    strays: await straysIn(
      dir,
      out.map(({ id }) => id),
      delegates.map(({ id }) => id),
    ),
    waiting: await waitingExports(dir),
  };
}

function listedIn({ bundled }: Previous, province: string): readonly ListedBureau[] {
  const text = bundled.get(bureauListPath(province));
  return text === undefined ? [] : parseBureauList(new Uint8Array(Buffer.from(text))).bureaus;
}

function rootKeysOf({ roots }: Previous) {
  return keysOfRoot(readOwn(roots.at(-1) ?? '', 'root'));
}

function rolesOf(previous: Previous, now: Date): readonly RoleStatus[] {
  const texts = { ...previous, root: previous.roots.at(-1) ?? '' };
  return ROLES.map((role) => roleStatus(role, readOwn(texts[role], role).expires, now));
}

interface About {
  readonly folder: string | null;
  readonly delegates: readonly Delegate[];
  readonly out: readonly ListedBureau[];
  readonly mark: ProvinceMark | null;
  readonly refused: readonly Refused[];
  readonly now: Date;
}

const DAMAGED: ReadProblem = { code: 'missing', file: 'd/metadata' };

async function bureauStatus(bureau: ListedBureau, about: About): Promise<BureauStatus> {
  const { folder, delegates, out, mark, refused, now } = about;
  const { id, name, nameEn, county, countyEn, regionCode, root } = bureau;
  const delegate = delegates.find((one) => one.id === id);
  const part = folder === null ? null : await loadPart(folder, id).catch(() => undefined);
  const pin = fingerprint(part?.roots[0] ?? '');
  const read = !part ? null : await readRelease(directoryFetcher(join(folder ?? '', id, 'd')), pin, now, id);
  return {
    ...{ id, name, nameEn, county, countyEn, regionCode, root },
    state: delegate === undefined ? 'leaving' : out.some((one) => one.id === id) ? 'listed' : 'pending',
    keys: delegate === undefined ? null : { keys: delegate.keys, threshold: delegate.threshold },
    release: read?.ok ? (read.value.releases.at(-1) ?? null) : null,
    takenIn: (part && mark?.taken?.[id]) || null,
    list: !part ? null : roleStatus('targets', readOwn(part.role, 'targets').expires, now),
    refused: refused.find((one) => one.bureau === id) ?? null,
    problems: part === undefined ? [DAMAGED] : read === null || read.ok ? [] : read.fault,
  };
}
