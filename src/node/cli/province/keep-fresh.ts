/**
 * What a timer does for a province, done hourly while `serve` runs: deliveries are taken in, and the confirmation is renewed. In
 * a process of its own: whatever a delivery brings about there – it hangs, fills the memory, takes the processor for an
 * hour – visitors are served meanwhile, and it ends with its time.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Renewed } from '../../province/renew.ts';
import type { Io } from '../command.ts';
import { renewedText } from './text.ts';

const ENTRY = fileURLToPath(new URL('../../../../scripts/yixinma.ts', import.meta.url));
const HOUR_MS = 3_600_000;
/** What is killed is begun anew an hour later, and nobody sees what was half done (decision 042). */
const LIMIT_MS = 2 * HOUR_MS;
/** Of what it says: one line of JSON, or of a fault. */
const MOST_TEXT = 4 * 1024 * 1024;

interface Renewal {
  /** The program that is called `ENTRY province refresh DIR --json`. */
  readonly entry?: string;
  readonly limitMs?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
}

/** Never rejects: a fault ends no server, and is told. */
export async function renewOnce(dir: string, io: Pick<Io, 'err'>, renewal: Renewal = {}): Promise<void> {
  const { said, why } = await refreshed(dir, renewal);
  if (renewal.signal?.aborted === true) return;
  const outcome = outcomeIn(said);
  if (outcome === null) {
    io.err(`续签失败，稍后再试：${why} / Renewal failed and will be tried again.\n`);
  } else if (outcome.renewed || outcome.refused.length + outcome.strays.length > 0) {
    // On stdout stands the address alone.
    renewedText(outcome, { err: io.err, out: io.err });
  }
}

/** Runs it to its end, in whatever way that comes. */
function refreshed(dir: string, { entry = ENTRY, limitMs = LIMIT_MS, signal }: Renewal) {
  return new Promise<{ said: string; why: string }>((done) => {
    const child = spawn(process.execPath, [entry, 'province', 'refresh', dir, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
      ...(signal && { signal }),
    });
    if (child.pid !== undefined) yieldTo(child.pid);
    let [said, why] = ['', ''];
    child.stdout.on('data', (part) => {
      if (said.length < MOST_TEXT) said += part;
    });
    child.stderr.on('data', (part) => {
      if (why.length < MOST_TEXT) why += part;
    });
    child.on('error', (fault) => done({ said: '', why: fault.message }));
    child.on('close', (code, killedBy) => {
      const ended =
        killedBy === null ? `exit code ${code}` : `超过${Math.ceil(limitMs / HOUR_MS)}小时，已中止 / ${killedBy}`;
      done({ said, why: why.trim() || ended });
    });
  });
}

/** Visitors first. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system knows no such thing.
  }
}

function outcomeIn(said: string): Renewed | null {
  try {
    return JSON.parse(said) as Renewed;
  } catch {
    return null;
  }
}

/** Never two at once. Returns what stops it, and whatever runs then. */
export function keepProvinceFresh(
  dir: string,
  io: Pick<Io, 'err'>,
  renewal: Renewal = {},
  everyMs = HOUR_MS,
): () => void {
  const stop = new AbortController();
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    await renewOnce(dir, io, { ...renewal, signal: stop.signal });
    running = false;
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
