/** Handing the form over to the outbox: once, however often it is tapped. */
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { SubmitOutcome, Written } from '../../outbox/outbox.ts';
import { useOutbox } from '../outbox-context.tsx';
import type { WrittenState } from './use-written.ts';

/** Another window that was faster is no fault: it is asked about. */
export type SubmitFault = Exclude<Extract<SubmitOutcome, { ok: false }>['why'], 'elsewhere'>;

export interface Submitting {
  readonly busy: boolean;
  readonly fault: SubmitFault | null;
  /** Puts the fault away. */
  readonly forget: () => void;
  readonly submit: (written: Written, photos: readonly Bytes[], keepCopy: boolean) => Promise<void>;
}

export function useSubmit({ check, handOver }: Pick<WrittenState, 'check' | 'handOver'>): Submitting {
  const outbox = useOutbox();
  const navigate = useNavigate();
  // Two taps come before React shows the first.
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<SubmitFault | null>(null);
  const submit: Submitting['submit'] = async (written, photos, keepCopy) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFault(null);
    const outcome = (await check())
      ? await handOver((from) => outbox.submit(written, photos, keepCopy, from))
      : ELSEWHERE;
    if (outcome.ok) {
      await navigate(`/mine#${outcome.id}`, { replace: true });
      return;
    }
    running.current = false;
    setBusy(false);
    if (outcome.why !== 'elsewhere') setFault(outcome.why);
    else if (await check()) setFault('failed');
  };
  return { busy, fault, forget: useCallback(() => setFault(null), []), submit };
}

const ELSEWHERE: SubmitOutcome = { ok: false, why: 'elsewhere' };
