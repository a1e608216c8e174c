/**
 * The bundles: the app, the static page's script and its chunk for claims, both again for a province's site, the service
 * worker, the renderer for Node.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
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

/** In the page's script one module stands in for another. */
function standsIn(other: string, usual: string): Plugin {
  return {
    name: other,
    enforce: 'pre',
    resolveId(source, importer) {
      const own = source === usual && importer?.includes('/page/enhance/') && !importer.endsWith(other.slice(1));
      return own ? this.resolve(other, importer, { skipSelf: true }) : null;
    },
  };
}

const IN_ENGLISH = standsIn('./language-en.ts', './language.ts');
/** For pages in a province's site, whose files a delegated role signs. */
const IN_PROVINCE = standsIn('./check-province.ts', './check.ts');

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

/** A chunk that the page's script imports by its address: `/assets/<stem>-<hash>.js`. */
async function bundleChunk(root: string, site: string, input: string, stem: string): Promise<string> {
  await build({
    ...quiet(root),
    build: {
      target: TARGET,
      outDir: site,
      emptyOutDir: false,
      modulePreload: false,
      minify: true,
      rollupOptions: {
        input: join(root, input),
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: `${stem}.js` },
      },
    },
  });
  return hashName(site, `${stem}.js`, stem);
}

/** The page's script in one language, named after its content. */
async function bundlePageScript(
  root: string,
  site: string,
  stem: string,
  plugins: Plugin[],
  chunks: Readonly<Record<string, string>>,
): Promise<string> {
  // From one file of `assets/` to the other.
  const define = Object.fromEntries(
    Object.entries(chunks).map(([name, path]) => [name, JSON.stringify(path.replace(/^.*\//, './'))]),
  );
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

/** URL paths of the static pages' scripts, one a language; and what stands in their place in a province's site. */
export interface PageScripts {
  readonly pageScript: string;
  readonly pageScriptEn: string;
  /** Below `dist/province`. */
  readonly province: {
    readonly pageScript: string;
    readonly pageScriptEn: string;
    /** The chunk that follows delegations. */
    readonly delegated: string;
  };
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

/** Apart from the site of one bureau, which has none of these files. */
async function bundleProvince(
  root: string,
  out: string,
  chunks: Readonly<Record<string, string>>,
): Promise<PageScripts['province']> {
  await mkdir(join(out, 'assets'), { recursive: true });
  const delegated = await bundleChunk(root, out, 'src/web/page/province/main.ts', 'delegated');
  const all = { ...chunks, DELEGATED_SCRIPT: delegated };
  const pageScript = await bundlePageScript(root, out, 'page', [IN_PROVINCE], all);
  const pageScriptEn = await bundlePageScript(root, out, 'page-en', [IN_PROVINCE, IN_ENGLISH], all);
  return { pageScript, pageScriptEn, delegated };
}

async function bundleEach(root: string, out: string): Promise<PageScripts> {
  const site = join(out, 'site');
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: site } });
  const chunks = { CLAIM_SCRIPT: await bundleChunk(root, site, 'src/web/page/claim/main.ts', 'claim') };
  const pageScript = await bundlePageScript(root, site, 'page', [], chunks);
  const pageScriptEn = await bundlePageScript(root, site, 'page-en', [IN_ENGLISH], chunks);
  const province = await bundleProvince(root, join(out, 'province'), chunks);
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
  return { pageScript, pageScriptEn, province };
}
