/** One line each, above the page, never over it: network, refusals, updates. */
import type { ReactNode } from 'react';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { dayText } from '../../../core/words/dates.ts';
import { useApp, useSync, useUpdateWaiting } from '../context.tsx';
import type { SyncState } from '../data/controller.ts';
import type { Language } from '../language.tsx';
import { useLanguage } from '../language.tsx';
import { useLog } from '../use-log.ts';

export function Notices() {
  const state = useSync();
  const language = useLanguage();
  const waiting = useUpdateWaiting();
  const { sync, update } = useApp();
  const { w } = language;
  const text = state.shown ? troubleText(state, language) : null;
  const log = useLog(state.shown)?.state;
  return (
    <div className="notices" role="status" aria-label={language.a.notices}>
      {text !== null && <Notice tone={state.trouble?.code === 'network' ? 'plain' : 'warn'}>{text}</Notice>}
      {log === 'forked' && <Notice tone="warn">{language.a.logForked}</Notice>}
      {log === 'broken' && <Notice tone="warn">{language.a.logBroken}</Notice>}
      {state.offered && (
        <Notice tone="offer">
          <button type="button" className="notice-button" onClick={() => sync.accept()}>
            {w.upd.data({
              date: dayText(chinaDay(new Date(state.offered.release.trusted.publishedAt)), language.lang),
            })}
          </button>
        </Notice>
      )}
      {state.keeping === 'page-only' && <Notice tone="plain">{language.a.pageOnly}</Notice>}
      {state.keeping === 'full' && <Notice tone="warn">{language.a.full}</Notice>}
      {waiting && (
        <Notice tone="offer">
          <span>
            {w.upd.app}
            {w.upd.safe}
          </span>
          <button type="button" className="notice-button" onClick={() => update.accept()}>
            {w.upd.now}
          </button>
          <button type="button" className="notice-button" onClick={() => update.dismiss()}>
            {w.upd.later}
          </button>
        </Notice>
      )}
    </div>
  );
}

function Notice({ tone, children }: { readonly tone: 'plain' | 'warn' | 'offer'; readonly children: ReactNode }) {
  return <div className={`notice notice-${tone}`}>{children}</div>;
}

/** Why the last check brought nothing, while verified data are on the screen. Null when there is nothing to say. */
export function troubleText({ trouble, shown }: SyncState, { w, a, lang }: Language): string | null {
  if (trouble === null) return null;
  switch (trouble.code) {
    case 'network':
      return shown === null
        ? a.offlineFirst
        : w.off.banner({ date: dayText(chinaDay(new Date(shown.release.savedAt)), lang) });
    // A page of the local network in its place, above all: nothing was received that could be refused.
    case 'missing':
      return shown === null ? a.missingFirst : w.data.failed;
    case 'no-crypto':
      return a.insecure;
    case 'rollback':
    case 'below-minimum':
      return w.verify.rollback;
    case 'unreadable':
      return a.unreadable;
    default:
      return shown === null ? a.refusedFirst : w.data.bad;
  }
}
