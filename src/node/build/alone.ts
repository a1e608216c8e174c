/**
 * `yixinma-verify.mjs` and `yixinma-sign.mjs`: verifying, and signing, as one file that runs with Node alone, for whoever has no checkout.
 * The verifier brings the renderer of this build along, so that pages written by the same build are compared byte for byte. The same
 * sources give the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { BuildInfo } from './build.ts';

/** `scripts/<name>.ts` each. */
export const ALONE = ['yixinma-verify', 'yixinma-sign'] as const;
export type Alone = (typeof ALONE)[number];

/** The oldest Node that is looked after, with `fetch` and WebCrypto. */
const TARGET = 'node20';

/** In the place of a build to be looked for: this one's renderer, and the names of its scripts. */
function withRenderer(root: string, dist: string, info: BuildInfo): Plugin {
  const own = '\0looks-of-this-build';
  const { pageScript, pageScriptEn, province } = info;
  const scripts = [
    { pageScript, pageScriptEn },
    { pageScript: province.pageScript, pageScriptEn: province.pageScriptEn },
  ];
  return {
    name: 'with-renderer',
    enforce: 'pre',
    resolveId: (source) => (/\/looks\.ts$/.test(source) ? own : null),
    load: (id) =>
      id === own
        ? `import * as renderer from ${JSON.stringify(join(dist, 'render.js'))};
import { pageLooks } from ${JSON.stringify(join(root, 'src/node/publish/page-looks.ts'))};
import { tombstoneLooks } from ${JSON.stringify(join(root, 'src/node/publish/tombstones.ts'))};
const builds = ${JSON.stringify(scripts)};
const scripts = builds.flatMap((one) => Object.values(one).map((path) => path.slice(1)));
const looks = { pages: pageLooks(renderer, builds), gone: tombstoneLooks(renderer, builds), scripts, rest: null };
export const looksOfBuild = async () => looks;`
        : null,
  };
}

/** Writes `<name>.mjs` and, as `sha256sum --check` reads it, its digest beside it, into `out`; gives the digest. `dist` holds the build. */
export async function buildAlone(name: Alone, root: string, dist: string, out: string): Promise<string> {
  const info = JSON.parse(await readFile(join(dist, 'build.json'), 'utf8')) as BuildInfo;
  const file = `${name}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [withRenderer(root, dist, info)],
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, `scripts/${name}.ts`),
      outDir: out,
      emptyOutDir: false,
      target: TARGET,
      minify: true,
      rollupOptions: { output: { entryFileNames: file, codeSplitting: false, banner: '#!/usr/bin/env node' } },
    },
  });
  const digest = createHash('sha256')
    .update(await readFile(join(out, file)))
    .digest('hex');
  await writeFile(join(out, `${file}.sha256`), `${digest}  ${file}\n`);
  return digest;
}
