/** Handing the form over to the outbox: once, however often it is tapped. */
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { SubmitOutcome, Written } from '../../outbox/outbox.ts';
import { useOutbox } from '../outbox-context.tsx';
import type { WrittenState } from './use-written.ts';

export type SubmitFault = Extract<SubmitOutcome, { ok: false }>['why'];

export interface Submitting {
  readonly busy: boolean;
  readonly fault: SubmitFault | null;
  /** Puts the fault away. */
  readonly forget: () => void;
  readonly submit: (written: Written, photos: readonly Bytes[], keepCopy: boolean) => Promise<void>;
}

export function useSubmit({ check, flush, finish }: Pick<WrittenState, 'check' | 'flush' | 'finish'>): Submitting {
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
    if (!(await check())) {
      running.current = false;
      setBusy(false);
      return;
    }
    // Sealing photos takes a while on a slow phone: until it is done the draft is what there is.
    await flush();
    const outcome = await outbox
      .submit(written, photos, keepCopy)
      .catch((): SubmitOutcome => ({ ok: false, why: 'failed' }));
    if (outcome.ok) {
      await finish();
      await navigate(`/mine#${outcome.id}`, { replace: true });
      return;
    }
    running.current = false;
    setBusy(false);
    setFault(outcome.why);
  };
  return { busy, fault, forget: useCallback(() => setFault(null), []), submit };
}
