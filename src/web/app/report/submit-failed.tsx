/** Why it was not submitted and what to do; takes the focus. What was written stays. */
import { useEffect, useRef } from 'react';
import { CallButton } from './telephone.tsx';
import type { SubmitFault } from './use-submit.ts';
import type { Place } from './writing.ts';

export function SubmitFailed({ fault, place }: { readonly fault: SubmitFault | null; readonly place: Place }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fault !== null) box.current?.focus();
  }, [fault]);
  if (fault === null) return null;
  return (
    <div className="rep-summary" role="alert" tabIndex={-1} ref={box}>
      <p>{place.r.rep.failed[fault]}</p>
      {fault !== 'full' && <CallButton place={place} />}
    </div>
  );
}
