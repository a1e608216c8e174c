/** Whether a bureau's hand-over may take the place of what the province shows of it. */
import { basename, join } from 'node:path';
import { utf8 } from '../../core/domain/bytes.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { type Delegation, delegationsOf, isTrustedWith } from '../../core/trust/delegations/roles.ts';
import { mapAt } from '../../core/trust/json.ts';
import { p256, signatureCheck } from '../../core/trust/keys.ts';
import { logHead, logText, verifyLog } from '../../core/trust/log.ts';
import { parseMetadata } from '../../core/trust/metadata.ts';
import { loadPrevious } from '../publish/signing/previous.ts';
import { readOwn } from '../publish/signing/roles.ts';
import { systemFaultKind, systemFaultText } from '../publish/system-fault.ts';
import { fingerprint, type ReadRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { alteredFile } from './altered.ts';
import { folderOf, type Province } from './config.ts';
import { dataFault, signedFilesFault, treeFault } from './delivered-shape.ts';
import { type HandOver, readHandOver } from './hand-over.ts';
import { isDelivered, siteBelow } from './inbox.ts';
import { type ListFault, listFault } from './list-fault.ts';

export type Refusal =
  /** There is no site in its folder of the inbox, but one in a folder below. `detail`: its name. */
  | { readonly code: 'nested'; readonly detail: string }
  /** The bureau's whole workspace, private keys and all. */
  | { readonly code: 'workspace' }
  /** Files, and no site. */
  | { readonly code: 'no-site' }
  /** It does not verify from the bureau's own root, is half there, or is no list for phones; how its number or day is none. */
  | ListFault
  /** The site of another bureau that is registered here, or names one. `detail`: its id, and its root's fingerprint. */
  | { readonly code: 'other-bureau'; readonly detail: string }
  /** Founded on another root than the one that is registered. `detail`: its fingerprint. */
  | { readonly code: 'other-root'; readonly detail: string }
  /** A file that is not this bureau's to sign. `detail`: its path. */
  | { readonly code: 'foreign-path'; readonly detail: string }
  /** Signed with keys that the province does not delegate to: replaced, or stolen from another. */
  | { readonly code: 'other-keys' }
  /** Printed for another address than its folder here. `detail`: that address. */
  | { readonly code: 'elsewhere'; readonly detail: string }
  /** It calls itself otherwise than the province's list does, perhaps like another. `detail`: how. */
  | { readonly code: 'other-name'; readonly detail: string }
  /** `detail`: the version that is out already. */
  | { readonly code: 'older'; readonly detail: string }
  /** Other bytes under the version that is out. */
  | { readonly code: 'equal-version'; readonly detail: string }
  /** It is the release that was taken in, with other files beside the list. `detail`: its number, and one of them. */
  | { readonly code: 'altered'; readonly detail: string }
  /** Its log is not the one that is out with more entries at its end. */
  | { readonly code: 'log-rewritten' }
  /** It speaks for institutions of other bureaus. `detail`: their codes, and whose they are. */
  | { readonly code: 'code-taken'; readonly detail: string }
  /** More than a page can ask for at once. */
  | { readonly code: 'too-large' }
  /** Its pages are no files, and with them its staff lists are not there. */
  | { readonly code: 'pages-on-request' }
  /** Signed and sound, but its pages could not be made here: a fault of this program. `detail`: what it says. */
  | { readonly code: 'not-written'; readonly detail: string };

export interface TakeIn {
  readonly bureau: ListedBureau;
  /** All that are listed here: to tell whose site lies in the wrong folder. */
  readonly bureaus: readonly ListedBureau[];
  /** `DIR/inbox`. */
  readonly inbox: string;
  readonly province: Province;
  /** Text of the province's targets, which delegate; of its newest root. */
  readonly targets: string;
  readonly root: string;
  /** The bureau's list that is out, and its release; null before its first. */
  readonly out: { readonly role: string; readonly release: () => Promise<ReadRelease | null> } | null;
  /** Codes of institutions that other bureaus have here, those that are gone too → id of whose they are. */
  readonly elsewhere: () => Promise<ReadonlyMap<string, string>>;
  /** Version that was ever out; 0 before the first. */
  readonly reached: number;
  readonly now: Date;
  /** What is out already is verified whole once more. */
  readonly thorough: boolean;
}

/** Of the province's own machine: no bureau's delivery brings them about. */
const OWN_FAULTS: readonly unknown[] = ['full', 'readOnly', 'broken', 'tooMany'];

/**
 * Null: nothing was delivered, or nothing new. Whatever a delivery brings about is a refusal of that bureau alone; throws only
 * where the province's own disk failed.
 */
export async function takeIn(input: TakeIn): Promise<Result<HandOver | null, Refusal>> {
  try {
    return await judged(input);
  } catch (fault) {
    if (OWN_FAULTS.includes(systemFaultKind(fault))) throw fault;
    const why = systemFaultText(fault) ?? (fault instanceof Error ? fault.message : String(fault));
    const file = `${basename(input.inbox)}/${input.bureau.id}`;
    return notGenuine({ code: 'format', file, detail: `读不下去 / cannot be read: ${why}` });
  }
}

function notGenuine(problem: SiteProblem): Result<never, Refusal> {
  return fail({ code: 'not-genuine', problems: [problem] });
}

async function judged(input: TakeIn): Promise<Result<HandOver | null, Refusal>> {
  const { bureau, now, out } = input;
  const folder = join(input.inbox, bureau.id);
  if (!(await isDelivered(folder))) return misplaced(folder);
  const unreadable = await signedFilesFault(folder);
  if (unreadable !== null) return notGenuine(unreadable);
  // Nothing is believed of it yet: the same text as that which was verified is nothing new, unless what lies beside it was changed.
  const offered = await loadPrevious(join(folder, 'd')).catch(() => null);
  if (out !== null && offered?.targets === out.role) return changedSince(folder, out.role, input);
  const misshapen = (await treeFault(folder)) ?? (offered && dataFault(offered.targets));
  if (misshapen !== null) return notGenuine(misshapen);
  const other = offered && otherRoot(fingerprint(offered.roots[0] ?? ''), input);
  if (other !== null) return fail(other);
  const foreign = offered === null ? null : await foreignPath(offered.targets, input);
  if (foreign !== null) return fail({ code: 'foreign-path', detail: foreign });
  const read = await readHandOver(folder, bureau.root, now);
  if (!read.ok) return read;
  const { release } = read.value;
  const refusal =
    (await refusalOf(read.value, input)) ?? (await rewritten(release, input)) ?? (await codeTaken(release, input));
  return refusal === null ? read : fail(refusal);
}

/** Of the release that is out. Pages are looked at where somebody asks for it: they are made here, and none of these is served. */
async function changedSince(folder: string, role: string, input: TakeIn): Promise<Result<null, Refusal>> {
  const { bureau, now, thorough } = input;
  const altered = (file: string) =>
    fail({ code: 'altered', detail: `第${readOwn(role, 'targets').version}号清单，${file}` } as const);
  const file = await alteredFile(folder, role);
  if (file !== null) return altered(file);
  const misshapen = thorough ? await treeFault(folder) : null;
  if (misshapen !== null) return altered(misshapen.file);
  if (!thorough) return ok(null);
  const read = await readHandOver(folder, bureau.root, now);
  // What confirmed it then has run its time: it is out, and is confirmed here.
  const found = read.ok || read.fault.code !== 'not-genuine' ? [] : read.fault.problems;
  const other = found.find(({ code }) => code !== 'expired');
  return other === undefined ? ok(null) : altered(other.file);
}

/** What lies in a bureau's folder of the inbox, where that is no site. */
async function misplaced(folder: string): Promise<Result<null, Refusal>> {
  const found = await siteBelow(folder);
  if (found === null) return ok(null);
  if (found.workspace) return fail({ code: 'workspace' });
  return fail(found.name === null ? { code: 'no-site' } : { code: 'nested', detail: found.name });
}

/** In the wrong folder, or of keys that were founded anew: no attack needs to be feared of either. */
function otherRoot(root: string, { bureau, bureaus }: TakeIn): Refusal | null {
  if (root === bureau.root) return null;
  const whose = bureaus.find((one) => one.root === root);
  return whose === undefined ? { code: 'other-root', detail: root } : otherBureau(whose.id, root);
}

function otherBureau(id: string, root: string): Refusal {
  return { code: 'other-bureau', detail: `${id}，根密钥指纹 root fingerprint ${root}` };
}

function delegationTo({ bureau, targets, root }: TakeIn): Delegation | undefined {
  return delegationsOf(readOwn(targets, 'targets'), readOwn(root, 'root')).find(({ role }) => role === bureau.id);
}

/** The first file in a list that is not the bureau's to sign. */
async function foreignPath(offered: string, input: TakeIn): Promise<string | null> {
  const delegation = delegationTo(input);
  for (const path of pathsIn(offered)) {
    if (delegation !== undefined && !(await isTrustedWith(delegation, path))) return path;
  }
  return null;
}

/** None where it is no list: what is wrong with it is told by those who verify it. */
function pathsIn(offered: string): readonly string[] {
  try {
    return [...mapAt(parseMetadata(offered, 'targets').body, 'targets').keys()];
  } catch {
    return [];
  }
}

/** The bundle that a page asks for, 256 kB at most, holds the province's own files beside these. */
const LARGEST = 160_000;

/** By which people know it, in both languages. */
const NAMES = ['name', 'nameEn', 'county', 'countyEn', 'regionCode'] as const;

async function refusalOf(handOver: HandOver, input: TakeIn): Promise<Refusal | null> {
  const { province, out, reached, now } = input;
  const { id } = input.bureau;
  const { bureau, metadata } = handOver.release;
  const bundledSize = [...handOver.bundled.values()].reduce((sum, text) => sum + utf8(text).length, 0);
  const role = readOwn(metadata.targets, 'targets');
  if (bureau.id !== id) return otherBureau(bureau.id, input.bureau.root);
  const delegation = delegationTo(input);
  if (delegation === undefined || !(await signatureCheck(p256)(delegation.delegator, id, role))) {
    return { code: 'other-keys' };
  }
  const path = bureau.basePath ?? '/';
  if (bureau.origin !== province.origin || path !== folderOf(province, id)) {
    return { code: 'elsewhere', detail: `${bureau.origin}${path}` };
  }
  const renamed = NAMES.filter((field) => bureau[field] !== input.bureau[field]).map((field) => bureau[field]);
  if (renamed.length > 0) return { code: 'other-name', detail: renamed.join('，') };
  const last = out === null ? 0 : readOwn(out.role, 'targets').version;
  const highest = Math.max(reached, last);
  if (role.version < highest) return { code: 'older', detail: String(highest) };
  if (role.version === last) return { code: 'equal-version', detail: String(highest) };
  const fault = listFault(handOver.release.trusted, highest, now);
  if (fault !== null) return fault;
  return metadata.targets.length + bundledSize > LARGEST ? { code: 'too-large' } : null;
}

/** The province saw the log up to an entry: no bureau, and no thief of its keys, takes that back in silence. */
async function rewritten({ log, releases }: ReadRelease, { out }: TakeIn): Promise<Refusal | null> {
  const before = (await out?.release()) ?? null;
  if (before === null) return null;
  const seen = await logHead(before.log);
  const held = await verifyLog(utf8(logText(log)), releases, seen);
  return held.ok ? null : { code: 'log-rewritten' };
}

/** Codes are given by hash: that two bureaus give the same one is as good as never chance. */
async function codeTaken({ records, tombstones }: ReadRelease, { elsewhere }: TakeIn): Promise<Refusal | null> {
  const others = await elsewhere();
  const taken = [...records, ...tombstones].flatMap(({ code }) => {
    const whose = others.get(code);
    return whose === undefined ? [] : [`${code}（${whose}）`];
  });
  return taken.length === 0
    ? null
    : {
        code: 'code-taken',
        detail: `${taken.slice(0, 3).join('、')}${taken.length > 3 ? ` … (${taken.length})` : ''}`,
      };
}
