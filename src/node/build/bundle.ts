/** The five bundles: the app, the static page's script and its chunk for claims, the service worker, the renderer for Node. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { minify } from 'terser';
import { build, type InlineConfig, type Plugin } from 'vite';

/**
 * Chrome 87 and Safari 14 run ES2020 whole. Naming the browsers instead would rewrite every `?.` for a bug of Chrome 80
 * to 90 that concerns none of ours (tagged templates, spread arguments), at 100 bytes of each page's script.
 */
const TARGET = 'es2020';

const quiet = (root: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  resolve: { alias: [{ find: /^crypto$/, replacement: join(root, 'src/node/build/web-crypto.ts') }] },
});

/** One self-contained script, no imports at run time. */
async function bundleScript(
  root: string,
  entry: string,
  outDir: string,
  name: string,
  plugins: Plugin[] = [],
  define: Readonly<Record<string, string>> = {},
): Promise<void> {
  await build({
    ...quiet(root),
    plugins,
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      target: TARGET,
      outDir,
      emptyOutDir: false,
      lib: { entry: join(root, entry), formats: ['iife'], name: 'yixinma', fileName: () => name },
      minify: true,
    },
  });
}

/** The page's script in English: `language-en.ts` stands in for `language.ts`. */
const inEnglish: Plugin = {
  name: 'in-english',
  enforce: 'pre',
  resolveId(source, importer) {
    const own = source === './language.ts' && importer?.includes('/page/enhance/');
    return own ? this.resolve('./language-en.ts', importer, { skipSelf: true }) : null;
  },
};

/**
 * The script that every page brings is minified once more: 120 bytes of 8,192. What is called unsafe here changes only
 * how functions are written, and we neither bind nor construct any.
 */
async function squeeze(file: string): Promise<void> {
  const { code } = await minify(await readFile(file, 'utf8'), {
    ecma: 2020,
    compress: {
      ecma: 2020,
      passes: 3,
      hoist_funs: true,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
  });
  if (!code) throw new Error(`nothing is left of ${file}`);
  await writeFile(file, code);
}

/** The chunk that the page's script imports by its address, `CLAIM_SCRIPT`, when a board's code brought a claim along. */
async function bundleClaimScript(root: string, site: string): Promise<string> {
  await build({
    ...quiet(root),
    build: {
      target: TARGET,
      outDir: site,
      emptyOutDir: false,
      modulePreload: false,
      minify: true,
      rollupOptions: {
        input: join(root, 'src/web/page/claim/main.ts'),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: 'claim.js' },
      },
    },
  });
  return hashName(site, 'claim.js', 'claim');
}

/** The page's script in one language, named after its content. */
async function bundlePageScript(
  root: string,
  site: string,
  stem: string,
  plugins: Plugin[],
  claimScript: string,
): Promise<string> {
  // From one file of `assets/` to the other.
  const define = { CLAIM_SCRIPT: JSON.stringify(claimScript.replace(/^.*\//, './')) };
  await bundleScript(root, 'src/web/page/enhance/main.ts', site, 'page.js', plugins, define);
  await squeeze(join(site, 'page.js'));
  return hashName(site, 'page.js', stem);
}

async function listFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Puts the shell's files into the worker. `index.html` is left out: publishing fills its data block, so its revision
 * is known only then (`__SHELL_REVISION__`, replaced by the publisher).
 */
async function fillManifest(site: string): Promise<void> {
  const worker = join(site, 'sw.js');
  const entries: { url: string; revision: string | null }[] = [];
  for (const file of (await listFiles(join(site, 'assets'))).sort()) {
    entries.push({ url: relative(site, file), revision: null });
  }
  const manifest = `[{url:"index.html",revision:"__SHELL_REVISION__"},${entries
    .map((entry) => `{url:${JSON.stringify(entry.url)},revision:null}`)
    .join(',')}]`;
  const source = await readFile(worker, 'utf8');
  if (!source.includes('self.__WB_MANIFEST')) throw new Error('the service worker has no place for its manifest');
  await writeFile(
    worker,
    source.replace('self.__WB_MANIFEST', () => manifest),
  );
}

/** Renames a bundle after its content, so that it can be cached for ever. */
async function hashName(site: string, file: string, stem: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(join(site, file)))
    .digest('hex')
    .slice(0, 10);
  const name = `${stem}-${digest}.js`;
  await rename(join(site, file), join(site, 'assets', name));
  return `/assets/${name}`;
}

/** URL paths of the static pages' scripts, one a language. */
export interface PageScripts {
  readonly pageScript: string;
  readonly pageScriptEn: string;
}

/** Builds everything into `out` (`out/site`, `out/render.js`). Throws what the bundler reports. */
export async function bundleAll(root: string, out: string): Promise<PageScripts> {
  const before = process.env.NODE_ENV;
  // Whatever called us: a build under test must be the build that ships, not React's development one.
  process.env.NODE_ENV = 'production';
  try {
    return await bundleEach(root, out);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function bundleEach(root: string, out: string): Promise<PageScripts> {
  const site = join(out, 'site');
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: site } });
  const claimScript = await bundleClaimScript(root, site);
  const pageScript = await bundlePageScript(root, site, 'page', [], claimScript);
  const pageScriptEn = await bundlePageScript(root, site, 'page-en', [inEnglish], claimScript);
  await bundleScript(root, 'src/web/service-worker/main.ts', site, 'sw.js');
  await fillManifest(site);
  await build({
    ...quiet(root),
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'src/web/page/render.tsx'),
      outDir: out,
      emptyOutDir: false,
      target: 'node24',
      rollupOptions: { output: { entryFileNames: 'render.js' } },
    },
  });
  return { pageScript, pageScriptEn };
}
