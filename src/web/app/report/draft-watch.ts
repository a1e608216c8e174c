/** Knows which version of a draft this window read or kept last, and finds out what another window made of it since. */
import type { KeptDraft, Outbox } from '../../outbox/outbox.ts';
import { newId } from '../../store/new-id.ts';
import { type DraftPlace, type DraftVersion, isSameDraft } from '../../store/outbox-store.ts';

/** What another window did: it kept another version, made a submission of it, or deleted it (or both is possible). */
export type Elsewhere =
  | { readonly kind: 'changed'; readonly draft: KeptDraft }
  | { readonly kind: 'submitted'; readonly id: string }
  | { readonly kind: 'gone' };

export interface DraftWatch {
  /** Notes what was read from the store. */
  loaded(key: string, draft: KeptDraft | null): void;
  /** The version under which to keep it next, and the one that it builds on. */
  next(key: string): { readonly version: DraftVersion; readonly over: DraftVersion | null };
  saved(key: string, version: DraftVersion): void;
  dropped(key: string): void;
  /** What is held here goes into the place of that version; null: it becomes a new draft, with an id of its own. */
  replaces(key: string, version: DraftVersion | null): void;
  /** What was written under one key goes on under another. */
  carried(from: string, to: string): void;
  /** What a submission is made of. */
  place(key: string): DraftPlace;
  isSubmitted(key: string): boolean;
  /** Null while nobody else touched it. */
  look(key: string): Promise<Elsewhere | null>;
}

interface Held {
  readonly id: string;
  /** What lies in the store, as far as this window knows. */
  readonly there: DraftVersion | null;
  /** What this window is keeping right now, which may lie there already. */
  readonly keeping: DraftVersion | null;
}

export function createDraftWatch(outbox: Pick<Outbox, 'loadDraft' | 'state'>): DraftWatch {
  const held = new Map<string, Held>();
  const hold = (key: string, there: DraftVersion | null, id = there?.id ?? freshId()): Held => {
    const now = { id, there, keeping: null };
    held.set(key, now);
    return now;
  };
  const of = (key: string): Held => held.get(key) ?? hold(key, null);
  const isSubmitted = (key: string): boolean => outbox.state().items.some(({ id }) => id === of(key).id);
  return {
    loaded: (key, draft) => void hold(key, draft?.version ?? null),
    next: (key) => {
      const { id, there } = of(key);
      const version = { id, revision: (there?.id === id ? there.revision : 0) + 1 };
      held.set(key, { id, there, keeping: version });
      return { version, over: there };
    },
    saved: (key, version) => void hold(key, version),
    dropped: (key) => void held.delete(key),
    replaces: (key, version) => void hold(key, version, version === null ? freshId() : of(key).id),
    carried: (from, to) => void hold(to, null, of(from).id),
    place: (key) => {
      const { id, there } = of(key);
      return { key, id, version: there };
    },
    isSubmitted,
    look: async (key) => {
      const before = of(key);
      const draft = await outbox.loadDraft(key).catch(() => 'unreadable' as const);
      if (draft === 'unreadable' || held.get(key) !== before) return null;
      if (isSubmitted(key)) return { kind: 'submitted', id: before.id };
      const { there, keeping } = before;
      const found = draft?.version ?? null;
      if (isSameDraft(found, there) || (keeping !== null && isSameDraft(found, keeping))) return null;
      return draft === null ? { kind: 'gone' } : { kind: 'changed', draft };
    },
  };
}

function freshId(): string {
  return newId((length) => crypto.getRandomValues(new Uint8Array(length)));
}
