/** Tells whether the kept draft is still the one that this page read or kept: two tabs may hold the same. */
import { toHex } from '../../../core/domain/bytes.ts';
import type { KeptDraft, Outbox } from '../../outbox/outbox.ts';

/** `changed`: another page kept another one. `gone`: it was submitted or deleted. `same` also where none was kept yet. */
export type Elsewhere = 'same' | 'gone' | KeptDraft;

export interface DraftWatch {
  /** The value as it is to be kept: with the mark of this page. */
  marked(value: object): object;
  /** Notes what was read from the store. */
  loaded(key: string, draft: KeptDraft | null): void;
  saved(key: string): void;
  dropped(key: string): void;
  look(key: string): Promise<Elsewhere>;
}

export function createDraftWatch(outbox: Pick<Outbox, 'loadDraft'>): DraftWatch {
  const mine = toHex(crypto.getRandomValues(new Uint8Array(8)));
  // Key → what this page believes to lie there; a key that is missing has none.
  const known = new Map<string, string>();
  const signOf = ({ value, savedAt }: KeptDraft): string => {
    const mark = typeof value === 'object' && value !== null && 'keptBy' in value ? String(value.keptBy) : '';
    return mark === mine ? mine : `${mark} ${savedAt}`;
  };
  return {
    marked: (value) => ({ ...value, keptBy: mine }),
    loaded: (key, draft) => {
      if (draft === null) known.delete(key);
      else known.set(key, signOf(draft));
    },
    saved: (key) => void known.set(key, mine),
    dropped: (key) => void known.delete(key),
    look: async (key) => {
      const believed = known.get(key);
      const draft = await outbox.loadDraft(key).catch(() => 'unreadable' as const);
      if (draft === 'unreadable' || known.get(key) !== believed) return 'same';
      if (draft === null) return believed === undefined ? 'same' : 'gone';
      // What this page itself keeps right now may not have been noted yet.
      return [believed, mine].includes(signOf(draft)) ? 'same' : draft;
    },
  };
}
