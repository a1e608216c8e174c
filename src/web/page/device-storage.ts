/** What a phone remembers for the page, where it lets us. */

export type PageStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** With cookies blocked the mere access throws: then nothing is remembered. */
export function openStorage(): PageStorage {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}
