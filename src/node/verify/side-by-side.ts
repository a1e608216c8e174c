/** Work on many things, some of it at the same time: a disk or a host answers several questions as fast as one. */

/** Calls `work` for each item, at most `width` at once; results stand in the order of the items. A throw ends it. */
export async function sideBySide<Item, Made>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = new Array(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      made[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return made;
}
