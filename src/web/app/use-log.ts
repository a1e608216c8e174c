/** The publication log of what is shown, read once a release. */
import { useEffect, useState } from 'react';
import { openStorage } from '../page/device-storage.ts';
import { useApp } from './context.tsx';
import type { Shown } from './data/controller.ts';
import { type LogView, readLog } from './data/log.ts';

/** The notices of every page ask: a province's log is megabytes, and is read and hashed once a release. */
const reads = new WeakMap<Shown, Promise<LogView>>();

/** Null while it is read. */
export function useLog(shown: Shown | null): LogView | null {
  const { bureau, pin } = useApp().config;
  const site = `${bureau} ${pin.rootSha256}`;
  const [log, setLog] = useState<{ readonly of: Shown; readonly view: LogView } | null>(null);
  useEffect(() => {
    if (shown === null) return;
    let current = true;
    const read = reads.get(shown) ?? readLog(shown, openStorage(), site);
    reads.set(shown, read);
    read.then((view) => current && setLog({ of: shown, view }));
    return () => {
      current = false;
    };
  }, [shown, site]);
  return log !== null && log.of === shown ? log.view : null;
}
