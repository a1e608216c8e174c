/** A small seeded generator, so that the same seed gives the same county, byte for byte, on every machine. */

export interface Random {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
  /** A stream of its own: drawing more here changes nothing elsewhere. */
  fork(label: string): Random;
}

/** FNV-1a over the UTF-16 units of the text, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** mulberry32: 32 bits of state, integer arithmetic only. Not for secrets. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  const int = (below: number): number => Math.floor((next() / 4_294_967_296) * below);
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[int(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
  function shuffle<Item>(items: readonly Item[]): Item[] {
    const keyed = items.map((item) => ({ item, key: next() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
  return {
    int,
    between: (low, high) => low + int(high - low + 1),
    chance: (percent) => int(100) < percent,
    pick,
    shuffle,
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
