/** One publication twice: with what was kept of the last, and, in a copy, without. Both must say and sign the same. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../src/core/domain/result.ts';
import type { PublishInput, PublishRefusal } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import type { PublishReport } from '../../../src/node/publish/report.ts';
import type { Review } from '../../../src/node/publish/review/review.ts';
import { PASSPHRASE } from '../workspace.ts';

export type About = Pick<PublishInput, 'dir' | 'year' | 'stage' | 'until' | 'now' | 'dist'>;

export interface Published {
  readonly outcome: Result<PublishReport, PublishRefusal>;
  readonly review: Review | null;
  /** Whether institutions were left unread: then no step of grading was told. */
  readonly quick: boolean;
  /** Digests by path: all of the site but what is signed anew by hand, and the files of the workspace that follow. */
  readonly files: ReadonlyMap<string, string>;
}

export async function publish(about: About): Promise<Published> {
  const steps = new Set<string>();
  let review: Review | null = null;
  const outcome = await publishRelease({
    ...about,
    passphrase: async (made) => {
      review = made;
      return PASSPHRASE;
    },
    progress: ({ step }) => steps.add(step),
  });
  return { outcome, review, quick: outcome.ok && !steps.has('grade'), files: await filesOf(about.dir) };
}

/** Metadata are signed with a number that is never the same twice. */
const SIGNED_ANEW = /^d\/(?:metadata\/|bundle\.json$)/;

async function filesOf(dir: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (!existsSync(join(dir, 'site'))) return found;
  const root = await realpath(join(dir, 'site'));
  const add = async (name: string, file: string) =>
    found.set(
      name,
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (entry.isFile() && !SIGNED_ANEW.test(path)) await add(path, join(root, path));
  }
  for (const name of ['codes.csv', 'institutions.json']) await add(name, join(dir, name));
  for (const name of await readdir(join(dir, 'letters'))) await add(name, join(dir, 'letters', name));
  return found;
}

/** `[with, without]`; the workspace goes on with the first. */
export async function publishBothWays(about: About): Promise<readonly [Published, Published]> {
  const copy = `${about.dir}-whole`;
  await rm(copy, { recursive: true, force: true });
  await cp(about.dir, copy, { recursive: true, verbatimSymlinks: true });
  await rm(join(copy, 'kept'), { recursive: true, force: true });
  return [await publish(about), await publish({ ...about, dir: copy })];
}
