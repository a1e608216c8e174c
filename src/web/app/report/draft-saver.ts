/** Keeps the draft a moment after the last change; one save at a time, and the newest wins. */
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { DraftWatch } from './draft-watch.ts';
import type { Form } from './form.ts';

const REST_MS = 400;

export interface Draft {
  readonly key: string;
  readonly form: Form;
  readonly photos: readonly Bytes[];
}

/** `none`: nothing was changed yet. */
export type DraftState = 'none' | 'saving' | 'saved' | 'full' | 'failed';

export interface DraftSaver {
  /** Notes a change; it is kept after a pause. */
  touch(draft: Draft): void;
  /** Keeps what is still waiting, now. */
  flush(): Promise<void>;
  /** Until the save under way has ended; what waits goes on waiting. */
  settled(): Promise<void>;
  /** Drops a draft, and whatever of it still waits to be kept. */
  drop(key: string): Promise<void>;
}

export function createDraftSaver(
  outbox: Pick<Outbox, 'saveDraft' | 'dropDraft'>,
  watch: Pick<DraftWatch, 'marked' | 'saved' | 'dropped'>,
  tell: (state: DraftState) => void,
): DraftSaver {
  let next: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  async function saveAll(): Promise<void> {
    while (next !== null) {
      const { key, form, photos }: Draft = next;
      next = null;
      const outcome = await outbox.saveDraft(key, watch.marked(form), photos).catch(() => 'failed' as const);
      if (outcome === 'saved') watch.saved(key);
      // A newer change tells for itself.
      if (next === null) tell(outcome);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    running ??= saveAll().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    touch: (draft) => {
      next = draft;
      tell('saving');
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), REST_MS);
    },
    flush,
    settled: async () => {
      await running;
    },
    drop: async (key) => {
      clearTimeout(timer);
      if (next?.key === key) next = null;
      // A save under way would bring back what is being dropped.
      await running;
      await outbox.dropDraft(key).catch(() => undefined);
      watch.dropped(key);
      tell('none');
    },
  };
}
