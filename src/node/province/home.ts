/** The province's own pages: a list of bureaus in each language, what is not there, and what a server must know. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { PAGE_LANGS } from '../../core/snapshot/page-path.ts';
import { styleHash } from '../publish/pages.ts';
import type { Build } from '../publish/renderer.ts';
import { replaceFile } from '../publish/site.ts';
import { fingerprint } from '../verify/read-release.ts';
import { type Province, publisherOf } from './config.ts';

const FILES = { zh: 'index.html', en: 'en.html' } as const;
/** Of the build, as they are. */
const ICONS = ['icon.svg', 'robots.txt'];

export interface HomeInput {
  readonly province: Province;
  readonly bureaus: readonly (ListedBureau & { readonly there: boolean })[];
  /** Text of the first root file. */
  readonly root: string;
  readonly build: Build;
}

export async function writeHome(folder: string, { province, bureaus, root, build }: HomeInput): Promise<void> {
  const { renderer, dist } = build;
  const hash = styleHash(renderer.pageCss);
  const about = { province: publisherOf(province), bureaus, fingerprint: fingerprint(root), styleHash: hash };
  for (const lang of PAGE_LANGS) {
    await replaceFile(folder, FILES[lang], renderer.renderProvinceHome({ ...about, lang }));
  }
  await replaceFile(folder, '404.html', renderer.renderProvinceHome({ ...about, lang: 'zh' }));
  const styleHashes = renderer.pageStyles.map(styleHash);
  const folders = bureaus.filter(({ there }) => there).map(({ id }) => id);
  await replaceFile(
    folder,
    'headers.json',
    `${JSON.stringify({ styleHashes, basePath: province.basePath, folders })}\n`,
  );
  for (const name of ICONS) {
    const bytes = await readFile(join(dist, 'site', name)).catch(() => null);
    if (bytes !== null) await replaceFile(folder, name, bytes);
  }
}
