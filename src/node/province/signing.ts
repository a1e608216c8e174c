/**
 * Signs the province's roles: with the offline keys whom it delegates to, with the online key which version of each bureau's
 * list is the newest. No bureau's file is ever signed here.
 */
import type { Bytes } from '../../core/domain/bytes.ts';
import { canonical, mapAt, readJson } from '../../core/trust/json.ts';
import type { Metadata } from '../../core/trust/metadata.ts';
import type { Signer, Signers } from '../publish/signing/keys.ts';
import { type Plan, type PlanInput, planSigning } from '../publish/signing/metadata.ts';
import type { Previous } from '../publish/signing/previous.ts';
import {
  head,
  keysOfRoot,
  LIFETIMES,
  listedFile,
  pastHalf,
  readOwn,
  signedText,
  signersFor,
} from '../publish/signing/roles.ts';
import type { Successors } from '../publish/signing/successors.ts';
import { type Delegate, delegationsTo } from './delegates.ts';
import type { ProvinceMark } from './mark.ts';

/** The texts of the four roles; roots from version 1 on. */
export type Signed = Pick<Previous, 'roots' | 'timestamp' | 'snapshot' | 'targets'>;

interface TopPlanInput extends Pick<PlanInput, 'ring' | 'now' | 'renew'> {
  readonly previous: Signed | null;
  readonly delegates: readonly Delegate[];
  /** What the province signs itself: its list of bureaus, by signed path. */
  readonly list: readonly [path: string, bytes: Bytes];
  readonly successors: Successors;
  readonly mark: ProvinceMark | null;
}

/** What the offline keys sign: a root where one is due, and the province's list with its delegations. Faults as `planSigning`. */
export function planTop({ previous, delegates, list, mark, ...input }: TopPlanInput): Plan {
  const held = previous === null ? null : { ...previous, bundled: new Map<string, string>() };
  const plan = planSigning({ ...input, previous: held, targets: new Map([list]), ...(mark && { published: mark }) });
  return { ...plan, targets: { ...plan.targets, delegations: delegationsTo(delegates) } };
}

interface TopInput extends Omit<TopPlanInput, 'renew'> {
  readonly signers: Signers;
}

/** Roots, with a new one where one is due, and the province's targets. Faults: SigningError. */
export function signTop(input: TopInput): Pick<Signed, 'roots' | 'targets'> {
  const { previous, signers } = input;
  const atHand = (keyids: readonly string[]) => signers.root.filter(({ keyid }) => keyids.includes(keyid)).length;
  const plan = planTop({ ...input, renew: ({ roles: { root } }) => atHand(root.keyids) >= root.threshold });
  const root =
    plan.root &&
    signedText(plan.root.signed, [...new Set(plan.root.by.flatMap((one) => signersFor('root', one, signers.root)))]);
  const roots = [...(previous?.roots ?? []), ...(root === null ? [] : [root])];
  return { roots, targets: signedText(plan.targets, signersFor('targets', plan.keys.roles.targets, signers.targets)) };
}

interface OnlineInput {
  readonly previous: Signed | null;
  readonly top: Pick<Signed, 'roots' | 'targets'>;
  /** The bureaus' own lists, as each of them signed it. */
  readonly roles: ReadonlyMap<string, string>;
  readonly signer: Signer;
  readonly mark: ProvinceMark | null;
  readonly now: Date;
}

/** Snapshot and timestamp. A snapshot that still stands keeps its bytes. Faults: SigningError. */
export function signOnline(input: OnlineInput): Signed {
  const { previous, top, signer, mark, now } = input;
  const keys = keysOfRoot(readOwn(top.roots.at(-1) ?? '', 'root'));
  const earlier = previous === null ? null : readOwn(previous.snapshot, 'snapshot');
  const before = earlier === null ? '{}' : canonical(mapAt(earlier.body, 'meta'));
  const meta: Record<string, object> = {
    // Of a bureau that was removed the entry stays: a list without it reads like a rollback (5.5.5).
    ...JSON.parse(before),
    'targets.json': listedFile(top.targets, readOwn(top.targets, 'targets').version),
  };
  for (const [id, text] of input.roles) meta[`${id}.json`] = listedFile(text, readOwn(text, 'targets').version);
  const same = canonical(readJson(JSON.stringify(meta))) === before;
  const stands = earlier !== null && same && isFresh(earlier, input);
  const next = (last: number, published = 0) => Math.max(last, published) + 1;
  const snapshot = stands
    ? earlier.text
    : signedText(
        { ...head('snapshot', next(earlier?.version ?? 0, mark?.snapshot), now, LIFETIMES), meta },
        signersFor('snapshot', keys.roles.snapshot, [signer]),
      );
  const last = previous === null ? 0 : readOwn(previous.timestamp, 'timestamp').version;
  const listed = { 'snapshot.json': listedFile(snapshot, readOwn(snapshot, 'snapshot').version) };
  const timestamp = signedText(
    { ...head('timestamp', next(last, mark?.timestamp), now, LIFETIMES), meta: listed },
    signersFor('timestamp', keys.roles.timestamp, [signer]),
  );
  return { ...top, snapshot, timestamp };
}

/** Whether it may go on as it is: signed by the present key, the newest that was ever out, in the first half of its life. */
function isFresh(snapshot: Metadata, { signer, mark, now }: OnlineInput): boolean {
  const newest = snapshot.version >= (mark?.snapshot ?? 0);
  return newest && snapshot.signatures.has(signer.keyid) && !pastHalf(snapshot, now, LIFETIMES.snapshot);
}
