/** What the test client keeps: one file a role, and the files that it fetched. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { StepStore } from '../../../core/trust/stepwise.ts';

/** `<role>.json` in `directory`, quoted: a role called `../x` or `a/b` stays one name in it. */
export function roleFolder(directory: string): StepStore {
  const fileOf = (role: string) => join(directory, `${encodeURIComponent(role)}.json`);
  return {
    load: async (role) => (await readIfThere(fileOf(role)))?.toString('utf8') ?? null,
    save: (role, text) => replace(fileOf(role), text),
    remove: (role) => rm(fileOf(role), { force: true }),
  };
}

export interface ArtifactFolder {
  load(path: string): Promise<Bytes | null>;
  save(path: string, bytes: Bytes): Promise<void>;
}

/** Files by their target path, quoted: no folders are made, and no name leads out. */
export function artifactFolder(directory: string): ArtifactFolder {
  const fileOf = (path: string) => join(directory, encodeURIComponent(path));
  return {
    load: async (path) => {
      const bytes = await readIfThere(fileOf(path));
      return bytes === null ? null : new Uint8Array(bytes);
    },
    save: (path, bytes) => replace(fileOf(path), bytes),
  };
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The old file or the new one, never half of it. */
async function replace(file: string, content: string | Bytes): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.next`, content);
  await rename(`${file}.next`, file);
}
