/**
 * `DIR/sittings/<id>`: what the machine that made an export keeps of it, so that just that is published. It holds lists of staff,
 * which do not travel; like `keys` it is readable by its owner alone, and goes with the next publication.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { type Opening, openingsMatch } from '../../../core/snapshot/opening.ts';
import type { KnownBefore } from '../matching/institutions-file.ts';
import type { Ready } from '../ready.ts';
import { readTree } from '../site.ts';
import { recordTree } from '../tree.ts';
import { damaged, EXPORT, type Kept, keepWhole, keptFolder, PRIVATE } from './kept-folder.ts';
import { type ReadExport, readParts } from './read.ts';

const OPENINGS = 'openings.json';
const PICTURES = 'pictures';

/** What neither the data files nor the workbook of the day of publication can tell. */
type Private = Pick<Ready, 'bundled' | 'review' | 'changed' | 'letters' | 'today'> & {
  readonly unchanged: boolean;
  readonly codes: {
    readonly table: readonly (readonly [id: string, code: InstitutionCode])[];
    readonly added: readonly string[];
    readonly next: readonly KnownBefore[];
  };
};

/** The shape that matters; what is in it was written by `keep`. */
const PRIVATE_SHAPE = v.looseObject({
  bundled: v.array(v.string()),
  review: v.looseObject({}),
  letters: v.looseObject({}),
  today: v.string(),
  unchanged: v.boolean(),
  codes: v.looseObject({ table: v.array(v.tuple([v.string(), v.string()])), added: v.array(v.string()) }),
});

/** Keeps an export whole, or not at all. `write` makes the folder that travels, whose path is given back. */
export async function keep<Made>(
  dir: string,
  id: string,
  ready: Ready,
  write: (folder: string) => Promise<Made>,
): Promise<Kept<Made>> {
  return keepWhole(dir, id, async (next) => {
    await mkdir(join(next, PICTURES), { recursive: true });
    const made = await write(join(next, EXPORT));
    const { bundled, review, changed, letters, today, codes, edition } = ready;
    const own: Private = {
      ...{ bundled, review, changed, letters, today, unchanged: edition.unchanged },
      codes: { table: [...codes.table], added: codes.added, next: codes.next },
    };
    await writeFile(join(next, PRIVATE), JSON.stringify(own), { mode: 0o600 });
    const lines = ready.made.map(({ record, openings }) => JSON.stringify([record.code, openings]));
    await writeFile(join(next, OPENINGS), `${lines.join('\n')}\n`, { mode: 0o600 });
    for (const [path, bytes] of ready.pictures) {
      await mkdir(join(next, PICTURES, path, '..'), { recursive: true });
      await writeFile(join(next, PICTURES, path), bytes);
    }
    return made;
  });
}

/** Null where this machine made no such export, or it went with a later publication. Throws where it was altered. */
export async function loadKept(
  dir: string,
  id: string,
  now: Date,
): Promise<{ ready: Ready; export: ReadExport } | null> {
  const folder = keptFolder(dir, id);
  if (!(await readdir(folder).catch(() => null))) return null;
  const read = await readParts(join(folder, EXPORT), now);
  if (!read.ok || read.value.id !== id)
    throw damaged(folder, read.ok ? 'id' : read.fault.map(({ detail }) => detail).join('、'));
  const own = await loadPrivate(folder);
  const openings = await loadOpenings(folder);
  const { next } = read.value;
  const made = next.records.map((record) => ({ record, openings: openings.get(record.code) ?? [] }));
  for (const { record, openings: all } of made) {
    // What the pages are going to show is what the signed records commit to.
    if (!(await openingsMatch(record.sealed, all))) throw damaged(folder, record.code);
  }
  const release = next.releases.at(-1);
  if (release === undefined) throw damaged(folder, 'records.json');
  const { bureau, terms, directory, releases, log, tombstones } = next;
  const { unchanged, codes, ...rest } = own;
  const ready: Ready = {
    ...rest,
    ...{ bureau, terms, directory, tombstones, made },
    tree: await recordTree(next.records),
    edition: { release, releases, log, unchanged },
    targets: read.value.files,
    pictures: await picturesIn(folder),
    stands: { names: false, letters: false },
    codes: { ...codes, table: new Map(codes.table) },
  };
  return { ready, export: read.value };
}

async function loadPrivate(folder: string): Promise<Private> {
  try {
    const json: unknown = JSON.parse(await readFile(join(folder, PRIVATE), 'utf8'));
    v.parse(PRIVATE_SHAPE, json);
    return json as Private;
  } catch {
    throw damaged(folder, PRIVATE);
  }
}

async function loadOpenings(folder: string): Promise<ReadonlyMap<string, readonly Opening[]>> {
  try {
    const text = await readFile(join(folder, OPENINGS), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    return new Map(lines.map((line) => JSON.parse(line) as [string, Opening[]]));
  } catch {
    throw damaged(folder, OPENINGS);
  }
}

async function picturesIn(folder: string): Promise<ReadonlyMap<string, Bytes>> {
  const files = await readTree(join(folder, PICTURES));
  return new Map([...files].map(([path, bytes]) => [path, new Uint8Array(bytes)]));
}
