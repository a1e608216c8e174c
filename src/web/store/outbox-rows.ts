/** Rows that hold what a person wrote: copies and drafts, sealed under the key of this device. */
import { type Bytes, fromUtf8, utf8 } from '../../core/domain/bytes.ts';
import { openLocal, sealLocal } from './outbox-cipher.ts';
import type { ReadableCopy } from './outbox-store.ts';

/** Sealed text and photos of a copy or a draft. As rows are read, everything is unknown. */
export interface SealedRow {
  readonly key: string;
  readonly savedAt: unknown;
  readonly text: unknown;
  readonly photos: unknown;
}

/** A draft: `id` and `revision` are missing in what an earlier version of the app kept. */
export interface DraftRow extends SealedRow {
  readonly id?: unknown;
  readonly revision?: unknown;
}

export async function sealRow(key: CryptoKey, name: string, { text, photos }: ReadableCopy, savedAt: string) {
  const sealed = photos.map((photo, index) => sealLocal(key, utf8(`${name} ${index}`), photo));
  return { key: name, savedAt, text: await sealLocal(key, utf8(name), utf8(text)), photos: await Promise.all(sealed) };
}

/** Null when anything of it does not open. */
export async function openRow(key: CryptoKey, row: SealedRow | undefined): Promise<ReadableCopy | null> {
  const sealed = bytesOf(row?.text);
  if (!row || !sealed || !Array.isArray(row.photos)) return null;
  const text = await openLocal(key, utf8(row.key), sealed);
  const photos: Bytes[] = [];
  for (const [index, photo] of row.photos.entries()) {
    const bytes = bytesOf(photo);
    const plain = bytes && (await openLocal(key, utf8(`${row.key} ${index}`), bytes));
    if (!plain) return null;
    photos.push(plain);
  }
  return text && { text: fromUtf8(text), photos };
}

export function bytesOf(value: unknown): Bytes | null {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? (value as Bytes) : null;
}
