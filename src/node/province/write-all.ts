/** The folders of a province's site in the release that is being made: each bureau's, and the province's own. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { parseBureauList } from '../../core/snapshot/bureau-list.ts';
import type { Build } from '../publish/renderer.ts';
import { systemFaultKind } from '../publish/system-fault.ts';
import { writeHome } from './home.ts';
import type { Signed } from './signing.ts';
import { bureauRepository, type ListFile, ownRepository, writeBureau, writeRepository } from './site.ts';
import { type Standing, topOf } from './standing.ts';
import type { Refusal } from './take-in.ts';
import { notWritten, type Work } from './work.ts';

export interface Whole {
  readonly signed: Signed;
  readonly list: ListFile;
  readonly works: readonly Work[];
  readonly standing: Standing;
  readonly build: Build;
  readonly now: Date;
}

/** Bureaus whose folders cannot be made: the attempt is over. */
export class Unwritten extends Error {
  readonly bureaus: ReadonlyMap<string, Refusal>;
  constructor(bureaus: ReadonlyMap<string, Refusal>) {
    super('not written');
    this.bureaus = bureaus;
  }
}

/** Returns of which bureaus the day's changes could not be written. Throws `Unwritten`. */
export async function writeAll(
  folder: string,
  { signed, list, works, standing, build, now }: Whole,
): Promise<ReadonlyMap<string, Refusal>> {
  const today: IsoDate = chinaDay(now);
  const ids = new Set(works.map(({ bureau }) => bureau.id));
  const before = standing.at === null ? [] : parseBureauList(topOf(standing).list[1]).bureaus;
  for (const { id } of before) if (!ids.has(id)) await rm(join(folder, id), { recursive: true, force: true });
  const [unwritten, unchanged] = [new Map<string, Refusal>(), new Map<string, Refusal>()];
  for (const { bureau, part, handOver, day } of works) {
    if (part === null) continue;
    const place = join(folder, bureau.id);
    const repository = bureauRepository(signed, list, bureau.id, part, handOver?.files);
    const noted = (into: Map<string, Refusal>) => (refusal: Refusal) => void into.set(bureau.id, refusal);
    if (handOver !== null) {
      await unlessOwn(() => writeBureau(place, handOver, repository, build, today), noted(unwritten));
      continue;
    }
    // Page by page: what was renewed of them stays so.
    await unlessOwn(() => day?.write?.(place), noted(unchanged));
    for (const file of day?.files ?? []) await rm(join(place, file), { force: true });
    await writeRepository(place, repository);
  }
  if (unwritten.size > 0) throw new Unwritten(unwritten);
  const roles = new Map(works.flatMap(({ bureau, part }) => (part === null ? [] : [[bureau.id, part.role] as const])));
  await writeRepository(folder, ownRepository(signed, list, roles));
  const { bureaus } = parseBureauList(list[1]);
  const listed = bureaus.map((bureau) => ({ ...bureau, there: roles.has(bureau.id) }));
  await writeHome(folder, {
    province: standing.province,
    bureaus: listed,
    root: signed.roots[0] ?? '',
    dist: build.dist,
  });
  return unchanged;
}

/** Runs what may fail for one bureau alone; throws where this machine failed. */
async function unlessOwn(work: () => Promise<unknown> | undefined, failed: (refusal: Refusal) => void): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (systemFaultKind(fault) !== null) throw fault;
    failed(notWritten(fault));
  }
}
