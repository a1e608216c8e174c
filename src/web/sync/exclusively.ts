/** One tab at a time, where the browser can (Web Locks, from Safari 15.4 on). Elsewhere the store's order check suffices. */
const LOCK = 'yixinma-sync';

export function exclusively<Value>(work: () => Promise<Value>): Promise<Value> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(LOCK, work) as Promise<Value>;
}
