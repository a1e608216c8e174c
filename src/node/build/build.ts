/** Builds what browsers and the publisher need, when the sources changed: `dist/site`, `dist/render.js`, `dist/build.json`. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PageScripts } from './bundle.ts';

/** What publishing must know of a build; kept as `dist/build.json`. */
export interface BuildInfo {
  /** SHA-256 over the sources; another digest means: build again. */
  readonly digest: string;
  /** URL path of the static page's script: `/assets/page-<hash>.js`. */
  readonly pageScript: string;
  /** The same for English pages: `/assets/page-en-<hash>.js`. */
  readonly pageScriptEn: string;
  /** The same, and a chunk, for a bureau in a province's site; below `dist/province`. */
  readonly province: PageScripts['province'];
  /** When it was built; a verifier trusts no clock earlier than this. */
  readonly builtAt: string;
}

const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'public',
  'src/core',
  'src/web',
  'src/node/build',
];

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  const nested = await Promise.all(entries.map((entry) => filesUnder(join(path, entry.name))));
  return nested.flat();
}

/** Digest of all sources by content, so that a checkout with other time stamps does not build again. */
export async function sourceDigest(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of (await filesUnder(join(root, source))).sort()) {
      const bytes = await readFile(file).catch(() => null);
      if (bytes === null) continue;
      hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/** The last build's info; null when there is none or it cannot be read. */
export async function loadBuildInfo(root: string): Promise<BuildInfo | null> {
  const text = await readFile(join(root, 'dist/build.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as BuildInfo);
}

/** Builds unless `dist` already holds this digest. The bundler is loaded only then: a second start stays fast. */
export async function buildIfChanged(root: string, now: Date): Promise<{ rebuilt: boolean; info: BuildInfo }> {
  const digest = await sourceDigest(root);
  const last = await loadBuildInfo(root);
  if (last?.digest === digest) return { rebuilt: false, info: last };
  const { bundleAll } = await import('./bundle.ts');
  const next = join(root, `dist.${process.pid}`);
  try {
    await mkdir(next, { recursive: true });
    const scripts = await bundleAll(root, next);
    const info: BuildInfo = { digest, ...scripts, builtAt: now.toISOString() };
    await writeFile(join(next, 'build.json'), `${JSON.stringify(info, null, 2)}\n`);
    // Whole or not at all: a build that fails leaves the last one standing.
    await rm(join(root, 'dist'), { recursive: true, force: true });
    await rename(next, join(root, 'dist'));
    return { rebuilt: true, info };
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}
