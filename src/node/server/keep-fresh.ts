/** Renews the publisher's confirmation while a server runs, so that a demo left alone does not go stale. */

import { fileURLToPath } from 'node:url';
import { counted } from '../../core/words/lang.ts';
import { refreshRelease } from '../publish/refresh.ts';

export interface Freshness {
  /** The workspace, with its online key. */
  readonly dir: string;
  readonly now: () => Date;
  /** Told of a renewal, and of a fault: the server goes on either way. */
  readonly report: (text: string) => void;
  readonly everyMs?: number;
}

/** The build: pages are rendered anew from which a penalty must go. */
const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));
const HOUR_MS = 3_600_000;

/** Looks every hour whether half of the timestamp's life is over, and whether a penalty's term is. Returns what stops it. */
export function keepFresh({ dir, now, report, everyMs = HOUR_MS }: Freshness): () => void {
  const timer = setInterval(() => {
    const dropped = (ids: readonly string[]) =>
      report(
        `已删除${ids.length}份过期的待签内容，要公布请重新导出。/ ${ids.length} expired exports were deleted: export again.`,
      );
    refreshRelease({ dir, now: now(), dist: DIST, dropped }).then(
      ({ renewed, withdrawn, left, listsLeft, oldLayout }) => {
        if (renewed) report('已续签发布确认。/ The publication’s confirmation was renewed.');
        if (withdrawn.length > 0) {
          report(
            `已撤下${withdrawn.length}家到期的处罚信息。/ Lapsed penalties were taken out at ${withdrawn.length}.`,
          );
        }
        if (left.length > 0) {
          report(
            `${left.length}家的页面须重新发布，才能撤下到期的处罚。/ ${counted(left.length, 'page')}: publish again.`,
          );
        }
        if (oldLayout)
          report('网站是旧版格式，请重新发布一次，到期的处罚才能撤下。/ The site is of the old layout: publish once.');
        if (listsLeft) report('公布的名单须重新发布，才能更新。/ The public lists are old: publish again.');
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
