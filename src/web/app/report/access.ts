/** Whether the bureau takes this online, and what is known of it. */
import { useEffect, useState } from 'react';
import type { Bureau } from '../../../core/domain/bureau.ts';
import type { Recipients } from '../../outbox/outbox.ts';
import { useApp } from '../context.tsx';
import { useBureau, useOutbox } from '../outbox-context.tsx';

/** After this the form opens anyway: on a slow network one can write meanwhile. */
const PATIENCE_MS = 4000;

/** `unknown`: the keys could not be had yet; what is written can be kept, not submitted. */
export type Access = 'asking' | 'closed' | 'unknown' | Recipients;

export interface Reception {
  readonly access: Access;
  /** From the verified keys, else from the app's data, else null. */
  readonly bureau: Bureau | null;
}

export function useReception(): Reception {
  const outbox = useOutbox();
  const known = useBureau();
  const [access, setAccess] = useState<Access>('asking');
  useEffect(() => {
    let current = true;
    const take = (next: Access): void => {
      if (current) setAccess(next);
    };
    const ask = (): void => {
      outbox.recipients().then(take, () => take('unknown'));
    };
    const impatient = setTimeout(() => {
      if (current) setAccess((before) => (before === 'asking' ? 'unknown' : before));
    }, PATIENCE_MS);
    ask();
    addEventListener('online', ask);
    return () => {
      current = false;
      clearTimeout(impatient);
      removeEventListener('online', ask);
    };
  }, [outbox]);
  const bureau = typeof access === 'string' ? known : access.bureau;
  // Data that say so are signed too.
  const closed = access === 'unknown' && bureau?.intake === 'none';
  useTelephone(access === 'closed' && bureau === null);
  return { access: closed ? 'closed' : access, bureau };
}

/** Who takes nothing online must still be reached: number, hours and place come with the county's data. */
function useTelephone(wanted: boolean): void {
  const { sync } = useApp();
  useEffect(() => {
    if (wanted) void sync.start();
  }, [sync, wanted]);
}
