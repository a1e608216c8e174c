/**
 * One renewal of a province's site: takes in what bureaus delivered, takes down what lapsed, confirms all of it with the online
 * key. It comes by one switch (decision 042); a bureau that is refused keeps what it had, and the others go on.
 */
import { join } from 'node:path';
import { parseBureauList } from '../../core/snapshot/bureau-list.ts';
import { delegationsOf } from '../../core/trust/delegations/roles.ts';
import { p256, signatureCheck } from '../../core/trust/keys.ts';
import { type Build, loadBuild } from '../publish/renderer.ts';
import { loadOnlineSigner } from '../publish/signing/keys.ts';
import { timestampDue } from '../publish/signing/metadata.ts';
import { readOwn } from '../publish/signing/roles.ts';
import { changeRelease, switchRelease, writeRelease } from '../publish/site.ts';
import { fingerprint } from '../verify/read-release.ts';
import { loadDelegates } from './delegates.ts';
import { INBOX, type Stray, straysIn } from './inbox.ts';
import { type ProvinceMark, reachedBy, saveMark } from './mark.ts';
import { signOnline } from './signing.ts';
import { type Standing, standingIn, type Top, topOf } from './standing.ts';
import type { Refusal } from './take-in.ts';
import { type Work, workOn } from './work.ts';
import { Unwritten, writeAll } from './write-all.ts';

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
  /** What lies in the inbox and belongs to no bureau of the list. */
  readonly strays: readonly Stray[];
  /** Whether anything was signed. */
  readonly renewed: boolean;
  /** SHA-256 of the province's first root file, hex. */
  readonly fingerprint: string;
}

/** Throws when there is no release and nobody signs one, when what lies there is not the newest, and SigningError. */
export async function renew(input: RenewInput): Promise<Renewed> {
  const standing = await standingIn(input.dir, input.now);
  const top = input.sign ? await input.sign(standing) : topOf(standing);
  const build = await loadBuild(input.dist, true);
  const aside = new Map<string, Refusal>();
  for (;;) {
    try {
      return await attempt(input, { standing, top, build, aside });
    } catch (fault) {
      if (!(fault instanceof Unwritten)) throw fault;
      // What is signed must fit what is written: all of it once more, without these.
      for (const [id, refusal] of fault.bureaus) aside.set(id, refusal);
    }
  }
}

interface About {
  readonly standing: Standing;
  readonly top: Top;
  readonly build: Build;
  readonly aside: ReadonlyMap<string, Refusal>;
}

/** Throws `Unwritten` where a bureau's folder could not be made anew. Nothing was switched then. */
async function attempt(input: RenewInput, { standing, top, build, aside }: About): Promise<Renewed> {
  const { dir, now } = input;
  const bureaus = parseBureauList(top.list[1]).bureaus;
  const works: Work[] = [];
  for (const bureau of bureaus)
    works.push(await workOn(bureau, { ...input, bureaus, works, standing, top, build, aside }));
  await demandSound(works, top, standing.mark);
  const { previous = null } = standing.at ?? {};
  const changed = input.sign !== undefined || works.some(({ handOver, day }) => handOver !== null || day !== null);
  const refused = works.flatMap(({ bureau, refusal }) => (refusal ? [{ bureau: bureau.id, refusal }] : []));
  const outcome: Renewed = {
    taken: works.flatMap(({ bureau, taken }) => (taken ? [bureau.id] : [])),
    refused,
    waiting: works.flatMap(({ bureau, part }) => (part === null ? [bureau.id] : [])),
    strays: await straysIn(
      dir,
      bureaus.map(({ id }) => id),
      await registeredIn(dir),
    ),
    renewed: changed || input.force === true || previous === null || timestampDue(previous, now),
    fingerprint: fingerprint(top.roots[0] ?? ''),
  };
  if (!outcome.renewed) return outcome;
  const roles = new Map(works.flatMap(({ bureau, part }) => (part === null ? [] : [[bureau.id, part.role] as const])));
  const signer = await loadOnlineSigner(join(dir, 'keys'));
  const signed = signOnline({ previous, top, roles, signer, mark: standing.mark, now });
  const write = async (folder: string): Promise<void> => {
    for (const [bureau, refusal] of await writeAll(folder, { signed, list: top.list, works, standing, build, now })) {
      if (!refused.some((one) => one.bureau === bureau)) refused.push({ bureau, refusal });
    }
  };
  if (standing.at !== null) await changeRelease(dir, standing.at.folder, write);
  else {
    await writeRelease(dir, '0001', new Map(), async (folder) => {
      await write(folder);
      return { files: 0, bytes: 0 };
    });
    await switchRelease(dir, '0001');
  }
  await saveMark(dir, signed, roles, now);
  return outcome;
}

/** A renewal needs no list of delegates: one that is damaged stops it not. */
async function registeredIn(dir: string): Promise<readonly string[]> {
  const delegates = await loadDelegates(dir).catch(() => []);
  return delegates.map(({ id }) => id);
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
    if (role.version < reachedBy(mark, bureau.id)) {
      throw new Error(
        `网站文件夹里${bureau.name}的内容比公布过的旧，没有续签。请从备份恢复最新一次的网站文件夹，或者请该局重新交来。/ What lies in the site folder of ${bureau.nameEn} is older than what was published; nothing was renewed. Restore the newest site folder, or ask the bureau to deliver again.`,
      );
    }
  }
}
