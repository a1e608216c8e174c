/** Files of the current release: found safely, read once, compressed once, kept within a bound. */
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Body, keptBodies } from './bodies.ts';
import { isCompressible } from './headers.ts';
import type { Encoding } from './negotiate.ts';

export interface SiteFiles {
  /** The first of these paths that is a regular file of the current release, as sent; null when there is none. */
  find(
    candidates: readonly string[],
    encoding: Encoding,
  ): Promise<{ readonly path: string; readonly body: Body } | null>;
}

/**
 * `siteDir` may be a link that publishing points elsewhere at any moment: it is resolved anew for every request, and a
 * path that leaves the resolved folder by a link inside it is not found.
 */
export function siteFiles(siteDir: string, cacheBytes?: number): SiteFiles {
  const bodies = keptBodies(cacheBytes);

  async function load(file: string, encoding: Encoding): Promise<Body | null> {
    const handle = await open(file, 'r').catch(() => null);
    if (handle === null) return null;
    try {
      const stat = await handle.stat({ bigint: true });
      if (!stat.isFile()) return null;
      // The inode tells two files apart that were switched within one tick of the clock.
      const key = `${file}\0${stat.ino}\0${stat.mtimeNs}\0${stat.size}`;
      return await bodies.of(key, () => handle.readFile(), encoding, 'best');
    } finally {
      await handle.close();
    }
  }

  return {
    async find(candidates, encoding) {
      const root = await realpath(siteDir).catch(() => null);
      if (root === null) return null;
      for (const path of candidates) {
        const file = await realpath(join(root, ...path.split('/'))).catch(() => null);
        if (file === null || !file.startsWith(root + sep)) continue;
        const body = await load(file, isCompressible(path) ? encoding : 'identity');
        if (body !== null) return { path, body };
      }
      return null;
    },
  };
}

/** The same of a bureau's folder on a province's host: a site of its own, with paths below it. */
export function filesBelow(files: SiteFiles, folder: string): SiteFiles {
  return {
    find: async (candidates, encoding) => {
      const found = await files.find(
        candidates.map((path) => `${folder}/${path}`),
        encoding,
      );
      return found && { ...found, path: found.path.slice(folder.length + 1) };
    },
  };
}
