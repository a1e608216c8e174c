/** What a renewal starts from: the release in force, how far it had come, and what the province signed last. */
import { basename, join } from 'node:path';
import type { Bytes } from '../../core/domain/bytes.ts';
import { bureauListPath } from '../../core/snapshot/bureau-list.ts';
import { mapAt } from '../../core/trust/json.ts';
import { confirmable } from '../publish/confirmable.ts';
import { loadPrevious, type Previous } from '../publish/signing/previous.ts';
import { listing, readOwn } from '../publish/signing/roles.ts';
import { currentRelease, dropOldReleases } from '../publish/site.ts';
import { loadProvince, type Province } from './config.ts';
import { loadMark, type ProvinceMark } from './mark.ts';
import type { Signed } from './signing.ts';
import type { ListFile } from './site.ts';

/** What stands before the renewal. */
export interface Standing {
  readonly province: Province;
  readonly mark: ProvinceMark | null;
  /** Folder of the release in force, and its texts; null before the first. */
  readonly at: { readonly folder: string; readonly previous: Previous } | null;
}

/** The province's part, newly signed or as it is. */
export interface Top extends Pick<Signed, 'roots' | 'targets'> {
  readonly list: ListFile;
}

/** Throws when what lies there is not the newest that was published, or is gone. */
export async function standingIn(dir: string, now: Date): Promise<Standing> {
  const [province, mark, folder] = [await loadProvince(dir), await loadMark(dir), await currentRelease(dir)];
  const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
  if (folder === null || previous === null) {
    // Founding a second root would lock out every phone that knows the first.
    if (mark !== null) throw new Error(GONE);
    return { province, mark, at: null };
  }
  await dropOldReleases(dir, basename(folder));
  const sound = await confirmable(folder, previous, mark, now);
  if (!sound.ok) throw sound.fault;
  return { province, mark, at: { folder, previous } };
}

const GONE =
  '曾经公布过，但网站文件夹不在了。请从备份恢复最新一次的 releases 和 site。/ Something was published before, but the site folder is gone: restore the newest releases and site from a backup.';

/** As it was signed last; its list is what the signed targets say. */
export function topOf({ province, at }: Standing): Top {
  const path = bureauListPath(province.id);
  const text = at?.previous.bundled.get(path);
  if (at === null || text === undefined) {
    throw new Error(
      '还没有公布过，请先运行 yixinma province publish。/ Nothing is published yet: run yixinma province publish first.',
    );
  }
  const bytes: Bytes = new Uint8Array(Buffer.from(text));
  const { roots, targets } = at.previous;
  const signed = mapAt(readOwn(targets, 'targets').body, 'targets').get(path);
  const { sha256 } = listing(bytes).hashes;
  if (!(signed instanceof Map) || mapAt(signed, 'hashes').get('sha256') !== sha256) {
    throw new Error(
      `${path} 与签名不符，请从备份恢复网站文件夹。/ ${path} is not what was signed: restore the site folder from a backup.`,
    );
  }
  return { roots, targets, list: [path, bytes] };
}
