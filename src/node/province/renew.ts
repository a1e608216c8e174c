/**
 * One renewal of a province's site: takes in what bureaus delivered, takes down what lapsed, confirms all of it with the online
 * key. It comes by one switch (decision 042); a bureau that is refused keeps what it had, and the others go on.
 */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bytes } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { bureauListPath, type ListedBureau, parseBureauList } from '../../core/snapshot/bureau-list.ts';
import { delegationsOf } from '../../core/trust/delegations/roles.ts';
import { mapAt } from '../../core/trust/json.ts';
import { p256, signatureCheck } from '../../core/trust/keys.ts';
import { confirmable } from '../publish/confirmable.ts';
import { type DayWork, dayWork } from '../publish/day-work.ts';
import { exists } from '../publish/durable.ts';
import { findOverdue } from '../publish/overdue.ts';
import { type Build, loadBuild } from '../publish/renderer.ts';
import { loadOnlineSigner } from '../publish/signing/keys.ts';
import { timestampDue } from '../publish/signing/metadata.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { listing, readOwn } from '../publish/signing/roles.ts';
import { changeRelease, currentRelease, dropOldReleases, switchRelease, writeRelease } from '../publish/site.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import { loadProvince, type Province } from './config.ts';
import { type HandOver, readTaken } from './hand-over.ts';
import { writeHome } from './home.ts';
import { loadMark, type ProvinceMark, saveMark } from './mark.ts';
import { type Signed, signOnline } from './signing.ts';
import {
  type BureauPart,
  bureauRepository,
  type ListFile,
  loadPart,
  ownRepository,
  writeBureau,
  writeRepository,
} from './site.ts';
import { type Refusal, takeIn } from './take-in.ts';

export const INBOX = 'inbox';

/** What stands before the renewal. */
export interface Standing {
  readonly province: Province;
  readonly mark: ProvinceMark | null;
  /** Folder of the release in force, and its texts; null before the first. */
  readonly at: { readonly folder: string; readonly previous: Previous } | null;
}

/** The province's part, newly signed or as it is. */
export interface Top extends Pick<Signed, 'roots' | 'targets'> {
  readonly list: ListFile;
}

export interface RenewInput {
  readonly dir: string;
  readonly now: Date;
  readonly dist: string;
  /** Signs the timestamp anew whatever its age. */
  readonly force?: boolean;
  /** With the offline keys at hand. */
  readonly sign?: (standing: Standing) => Promise<Top>;
}

export interface Renewed {
  /** Ids of bureaus whose delivery is out now. */
  readonly taken: readonly string[];
  readonly refused: readonly { readonly bureau: string; readonly refusal: Refusal }[];
  /** Ids of bureaus that have no release here yet. */
  readonly waiting: readonly string[];
  /** Whether anything was signed. */
  readonly renewed: boolean;
  /** SHA-256 of the province's first root file, hex. */
  readonly fingerprint: string;
}

/** Throws when there is no release and nobody signs one, when what lies there is not the newest, and SigningError. */
export async function renew(input: RenewInput): Promise<Renewed> {
  const { dir, now } = input;
  const standing = await standingIn(dir, now);
  const top = input.sign ? await input.sign(standing) : topOf(standing);
  const build = await loadBuild(input.dist, true);
  const bureaus = parseBureauList(top.list[1]).bureaus;
  const works: Work[] = [];
  for (const bureau of bureaus) works.push(await workOn(bureau, { ...input, standing, top, build }));
  await demandSound(works, top, standing.mark);
  const { previous = null } = standing.at ?? {};
  const changed = input.sign !== undefined || works.some(({ handOver, day }) => handOver !== null || day !== null);
  const outcome: Renewed = {
    taken: works.flatMap(({ bureau, taken }) => (taken ? [bureau.id] : [])),
    refused: works.flatMap(({ bureau, refusal }) => (refusal ? [{ bureau: bureau.id, refusal }] : [])),
    waiting: works.flatMap(({ bureau, part }) => (part === null ? [bureau.id] : [])),
    renewed: changed || input.force === true || previous === null || timestampDue(previous, now),
    fingerprint: fingerprint(top.roots[0] ?? ''),
  };
  if (!outcome.renewed) return outcome;
  const roles = new Map(works.flatMap(({ bureau, part }) => (part === null ? [] : [[bureau.id, part.role] as const])));
  const signer = await loadOnlineSigner(join(dir, 'keys'));
  const signed = signOnline({ previous, top, roles, signer, mark: standing.mark, now });
  const write = (folder: string) => writeAll(folder, { signed, list: top.list, works, standing, build, now });
  if (standing.at !== null) await changeRelease(dir, standing.at.folder, write);
  else {
    await writeRelease(dir, '0001', new Map(), async (folder) => {
      await write(folder);
      return { files: 0, bytes: 0 };
    });
    await switchRelease(dir, '0001');
  }
  await saveMark(dir, signed, roles);
  return outcome;
}

