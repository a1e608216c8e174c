/** A visit of the phone, what must hold of it whatever happened before, and what tuf-js makes of the same files. */
import { expect, vi } from 'vitest';
import { fromUtf8, utf8 } from '../../../src/core/domain/bytes.ts';
import type { SignatureCheck } from '../../../src/core/trust/keys.ts';
import { ROLES } from '../../../src/core/trust/metadata.ts';
import { expiredRoles, type Trusted, trustedPaths } from '../../../src/core/trust/trusted.ts';
import { fetchTarget, refreshTrust, type StoredTrust, type TrustState } from '../../../src/core/trust/updater.ts';
import { TufJsClient } from '../tuf-clients.ts';
import { sha256Hex } from '../tuf-repository.ts';
import { signedPart, type World } from './world.ts';

const RECORDS = 'demo/2025/records.json';

export interface Seen {
  readonly state: TrustState;
  /** Whether state and data file are what a careful client takes. */
  readonly takes: boolean;
  /** What tuf-js makes of it: `accepts`, or why not. */
  readonly theirs: string;
}

/** Throws where something that was promised does not hold. */
export async function visit(world: World, signedEnough?: SignatureCheck): Promise<Seen> {
  const before = world.held;
  world.asked = 0;
  const { store, pin, phoneClock: now } = world;
  const check = signedEnough && { signedEnough };
  const state = await refreshTrust({ fetcher: world.fetcher(), store, pin, now, ...check });
  const takes = state.status === 'current' && (await fetchTarget(state.trusted, RECORDS, world.fetcher())).ok;
  if (state.status === 'refused') expect(world.held, 'a refusal leaves the store alone').toBe(before);
  else await promised(world, before, state);
  const clock = state.status === 'refused' ? new Date(Math.max(now.getTime(), world.now.getTime())) : state.trusted.now;
  return { state, takes, theirs: await tufJs(world, before, clock) };
}

async function promised(world: World, before: StoredTrust | null, state: Exclude<TrustState, { status: 'refused' }>) {
  const { trusted } = state;
  const { set } = trusted;
  for (const role of ROLES)
    expect(world.signed.has(signedPart(set[role].text)), `${role} was signed by its keys`).toBe(true);
  if (state.status === 'kept') expect(world.held, 'what is kept stays as it was').toBe(before);
  else expect(textsOf(world.held), 'what is trusted is what is stored').toEqual(ROLES.map((role) => set[role].text));
  if (state.status === 'current') {
    expect(
      expiredRoles(set, new Date(Math.max(world.phoneClock.getTime(), Date.parse(set.timestamp.signedAt)))),
    ).toEqual([]);
  }
  if (before !== null) neverOlder(before, trusted);
  await onlyGenuine(world, trusted);
}

/** No version below the trusted one – but of what only a replaced online key had signed. */
function neverOlder(before: StoredTrust, { set }: Trusted): void {
  const [root = '', ...rest] = [before.roots.at(-1), before.timestamp, before.snapshot, before.targets].map(String);
  expect(set.root.version).toBeGreaterThanOrEqual(versionOf(root));
  const online = (text: string) => JSON.stringify(JSON.parse(text).signed.roles.timestamp.keyids);
  if (online(root) !== online(set.root.text)) return;
  const now = [set.timestamp, set.snapshot, set.targets].map(({ version }) => version);
  for (const [i, text] of rest.entries()) expect(now[i]).toBeGreaterThanOrEqual(versionOf(text));
}

/** Bytes are given out only as they were signed, whatever the host says. */
async function onlyGenuine(world: World, trusted: Trusted): Promise<void> {
  const content = world.contents.get(trusted.set.targets.text);
  for (const path of trustedPaths(trusted)) {
    const file = await fetchTarget(trusted, path, world.fetcher());
    if (file.ok) expect(sha256Hex(file.value), path).toBe(content?.get(path));
  }
}

function textsOf(state: StoredTrust | null): unknown[] {
  return [state?.roots.at(-1), state?.timestamp, state?.snapshot, state?.targets];
}

function versionOf(text: string): number {
  return JSON.parse(text).signed.version;
}

/** tuf-js with what our phone held before the visit, at the time that counts for it. */
async function tufJs(world: World, before: StoredTrust | null, now: Date): Promise<string> {
  const client = new TufJsClient(world, utf8(before?.roots.at(-1) ?? world.publisher.file('metadata/1.root.json')));
  if (before) client.hold(before);
  // Ours has asked for the first root already; tuf-js has it in hand.
  world.asked = before === null ? 1 : 0;
  vi.useFakeTimers({ now, toFake: ['Date'] });
  try {
    return await client.outcome(RECORDS);
  } finally {
    vi.useRealTimers();
    client.dispose();
  }
}

/** Where the two may differ, and why; null: nowhere. */
export function explained(world: World, before: StoredTrust | null, { state }: Seen): string | null {
  if ('problem' in state && state.problem.code === 'equal-version') {
    return 'two truths under one number: tuf-js keeps its own, or takes the new one; ours says so';
  }
  if (before === null && (world.lies.has('metadata/1.root.json') || world.cutAt === 0)) {
    return 'ours fetches the first root and knows its fingerprint; tuf-js is handed it as a file';
  }
  const roots = before?.roots.length ?? 1;
  for (const [path, lie] of world.lies) {
    if (typeof lie === 'object' && spelledOtherwise(lie, world.publisher.files.get(path))) {
      return 'a signature in capital letters: ours reads one spelling of hex, lest one file has two that verify';
    }
    const version = Number(/^metadata\/(\d+)\.root\.json$/.exec(path)?.[1] ?? 0);
    if (version === 0) continue;
    if (lie === 'html') return 'a web page in place of a root: for ours it is not there; tuf-js reads it as a root';
    if (typeof lie !== 'object') continue;
    if (!isUtf8(lie)) return 'bytes that are no text, in a signature that does not matter: tuf-js replaces them';
    const above = world.publisher.file(`metadata/${version - 1}.root.json`);
    if (version > roots && fromUtf8(lie) === above) return 'the trusted root once more (5.3.5): tuf-js refuses';
  }
  return null;
}

function spelledOtherwise(lie: Uint8Array, genuine: Uint8Array | undefined): boolean {
  const [one, other] = [lie, genuine ?? new Uint8Array()].map((bytes) => Buffer.from(bytes).toString().toLowerCase());
  return one === other;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    return fromUtf8(Uint8Array.from(bytes)) !== null;
  } catch {
    return false;
  }
}
