/** What opening a submission leaves on the clerk's disk: files that only the clerk's account reads. */
import { chmod, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImageFault, inspectJpeg } from '../../core/complaint/images.ts';
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import type { IntakeStore } from '../intake/store/store.ts';
import { DeskFault } from './fault.ts';
import type { OpenedRow } from './find.ts';

export const REDACTED_FILE = 'redacted.txt';

export interface OpenedPhoto {
  /** Ours: nothing in a submission names a file. Null when there is nothing to write. */
  readonly file: string | null;
  /** Why it is no picture to be shown; `missing`: not all of it is there, or it does not open. Null for a clean JPEG. */
  readonly fault: ImageFault | 'missing' | null;
  readonly bytes: Bytes | null;
}

/** Opens the photos and looks at their structure. A suspicious one gets a name that no program takes for a picture. */
export async function openPhotos(store: IntakeStore, { envelope, opened }: OpenedRow): Promise<readonly OpenedPhoto[]> {
  if (opened.submission.photos.length === 0) return [];
  const parts = await store.loadParts(envelope.id, envelope.parts);
  const photos = await opened.photos(parts);
  return photos.map((bytes, index): OpenedPhoto => {
    if (bytes === null) return { file: null, fault: 'missing', bytes };
    const looked = inspectJpeg(bytes);
    const name = `photo-${index + 1}`;
    return looked.ok
      ? { file: `${name}.jpg`, fault: null, bytes }
      : { file: `${name}.${looked.fault}.quarantine`, fault: looked.fault, bytes };
  });
}

/**
 * Writes photos and the redacted copy, 0600 in a folder of 0700. Never overwrites and never follows a link that lies in
 * the file's place. Throws DeskFault `file-exists`.
 */
export async function writeOpened(folder: string, photos: readonly OpenedPhoto[], redacted: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeNew(join(folder, REDACTED_FILE), utf8(redacted));
  for (const { file, bytes } of photos) {
    if (file !== null && bytes !== null) await writeNew(join(folder, file), bytes);
  }
}

/** Throws DeskFault `file-exists`. */
export async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
    throw new DeskFault(
      'file-exists',
      `${file}已经存在，没有覆盖。请换一个文件夹或文件名。`,
      `${file} exists already and was not overwritten: choose another name.`,
    );
  });
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o600); // whatever the umask
}
