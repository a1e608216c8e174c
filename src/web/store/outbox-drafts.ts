/** Drafts in IndexedDB. Each save names the version it builds on, so that no window ever writes over another one's. */

import { newId } from './new-id.ts';
import type { Database } from './outbox-database.ts';
import { type DraftRow, openRow, sealRow } from './outbox-rows.ts';
import {
  type DraftOutcome,
  type DraftPlace,
  type DraftVersion,
  type DropOutcome,
  isSameDraft,
  type StoredDraft,
} from './outbox-store.ts';

export async function saveDraft(
  { database, key }: { readonly database: Database; readonly key: CryptoKey },
  name: string,
  draft: StoredDraft,
  over: DraftVersion | null,
): Promise<DraftOutcome> {
  // Encrypted before the transaction begins: one that waits for anything but the database ends by itself.
  const sealed = await sealRow(key, rowName(name), draft, draft.savedAt);
  const { drafts } = database;
  return database.transaction('rw', drafts, async (): Promise<DraftOutcome> => {
    if (!(await isDraftThere(database, { key: name, version: over }))) return 'elsewhere';
    await drafts.put({ ...sealed, ...draft.version });
    return 'saved';
  });
}

/** Null when there is none, or none that can be opened: such a one goes, because nobody could ever write on. */
export async function loadDraft(
  { database, key }: { readonly database: Database; readonly key: CryptoKey },
  name: string,
): Promise<StoredDraft | null> {
  const row = await versioned(database, name);
  if (!row) return null;
  const { version } = row;
  const draft = await openRow(key, row.sealed);
  if (draft && typeof row.sealed.savedAt === 'string') return { ...draft, savedAt: row.sealed.savedAt, version };
  await dropDraft(database, name, version);
  return null;
}

/** Asks and deletes in one transaction, which may be part of the caller's. */
export function dropDraft(database: Database, name: string, version: DraftVersion | null): Promise<DropOutcome> {
  const { drafts } = database;
  return database.transaction('rw', drafts, async (): Promise<DropOutcome> => {
    if (!(await isDraftThere(database, { key: name, version }))) return 'elsewhere';
    await drafts.delete(rowName(name));
    return 'dropped';
  });
}

/** Whether there lies what a window believes. To be asked within a transaction over `drafts`. */
async function isDraftThere({ drafts }: Database, { key, version }: Omit<DraftPlace, 'id'>): Promise<boolean> {
  return isSameDraft(versionOf(await drafts.get(rowName(key))), version);
}

/** The row with its version; one of an earlier version of the app is given one. */
async function versioned(database: Database, name: string) {
  const { drafts } = database;
  const row = await drafts.get(rowName(name));
  if (row !== undefined && versionOf(row) === null) {
    await database.transaction('rw', drafts, async () => {
      const there = await drafts.get(rowName(name));
      if (there === undefined || versionOf(there) !== null) return;
      const id = newId((length) => crypto.getRandomValues(new Uint8Array(length)));
      await drafts.put({ ...there, id, revision: 0 });
    });
  }
  const sealed = await drafts.get(rowName(name));
  const version = versionOf(sealed);
  return sealed && version && { sealed, version };
}

function rowName(name: string): string {
  return `draft ${name}`;
}

function versionOf(row: DraftRow | undefined): DraftVersion | null {
  const { id, revision } = row ?? {};
  return typeof id === 'string' && typeof revision === 'number' ? { id, revision } : null;
}
