/** Opens the outbox for the pages in it. It is a chunk of its own: who only reads never loads it. */
import { type ReactNode, useEffect, useState } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { Layout } from './components/layout.tsx';
import { useApp } from './context.tsx';
import { useLanguage } from './language.tsx';
import { OutboxContext, ReceivingBureau } from './outbox-context.tsx';

export function OutboxArea({ children }: { readonly children: ReactNode }) {
  const outbox = useOpenedOutbox();
  const bureau = useReceivingBureau(outbox);
  if (outbox === null) return <Opening />;
  return (
    <OutboxContext value={outbox}>
      <ReceivingBureau value={bureau}>{children}</ReceivingBureau>
    </OutboxContext>
  );
}

export function Opening() {
  const { a } = useLanguage();
  return (
    <Layout>
      <p role="status">{a.starting}</p>
    </Layout>
  );
}

function useOpenedOutbox(): Outbox | null {
  const { outbox } = useApp();
  const [opened, setOpened] = useState<Outbox | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    outbox().then(setOpened, setFault);
  }, [outbox]);
  // The chunk did not arrive: the boundary above says so and offers to try again.
  if (fault !== null) throw fault;
  return opened;
}

function useReceivingBureau(outbox: Outbox | null): Bureau | null {
  const [bureau, setBureau] = useState<Bureau | null>(null);
  const { sync } = useApp();
  useEffect(() => {
    // Who takes nothing online must still be named and reached: then the bureau comes with the county's data.
    const fromCounty = () => void sync.start();
    outbox?.recipients().then((to) => (typeof to === 'object' ? setBureau(to.bureau) : fromCounty()), fromCounty);
  }, [outbox, sync]);
  return bureau;
}
