/** Says a change of state once, politely. Seconds and pieces are never read out. */
import { useEffect, useRef, useState } from 'react';

export interface Announced {
  readonly id: string;
  readonly key: string;
  /** What is said: the item and its state. */
  readonly text: string;
}

/** `null` while the store is being read: what is there at first is read as the page, not announced. */
export function Announcer({ states }: { readonly states: readonly Announced[] | null }) {
  const said = useRef<Set<string> | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (states === null) return;
    const keys = states.map(({ id, key }) => `${id} ${key}`);
    const known = said.current;
    said.current = new Set([...(known ?? []), ...keys]);
    if (known === null) return;
    // A network that comes and goes is not told again and again.
    const fresh = states.filter(({ id, key }) => !known.has(`${id} ${key}`));
    if (fresh.length > 0) setText(fresh.map((one) => one.text).join(' '));
  }, [states]);
  return (
    <p className="vh" role="status" data-announcer>
      {text}
    </p>
  );
}
