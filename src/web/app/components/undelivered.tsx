/** On the home page: how many submissions of this phone have not arrived. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createMarkers } from '../../outbox/markers.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { useApp } from '../context.tsx';
import { MineNotice } from '../mine/notice.tsx';

export function Undelivered() {
  const { outbox, config } = useApp();
  const [opened, setOpened] = useState<Outbox | null>(null);
  useEffect(() => {
    const waiting = createMarkers(() => globalThis.localStorage, config.bureau).list();
    // Most visitors have written nothing: they never load the outbox.
    if (waiting.length > 0) outbox().then(setOpened, () => undefined);
  }, [outbox, config.bureau]);
  return opened && <Count outbox={opened} />;
}

function Count({ outbox }: { readonly outbox: Outbox }) {
  const { items } = useSyncExternalStore(outbox.subscribe, outbox.state);
  return <MineNotice undelivered={items.filter(({ state }) => state.kind !== 'delivered').length} />;
}