async function standingIn(dir: string, now: Date): Promise<Standing> {
  const [province, mark, folder] = [await loadProvince(dir), await loadMark(dir), await currentRelease(dir)];
  const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
  if (folder === null || previous === null) {
    // Founding a second root would lock out every phone that knows the first.
    if (mark !== null) throw new Error(GONE);
    return { province, mark, at: null };
  }
  await dropOldReleases(dir, basename(folder));
  const sound = await confirmable(folder, previous, mark, now);
  if (!sound.ok) throw sound.fault;
  return { province, mark, at: { folder, previous } };
}

const GONE =
  '曾经公布过，但网站文件夹不在了。请从备份恢复最新一次的 releases 和 site。/ Something was published before, but the site folder is gone: restore the newest releases and site from a backup.';

/** As it was signed last; its list is what the signed targets say. */
function topOf({ province, at }: Standing): Top {
  const path = bureauListPath(province.id);
  const text = at?.previous.bundled.get(path);
  if (at === null || text === undefined) {
    throw new Error(
      '还没有公布过，请先运行 yixinma province publish。/ Nothing is published yet: run yixinma province publish first.',
    );
  }
  const bytes: Bytes = new Uint8Array(Buffer.from(text));
  const { roots, targets } = at.previous;
  const signed = mapAt(readOwn(targets, 'targets').body, 'targets').get(path);
  const { sha256 } = listing(bytes).hashes;
  if (!(signed instanceof Map) || mapAt(signed, 'hashes').get('sha256') !== sha256) {
    throw new Error(
      `${path} 与签名不符，请从备份恢复网站文件夹。/ ${path} is not what was signed: restore the site folder from a backup.`,
    );
  }
  return { roots, targets, list: [path, bytes] };
}

/** What is to be done for one bureau. */
interface Work {
  readonly bureau: ListedBureau;
  /** What its folder will hold; null while there is nothing of it. */
  readonly part: BureauPart | null;
  /** Whether a delivery takes its place. */
  readonly taken: boolean;
  /** Its folder is made anew of this. */
  readonly handOver: HandOver | null;
  /** What a new day changes in it, and files to delete. */
  readonly day: { readonly write: DayWork['write']; readonly files: readonly string[] } | null;
  readonly refusal: Refusal | null;
}

interface About extends RenewInput {
  readonly standing: Standing;
  readonly top: Top;
  readonly build: Build;
}

async function workOn(bureau: ListedBureau, about: About): Promise<Work> {
  const { standing, top, now, dir, dist, build } = about;
  const { province, mark, at } = standing;
  const held = at === null ? null : await loadPart(at.folder, bureau.id);
  const delivered = await takeIn({
    bureau,
    inbox: join(dir, INBOX),
    province,
    targets: top.targets,
    root: top.roots.at(-1) ?? '',
    out: held && { role: held.role, release: () => releaseOut(at?.folder ?? '', held, bureau.id, now) },
    reached: mark?.roles[bureau.id] ?? 0,
    now,
  });
  const refusal = delivered.ok ? null : delivered.fault;
  if (delivered.ok && delivered.value !== null) {
    return { bureau, part: partOf(delivered.value), taken: true, handOver: delivered.value, day: null, refusal };
  }
  if (at === null || held === null) {
    return { bureau, part: null, taken: false, handOver: null, day: null, refusal };
  }
  const folder = join(at.folder, bureau.id);
  const { role, bundled } = held;
  const part = { role, bundled };
  // Another program wrote these pages: they are made anew, from what is signed.
  if (!(await exists(join(folder, build.pageScript)))) {
    const own = await readTaken(folder, fingerprint(held.roots[0] ?? ''), bureau.id, now);
    return { bureau, part, taken: false, handOver: own.ok ? own.value : null, day: null, refusal };
  }
  const previous = { ...held, targets: role };
  const { codes, files } = await findOverdue(folder, previous, chinaDay(now));
  const { write } = await dayWork({ folder, previous, now, dist, codes, bureau: bureau.id });
  const day = write === null && files.length === 0 ? null : { write, files };
  return { bureau, part, taken: false, handOver: null, day, refusal };
}

