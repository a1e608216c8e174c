/** Renews the publisher's confirmation while a server runs, so that a demo left alone does not go stale. */
import { refreshRelease } from '../publish/refresh.ts';

export interface Freshness {
  /** The workspace, with its online key. */
  readonly dir: string;
  readonly now: () => Date;
  /** Told of a renewal, and of a fault: the server goes on either way. */
  readonly report: (text: string) => void;
  readonly everyMs?: number;
}

const HOUR_MS = 3_600_000;

/** Looks every hour whether half of the timestamp's life is over. Returns what stops it. */
export function keepFresh({ dir, now, report, everyMs = HOUR_MS }: Freshness): () => void {
  const timer = setInterval(() => {
    refreshRelease({ dir, now: now() }).then(
      ({ renewed }) => {
        if (renewed) report('已续签发布确认。/ The publication’s confirmation was renewed.');
      },
      (fault: unknown) => {
        const why = fault instanceof Error ? fault.message : String(fault);
        report(`续签失败，稍后再试：${why} / Renewal failed and will be tried again.`);
      },
    );
  }, everyMs);
  // The server keeps the process alive, not this.
  timer.unref();
  return () => clearInterval(timer);
}
