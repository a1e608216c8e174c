/** Byte budgets of the verifier (trust design, "Client"): what a page needs of it, and all that a browser may load. */
import { join } from 'node:path';
import { build } from 'vite';
import { type Budget, brotliBytes } from './budgets.ts';

/** Top-level roles and P-256; and with delegations and every kind of key. */
const PARTS = [
  ['verifier, as a page needs it', 6, ['updater']],
  ['verifier, with delegations and every kind of key', 8, ['updater', 'every-key', 'delegations/delegated']],
] as const;

/** Bundles the modules of `src/core/trust`, with nothing shaken off that they export, and weighs them. */
export async function measureVerifier(root: string): Promise<Budget[]> {
  const budgets: Budget[] = [];
  for (const [name, kilobytes, modules] of PARTS) {
    const value = brotliBytes(await bundled(root, modules));
    const limit = kilobytes * 1024;
    budgets.push({ name, value, limit, ok: value <= limit });
  }
  return budgets;
}

const ENTRY = 'verifier-entry';

async function bundled(root: string, modules: readonly string[]): Promise<Uint8Array> {
  const lines = modules.map((name) => `export * from ${JSON.stringify(join(root, `src/core/trust/${name}.ts`))};`);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : null),
        load: (id) => (id === `\0${ENTRY}` ? lines.join('\n') : null),
      },
    ],
    build: { target: 'es2020', write: false, minify: true, lib: { entry: ENTRY, formats: ['es'], fileName: ENTRY } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('nothing was bundled');
  const [chunk] = output.output;
  return new TextEncoder().encode(chunk.code);
}
