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

/** `none`: nothing was changed yet. `elsewhere`: not kept, because another window has changed, submitted or deleted it. */
export type DraftState = 'none' | 'saving' | 'saved' | 'full' | 'failed' | 'elsewhere';

export interface DraftSaver {
  /** Notes a change; it is kept after a pause. */
  touch(draft: Draft): void;
  /** Keeps what is still waiting, now. */
  flush(): Promise<void>;
  /** Until the save under way has ended; what waits goes on waiting. */
  settled(): Promise<void>;
  /**
   * Drops a draft, and whatever of it still waits to be kept; true when it is gone. What another window wrote on stays
   * (`elsewhere` is told), and so does what the storage will not let go.
   */
  drop(key: string): Promise<boolean>;
  /** Keeps what waits, then nothing while `work` takes the draft over. It tells whether it did; then the draft is no more. */
  handOver(key: string, work: () => Promise<boolean>): Promise<void>;
}

export function createDraftSaver(
  outbox: Pick<Outbox, 'saveDraft' | 'dropDraft'>,
  watch: Pick<DraftWatch, 'next' | 'saved' | 'dropped' | 'place'>,
  tell: (state: DraftState) => void,
): DraftSaver {
  let next: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let handing = false;

  async function saveAll(): Promise<void> {
    while (next !== null && !handing) {
      const { key, form, photos }: Draft = next;
      next = null;
      const { version, over } = watch.next(key);
      const kept = await outbox.saveDraft(key, { value: form, photos, version, over }).catch(() => 'failed' as const);
      if (kept === 'saved') watch.saved(key, version);
      // A newer change tells for itself.
      if (next === null) tell(kept);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    running ??= saveAll().finally(() => {
      running = null;
    });
    return running;
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), REST_MS);
  }

  function forget(key: string): void {
    clearTimeout(timer);
    if (next?.key === key) next = null;
  }

  return {
    touch: (draft) => {
      next = draft;
      tell('saving');
      later();
    },
    flush,
    settled: async () => {
      await running;
    },
    drop: async (key) => {
      forget(key);
      // A save under way would bring back what is being dropped.
      await running;
      const { version } = watch.place(key);
      const outcome = await outbox.dropDraft(key, version).catch(() => 'failed' as const);
      if (outcome === 'dropped') watch.dropped(key);
      tell(outcome === 'dropped' ? 'none' : outcome);
      return outcome === 'dropped';
    },
    handOver: async (key, work) => {
      await flush();
      handing = true;
      const taken = await work().finally(() => {
        handing = false;
      });
      if (!taken) return next === null ? undefined : later();
      forget(key);
      watch.dropped(key);
      tell('none');
    },
  };
}
