/** The publication log of what is shown, read once a release. */
import { useEffect, useState } from 'react';
import { openStorage } from '../page/device-storage.ts';
import type { Shown } from './data/controller.ts';
import { type LogView, readLog } from './data/log.ts';

/** Null while it is read, and where there is none. */
export function useLog(shown: Shown | null): LogView | null {
  const [log, setLog] = useState<{ readonly of: Shown; readonly view: LogView | null } | null>(null);
  useEffect(() => {
    if (shown === null) return;
    let current = true;
    readLog(shown, openStorage()).then((view) => current && setLog({ of: shown, view }));
    return () => {
      current = false;
    };
  }, [shown]);
  return log !== null && log.of === shown ? log.view : null;
}
