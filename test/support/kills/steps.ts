/** Names for the changes that a command makes to the disk, and what must be durable before what. */

/** The folder of one bureau in a province's site: what lies in it lies in the same places as in a site of its own. */
const BUREAU = /(releases\/\*\/)(?!(?:d|i|en|assets|pictures)\/)[^/]+\/(?=.)/;

/** What is done at a change, as the table of kills says it: names of files without what differs from run to run. */
export function stepOf(change: string): string {
  return change
    .replace(/releases\/[^/]+/, 'releases/*')
    .replace(BUREAU, '$1')
    .replace(/(releases\/\*\/)(?:en\/)?(i|assets|pictures|d\/targets|d\/metadata(?=\/\d))\/.*$/, '$1$2/*')
    .replace(/(releases\/\*\/)[^/*]+$/, '$1*')
    .replace(/ $/, ' .');
}

/** Whether a release is being written: from the first file of it to the flush, which is the last before the switch. */
export function isWriting(change: string): boolean {
  return /^(?:write|link|mkdir|rm) releases\/[^/]+\//.test(change);
}

/**
 * Where a crash of the machine would leave a site that points at what is not on the disk: everything that was not yet
 * durable when something began to rest on it. Empty: all is in order.
 */
export function unsafeMoments(changes: readonly string[]): readonly string[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  const faults: string[] = [];
  let switched = false;
  for (const [operation = '', path = ''] of changes.map((change) => change.split(' ', 2))) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (path.startsWith('review')) continue;
    if (operation === 'flush') {
      files.clear();
      folders.clear();
    } else if (operation === 'sync') {
      files.delete(path);
      folders.delete(path);
      if (path === '') switched = false;
    } else if (operation === 'write') {
      files.add(path);
    } else if (operation === 'rename' && path === 'site') {
      faults.push(...[...files, ...folders].map((one) => `switched before ${one} was durable`));
      switched = true;
    } else if (operation === 'rename') {
      if (files.has(`${path}.next`)) faults.push(`${path} got its name before its bytes were durable`);
      folders.add(folder);
    } else if (operation === 'rm' && switched && /^releases\/[^/]+$/.test(path)) {
      faults.push(`${path} was deleted before the switch was durable`);
    }
  }
  return [...faults, ...[...files].map((path) => `${path} was never durable`)];
}
