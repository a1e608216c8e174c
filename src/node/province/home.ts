/** The province's own home: the app's shell with the list of bureaus in it. */
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import { provinceWords } from '../../core/words/province.ts';
import { loadBuild } from '../publish/renderer.ts';
import { shellFiles } from '../publish/shell.ts';
import { replaceFile } from '../publish/site.ts';
import { fingerprint } from '../verify/read-release.ts';
import { type Province, publisherOf } from './config.ts';

export interface HomeInput {
  readonly province: Province;
  readonly bureaus: readonly (ListedBureau & { readonly there: boolean })[];
  /** Text of the first root file. */
  readonly root: string;
  /** Folder of the build. */
  readonly dist: string;
}

/** Files of another build's shell stay for pages that still name them. */
export async function writeHome(folder: string, { province, bureaus, root, dist }: HomeInput): Promise<void> {
  // No institution's page lies here, and none follows a delegation.
  const build = await loadBuild(dist);
  const bureau = publisherOf(province);
  const pin = { rootSha256: fingerprint(root), minimumVersion: 1, builtAt: build.builtAt };
  const content = build.renderer.renderProvinceHome({ province: bureau, bureaus, fingerprint: pin.rootSha256 });
  const title = provinceWords.zh.title({ area: province.county });
  const files = await shellFiles(build, { pin, bureau, home: { lists: province.id, title, content } });
  const folders = bureaus.filter(({ there }) => there).map(({ id }) => id);
  const rules = { ...JSON.parse(String(files.get('headers.json'))), folders };
  files.set('headers.json', `${JSON.stringify(rules)}\n`);
  for (const [path, bytes] of files) await replaceFile(folder, path, bytes);
}
