/** What a timer does for a province, done hourly while `serve` runs: deliveries are taken in, and the confirmation is renewed. */
import { fileURLToPath } from 'node:url';
import { refreshProvince } from '../../province/publish.ts';
import type { Io } from '../command.ts';
import { renewedText } from './text.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));
const HOUR_MS = 3_600_000;

/** Never rejects: a fault ends no server, and is told. */
export async function renewOnce(dir: string, io: Pick<Io, 'now' | 'out' | 'err'>, dist = DIST): Promise<void> {
  try {
    const outcome = await refreshProvince({ dir, now: io.now(), dist });
    // On stdout stands the address alone.
    if (outcome.renewed || outcome.refused.length + outcome.strays.length > 0)
      renewedText(outcome, { ...io, out: io.err });
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    io.err(`续签失败，稍后再试：${why} / Renewal failed and will be tried again.\n`);
  }
}

/** Returns what stops it. */
export function keepProvinceFresh(dir: string, io: Io): () => void {
  const timer = setInterval(() => {
    void renewOnce(dir, io);
  }, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