function partOf({ release, bundled }: HandOver): BureauPart {
  return { role: release.metadata.targets, bundled };
}

async function releaseOut(folder: string, { roots }: Previous, bureau: string, now: Date) {
  const pin = fingerprint(roots[0] ?? '');
  const release = await readRelease(directoryFetcher(join(folder, bureau, 'd')), pin, now, bureau);
  return release.ok ? release.value : null;
}

/** Nothing is confirmed as of today that phones would refuse: a list under keys that were replaced, or an older one than was out. */
async function demandSound(works: readonly Work[], top: Top, mark: ProvinceMark | null): Promise<void> {
  const delegations = delegationsOf(readOwn(top.targets, 'targets'), readOwn(top.roots.at(-1) ?? '', 'root'));
  for (const { bureau, part } of works) {
    if (part === null) continue;
    const role = readOwn(part.role, 'targets');
    const delegation = delegations.find((one) => one.role === bureau.id);
    if (delegation === undefined || !(await signatureCheck(p256)(delegation.delegator, bureau.id, role))) {
      throw new Error(
        `${bureau.name}换了密钥，但${INBOX}/${bureau.id}里没有用新密钥签署的公布内容，这次没有公布。请等该局交来后再试。/ ${bureau.nameEn} has new keys, but nothing signed with them lies in ${INBOX}/${bureau.id}; nothing was published. Try again when the bureau has delivered.`,
      );
    }
    if (role.version < (mark?.roles[bureau.id] ?? 0)) {
      throw new Error(
        `网站文件夹里${bureau.name}的内容比公布过的旧，没有续签。请从备份恢复最新一次的网站文件夹，或者请该局重新交来。/ What lies in the site folder of ${bureau.nameEn} is older than what was published; nothing was renewed. Restore the newest site folder, or ask the bureau to deliver again.`,
      );
    }
  }
}

interface Whole {
  readonly signed: Signed;
  readonly list: ListFile;
  readonly works: readonly Work[];
  readonly standing: Standing;
  readonly build: Build;
  readonly now: Date;
}

async function writeAll(folder: string, { signed, list, works, standing, build, now }: Whole): Promise<void> {
  const today: IsoDate = chinaDay(now);
  const ids = new Set(works.map(({ bureau }) => bureau.id));
  const before = standing.at === null ? [] : parseBureauList(topOf(standing).list[1]).bureaus;
  for (const { id } of before) if (!ids.has(id)) await rm(join(folder, id), { recursive: true, force: true });
  for (const { bureau, part, handOver, day } of works) {
    if (part === null) continue;
    const place = join(folder, bureau.id);
    const repository = bureauRepository(signed, list, bureau.id, part, handOver?.files);
    if (handOver !== null) await writeBureau(place, handOver, repository, build, today);
    else {
      await day?.write?.(place);
      for (const file of day?.files ?? []) await rm(join(place, file), { force: true });
      await writeRepository(place, repository);
    }
  }
  const roles = new Map(works.flatMap(({ bureau, part }) => (part === null ? [] : [[bureau.id, part.role] as const])));
  await writeRepository(folder, ownRepository(signed, list, roles));
  const { bureaus } = parseBureauList(list[1]);
  const listed = bureaus.map((bureau) => ({ ...bureau, there: roles.has(bureau.id) }));
  await writeHome(folder, {
    province: standing.province,
    bureaus: listed,
    root: signed.roots[0] ?? '',
    dist: build.dist,
  });
}
