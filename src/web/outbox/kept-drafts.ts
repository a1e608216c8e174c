/** What is being written, as the store keeps it. */
import type { OutboxStore } from '../store/outbox-store.ts';
import type { Outbox } from './outbox.ts';

export function createDrafts(
  open: () => Promise<OutboxStore>,
  now: () => Date,
): Pick<Outbox, 'loadDraft' | 'saveDraft' | 'dropDraft'> {
  return {
    loadDraft: async (key) => {
      const draft = await (await open()).loadDraft(key).catch(() => null);
      if (draft === null) return null;
      const { text, ...rest } = draft;
      return { ...rest, value: parseJson(text) };
    },
    saveDraft: async (key, { value, photos, version, over }) => {
      const draft = { text: JSON.stringify(value), photos, savedAt: now().toISOString(), version };
      return (await open()).saveDraft(key, draft, over);
    },
    dropDraft: async (key, version) => (await open()).dropDraft(key, version),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
