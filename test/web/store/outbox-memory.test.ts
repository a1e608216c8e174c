/** Drafts in the outbox without storage: two windows never write over or delete each other's. */
import { expect, it } from 'vitest';
import { memoryOutbox } from '../../../src/web/store/outbox-memory.ts';

const id = '11111111-1111-4111-8111-111111111111';
const draft = (revision: number) => ({
  text: `{"text":"${revision}"}`,
  photos: [],
  savedAt: '2026-11-02T00:00:00Z',
  version: { id, revision },
});

it('a draft is dropped only as the version that the window knows', async () => {
  const store = memoryOutbox();
  await store.saveDraft('k', draft(1), null);
  await store.saveDraft('k', draft(2), { id, revision: 1 });
  expect(await store.dropDraft('k', { id, revision: 1 })).toBe('elsewhere');
  expect(await store.dropDraft('k', null)).toBe('elsewhere');
  expect(await store.loadDraft('k')).toEqual(draft(2));
  expect(await store.dropDraft('k', { id, revision: 2 })).toBe('dropped');
  expect(await store.loadDraft('k')).toBeNull();
});

it('what is no more was dropped elsewhere; what never was is nothing to drop', async () => {
  const store = memoryOutbox();
  expect(await store.dropDraft('k', { id, revision: 1 })).toBe('elsewhere');
  expect(await store.dropDraft('k', null)).toBe('dropped');
});
