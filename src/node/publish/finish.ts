/** From signed data to the switched site: the last step of every publication, in one sitting or in several. */
import { join } from 'node:path';
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { hasLeft } from '../../core/domain/opening-file.ts';
import { appendCodes } from './codes.ts';
import { loadSaltSecret } from './keys.ts';
import { saveKnownBefore } from './matching/institutions-file.ts';
import { writeObjectionCodes } from './objection-codes.ts';
import { writePages } from './page-threads.ts';
import type { PageContext } from './pages.ts';
import type { OnProgress } from './progress.ts';
import { saveMark } from './published.ts';
import type { Ready } from './ready.ts';
import { pinOf, siteFiles } from './release-files.ts';
import type { Build } from './renderer.ts';
import { type PublishReport, reportOf } from './report.ts';
import type { SignedRepository } from './signing/repository.ts';
import { keysAtHand, rememberSeen } from './signing/seen-keys.ts';
import { RELEASES, switchRelease, writeRelease } from './site.ts';

export interface Finish {
  readonly dir: string;
  readonly build: Build;
  /** What is shown on the pages is what may be shown on this day. */
  readonly today: IsoDate;
  readonly told: OnProgress;
  /** Key files on other media, to be remembered. */
  readonly media?: readonly string[];
  /** Looks at the release, written and not yet switched to; throws where it must not be. */
  readonly check?: (folder: string) => Promise<void>;
}

/** Until the switch the site is the old release, after it the new one. Run again after a kill it ends the same. */
export async function finishPublication(ready: Ready, signed: SignedRepository, about: Finish): Promise<PublishReport> {
  const { dir, build, today, told } = about;
  const { bureau, terms, directory, made, tree, edition, tombstones } = ready;
  const records = made.map(({ record }) => record);
  const pin = pinOf(signed, build);
  // What lapsed between the signature and today stays signed for, and is not there.
  for (const path of [...signed.files.keys()]) if (lapsed(path, today)) signed.files.delete(path);
  const files = await siteFiles({ build, bureau, terms, records, today, pin, signed, tombstones });
  for (const [path, bytes] of ready.pictures) files.set(path, bytes);
  const name = `${String(edition.release.version).padStart(4, '0')}-${signed.versions.targets}`;
  const context: PageContext = { bureau, terms, release: edition.release, directory, pin, today };
  const written = await writeRelease(dir, name, files, async (folder) => {
    const pages = pagesOnRequest(bureau)
      ? { files: 0, bytes: 0 }
      : await writePages(folder, made, (index) => tree.path(index), build, context, told);
    told({ step: 'flush', count: null });
    return pages;
  });
  await about.check?.(join(dir, RELEASES, name));
  told({ step: 'switch', count: null });
  await writeNames(dir, ready, today);
  await switchRelease(dir, name);
  await saveMark(dir, signed.next);
  const keys = join(dir, 'keys');
  await rememberSeen(keys, await keysAtHand(keys, about.media), today);
  return reportOf({ review: ready.review, made, edition, changed: ready.changed, written, pin });
}

/** Before the switch: a code that may be printed tomorrow is never given again, whatever happens next. */
async function writeNames(dir: string, { bureau, codes, letters, stands }: Ready, today: IsoDate): Promise<void> {
  if (!stands.names) {
    await appendCodes(dir, codes.table, codes.added, today);
    await saveKnownBefore(dir, codes.next);
  }
  if (stands.letters) return;
  const context = { saltSecret: await loadSaltSecret(dir), bureau, year: letters.year, codes: codes.table };
  await writeObjectionCodes(dir, letters.to, context);
}

/** `targets/<dir>/<sha256>.penalties-<day>.bin` */
function lapsed(path: string, today: IsoDate): boolean {
  return hasLeft(path.replace(/\/[0-9a-f]{64}\./, '/'), today);
}
