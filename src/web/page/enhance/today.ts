/** Brings a page rendered on an earlier day to today: what has lapsed since then leaves. */
import type { PublicView } from '../../../core/snapshot/public-now.ts';

/**
 * Takes down penalties and reasons past their last day. What goes is removed, not hidden, and leaves no count.
 * @param shown what stands in the page
 * @returns what stands in it afterwards: `shown` of the next call
 */
export function removeLapsed(shown: PublicView, now: PublicView): PublicView {
  keepOnly('#penalties li', shown.penalties, now.penalties);
  // A fold without rows would tell that there had been more.
  document.querySelector('#penalties details :empty')?.parentElement?.remove();
  keepOnly('#reasons > li', shown.reasons, now.reasons);
  const count = document.querySelector('[data-f=count]');
  if (count) count.textContent = String(now.penalties.length);
  if (!now.penalties.length) reveal('no-penalty');
  if (now.hiddenReason) reveal('hidden-reason');
  return now;
}

/** Rows stand in the order of `shown`. */
function keepOnly(selector: string, shown: readonly object[], kept: readonly object[]): void {
  const left = kept.map((item) => JSON.stringify(item));
  document.querySelectorAll(selector).forEach((row, i) => {
    if (!left.includes(JSON.stringify(shown[i]))) row.remove();
  });
}

/** The grade's validity has ended since rendering: the state replaces mark, reasons, measures and （本机构） in the ladder. */
export function markLapsed(shown: PublicView, now: PublicView): void {
  if (now.state.kind === shown.state.kind) return;
  for (const part of document.querySelectorAll('dt b,.now,.changed,#why,#measures')) part.remove();
  reveal('lapsed');
  // The title names the grade.
  document.title = now.record.name;
}

/** Shows what waits hidden in the page for its day. */
function reveal(name: string): void {
  document.querySelector(`[data-later=${name}]`)?.removeAttribute('hidden');
}
