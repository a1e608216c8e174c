/** Something the outbox does on a press: once at a time, and a failure is said, not swallowed. */
import { useState } from 'react';

export interface Task {
  readonly busy: boolean;
  readonly failed: boolean;
  run(work: () => Promise<void>): void;
}

export function useTask(): Task {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  return {
    busy: state === 'busy',
    failed: state === 'failed',
    run: (work) => {
      if (state === 'busy') return;
      setState('busy');
      work().then(
        () => setState('idle'),
        () => setState('failed'),
      );
    },
  };
}

/** Where the reader goes on when what had the focus is gone: the page's heading. */
export function focusHeading(): void {
  document.getElementById('mine-title')?.focus();
}
