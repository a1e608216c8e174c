/** The publication log of what is shown, read once a release. */
import { useEffect, useState } from 'react';
import { openStorage } from '../page/device-storage.ts';
import { useApp } from './context.tsx';
import type { Shown } from './data/controller.ts';
import { type LogView, readLog } from './data/log.ts';

/** Null while it is read. */
export function useLog(shown: Shown | null): LogView | null {
  const { bureau, pin } = useApp().config;
  const site = `${bureau} ${pin.rootSha256}`;
  const [log, setLog] = useState<{ readonly of: Shown; readonly view: LogView } | null>(null);
  useEffect(() => {
    if (shown === null) return;
    let current = true;
    readLog(shown, openStorage(), site).then((view) => current && setLog({ of: shown, view }));
    return () => {
      current = false;
    };
  }, [shown, site]);
  return log !== null && log.of === shown ? log.view : null;
}
