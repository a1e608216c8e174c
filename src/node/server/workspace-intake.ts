/** The intake service of a workspace: opened when the published release says `online`, following every publication. */
import { mkdir, realpath, stat, statfs } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { INTAKE_LIMITS } from '../intake/limits.ts';
import { faultOf, type LogLine } from '../intake/log.ts';
import { refuseMoved } from '../intake/moved.ts';
import type { IntakeParts, RecipientKeys } from '../intake/parts.ts';
import type { ReceiptSigner } from '../intake/receipts.ts';
import { keepPurging } from '../intake/retention.ts';
import { keepWatchingRoom, type MeasureRoom, roomText } from '../intake/room.ts';
import { createIntake, type IntakeService } from '../intake/service.ts';
import { StoreFault } from '../intake/store/errors.ts';
import { openStore } from '../intake/store/open.ts';
import { unavailable } from '../intake/unavailable.ts';
import { loadMark } from '../publish/published.ts';
import { loadReceiptSigner } from '../publish/signing/intake-keys.ts';
import { systemFaultText } from '../publish/system-fault.ts';
import { type PublishedIntake, readPublishedIntake } from './published-intake.ts';
import type { IntakeMount } from './server.ts';

export interface WorkspaceIntakeOptions extends Pick<IntakeParts, 'now' | 'trustProxy' | 'metricsToken'> {
  /** The workspace: `site`, `keys`, `intake/intake.sqlite`. */
  readonly dir: string;
  /** PostgreSQL instead of the file. */
  readonly databaseUrl: string | undefined;
  readonly log: (line: LogLine) => void;
  /** Told why the service could not be opened or what it could not read, with what to do. */
  readonly report: (text: string) => void;
}

export interface WorkspaceIntake extends IntakeMount {
  /** Looks at the publication now, not only with the first request. Whether complaints are taken. */
  open(): Promise<boolean>;
  /** Takes nothing more, waits for what was taken, closes the store. */
  close(): Promise<void>;
}

/** After a fault the same release is looked at again no sooner. */
const RETRY_MS = 30_000;

/** What is known of the publication, and what runs. */
interface Following {
  readonly options: WorkspaceIntakeOptions;
  published: PublishedIntake | null;
  /** The release that was looked at last; `failedAt` when it could not be followed. */
  seen: { readonly folder: string; readonly failedAt: number | null } | null;
  signer: ReceiptSigner | null;
  running: Started | null;
}

interface Started {
  readonly service: IntakeService;
  readonly stopTimers: () => void;
}

/** Throws StoreFault `moved`, before anything listens: every server of a workspace comes through here. */
export async function workspaceIntake(options: WorkspaceIntakeOptions): Promise<WorkspaceIntake> {
  await refuseMoved(options.dir, options.databaseUrl);
  const state: Following = { options, published: null, seen: null, signer: null, running: null };
  let looking: Promise<void> | null = null;
  /** One look at a time; whoever comes meanwhile waits for it. */
  function current(): Promise<void> {
    looking ??= look(state).finally(() => {
      looking = null;
    });
    return looking;
  }
  const failing = (): boolean => state.seen !== null && state.seen.failedAt !== null;
  return {
    async listener(): Promise<RequestListener | null> {
      await current();
      return state.running?.service.listener ?? (failing() ? unavailable : null);
    },
    async health() {
      await current();
      return state.running?.service.health() ?? (failing() ? { status: 'down' } : null);
    },
    async open() {
      await current();
      return state.running !== null && recipientKeys(state) !== null;
    },
    async close() {
      await looking;
      state.running?.stopTimers();
      await state.running?.service.close();
    },
  };
}

/** Follows the link that publishing switches; cheap when it points where it did. */
async function look(state: Following): Promise<void> {
  const { dir, now, report } = state.options;
  const folder = await realpath(join(dir, 'site')).catch(() => null);
  if (folder === null) return;
  if (state.seen?.folder === folder) {
    const { failedAt } = state.seen;
    if (failedAt === null || now().getTime() - failedAt < RETRY_MS) return;
  }
  try {
    await follow(state, folder);
    state.seen = { folder, failedAt: null };
  } catch (fault) {
    // What was published before stands; a release that does not verify changes nothing.
    state.seen = { folder, failedAt: now().getTime() };
    report(problemText(dir, fault));
  }
}

