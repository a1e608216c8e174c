/** The app's files in a release: the build's, with what only publishing knows filled in. */
import { createHash } from 'node:crypto';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { styleHash } from './pages.ts';
import type { Build } from './renderer.ts';
import { readTree } from './site.ts';

const EMPTY_CONFIG = '{"pin":null,"bureau":null}';
const REVISION = '__SHELL_REVISION__';

/**
 * Everything under `dist/site`, with the pin and the bureau in `index.html`, its revision in the service worker, and
 * the style hash that the server's content security policy needs. Throws when the build has no place for them.
 */
export async function shellFiles(
  { dist, renderer }: Build,
  config: { readonly pin: PageProof['pin']; readonly bureau: string },
): Promise<Map<string, Uint8Array | string>> {
  const files = new Map<string, Uint8Array | string>(await readTree(`${dist}/site`));
  const index = textOf(files, 'index.html');
  const filled = index.replace(EMPTY_CONFIG, () => JSON.stringify(config));
  if (filled === index) throw new Error('index.html has no place for the configuration');
  files.set('index.html', filled);
  const worker = textOf(files, 'sw.js');
  const revision = createHash('sha256').update(filled).digest('hex').slice(0, 16);
  if (!worker.includes(REVISION)) throw new Error('sw.js has no place for the revision of the shell');
  files.set('sw.js', worker.replace(REVISION, revision));
  files.set('headers.json', `${JSON.stringify({ styleHashes: [styleHash(renderer.pageCss)] })}\n`);
  return files;
}

function textOf(files: ReadonlyMap<string, Uint8Array | string>, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`the build has no ${path}`);
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}