/** Keys first, then the service, so that no request meets half of a publication. */
async function follow(state: Following, folder: string): Promise<void> {
  const { dir, now } = state.options;
  const read = await readPublishedIntake(folder, (await loadMark(dir))?.fingerprint ?? null, now());
  if (!read.ok) throw new Error(read.fault);
  const published = read.value;
  if (published.keys !== null || state.running !== null || (await hasStore(state.options))) {
    const signer = await loadReceiptSigner(join(dir, 'keys'), published.keys?.receipts);
    if (signer === null) throw new Error('keys/receipt-*.pem');
    state.signer = signer;
    state.running ??= await start(published.bureau, state);
  }
  state.published = published;
}

/** Something was taken once: its status must be told even after the bureau has closed its online intake. */
async function hasStore({ databaseUrl, dir }: WorkspaceIntakeOptions): Promise<boolean> {
  return Boolean(databaseUrl) || (await stat(sqliteFile(dir)).then(Boolean, () => false));
}

function recipientKeys({ published }: Following): RecipientKeys | null {
  if (published === null || published.keys === null) return null;
  const { recipients, retired, workBits } = published.keys.intake;
  return { current: recipients.map(({ id }) => id), retired, workBits, origin: published.origin };
}

function sqliteFile(dir: string): string {
  return join(dir, 'intake/intake.sqlite');
}

/** What there is, and four fifths of what is free now: complaints must not fill a disk that the site is published on. */
async function roomFor(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(file));
  return (await sizeOf(file)) + Math.floor(bavail * bsize * 0.8);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function start(bureau: string, state: Following): Promise<Started> {
  const { dir, databaseUrl, now, log, trustProxy, metricsToken, report } = state.options;
  // Asked here too: a move may have come between the server's start and the publication that opens complaints.
  await refuseMoved(dir, databaseUrl);
  await mkdir(join(dir, 'intake'), { recursive: true, mode: 0o700 });
  const file = sqliteFile(dir);
  const quota = await roomFor(file);
  const store = await openStore({ databaseUrl, file, largestFile: quota });
  const room: MeasureRoom = async () => (databaseUrl ? null : { used: await sizeOf(file), quota });
  try {
    const service = await createIntake({
      store,
      bureau,
      recipientKeys: async () => recipientKeys(state),
      signer: newest(state),
      now,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      limits: INTAKE_LIMITS,
      log,
      trustProxy,
      metricsToken,
      room,
    });
    const failed = (fault: unknown) =>
      report(`定期清理未完成，稍后再试。/ Purging failed and will be tried again. ${faultOf(fault)}`);
    const stops = [
      keepPurging({ store, cap: INTAKE_LIMITS.waitingPartBytes, now, failed }),
      keepWatchingRoom({ room, warn: (full) => report(roomText(full)) }),
    ];
    return { service, stopTimers: () => stops.forEach((stop) => void stop()) };
  } catch (fault) {
    await store.close();
    throw fault;
  }
}

/** The signer of the moment: after a rotation the next group is signed with the newly published key. */
function newest(state: Following): ReceiptSigner {
  const signer = (): ReceiptSigner => {
    if (state.signer === null) throw new Error('no receipt key');
    return state.signer;
  };
  return {
    get key() {
      return signer().key;
    },
    get secret() {
      return signer().secret;
    },
    sign: (statement) => signer().sign(statement),
  };
}

function problemText(dir: string, fault: unknown): string {
  if (fault instanceof StoreFault && fault.code === 'moved') return fault.message;
  const system = systemFaultText(fault);
  if (system !== null) {
    return `网上反映的接收服务未能打开，30秒后自动再试。/ The intake service could not be opened; it is tried again after 30 s.\n${system}`;
  }
  const why = fault instanceof Error ? fault.message : String(fault);
  return (
    `网上反映的接收服务未能打开（${why}）。请检查${dir}下的site、keys、intake，或重新发布一次；30秒后自动再试。\n` +
    `The intake service could not be opened (${why}). Check site, keys and intake in ${dir}, or publish again; it is tried again after 30 s.`
  );
}
