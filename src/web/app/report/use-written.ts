/** What is being written: loaded from its draft or from the submission it corrects, kept while it changes. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SubmissionKind } from '../../../core/complaint/submission.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { KeptDraft, Outbox } from '../../outbox/outbox.ts';
import { useOutbox } from '../outbox-context.tsx';
import { createDraftSaver, type Draft, type DraftSaver, type DraftState } from './draft-saver.ts';
import { createDraftWatch, type DraftWatch } from './draft-watch.ts';
import { EMPTY, type Form, fromSubmission, isEmpty, parseDraft } from './form.ts';
import { useConflict } from './use-conflict.ts';

export interface Subject {
  readonly code: string | null;
  readonly kind: SubmissionKind;
  /** Id of the submission to correct. */
  readonly corrects: string | null;
}

export function draftKey({ code, kind, corrects }: Subject): string {
  return ['report', code ?? '', kind, corrects ?? ''].join('/');
}

interface Held extends Draft {
  readonly subject: Subject;
  /** The submission to correct cannot be read any more: no copy was kept. */
  readonly copyGone: boolean;
}

export interface WrittenState {
  /** Null until it was loaded. */
  readonly held: Held | null;
  readonly draft: DraftState;
  readonly change: (part: Partial<Form>) => void;
  readonly setPhotos: (next: (before: readonly Bytes[]) => readonly Bytes[]) => void;
  /** What another page made of the same draft; null where it is still the one of this page. */
  readonly conflict: KeptDraft | 'gone' | null;
  /** Looks for such a conflict; true where there is none. To be asked before anything is submitted. */
  readonly check: () => Promise<boolean>;
  /** Ends it: takes over what the other page kept, or keeps what this one holds. */
  readonly settle: (which: 'ours' | 'theirs') => void;
  /** Keeps what waits, now. */
  readonly flush: () => Promise<void>;
  /** Drops the draft and empties the form. */
  readonly discard: () => Promise<void>;
  /** Drops the draft of what was submitted; nothing is kept of it any more. */
  readonly finish: () => Promise<void>;
}

/** `subject` (the same object while it is the same) is null while nobody has chosen a kind: what was written stays at hand. */
export function useWritten(subject: Subject | null): WrittenState {
  const outbox = useOutbox();
  const [held, setHeld] = useState<Held | null>(null);
  const [draft, setDraft] = useState<DraftState>('none');
  // Changes within one event build on each other, before React shows the first.
  const latest = useRef<Held | null>(null);
  const watch = useMemo(() => createDraftWatch(outbox), [outbox]);
  const saver = useMemo(() => createDraftSaver(outbox, watch, setDraft), [outbox, watch]);
  useFlushOnLeave(saver);
  const { conflict, check, solved } = useConflict(watch, saver, latest);

  const put = useCallback((next: Held) => {
    latest.current = next;
    setHeld(next);
  }, []);
  useEffect(() => {
    if (subject === null || latest.current?.key === draftKey(subject)) return;
    let current = true;
    void open({ outbox, saver, watch }, subject, latest.current).then((opened) => {
      if (!current) return;
      put(opened);
      if (opened.carried) saver.touch(opened);
      else setDraft(opened.kept ? 'saved' : 'none');
    });
    return () => {
      current = false;
    };
  }, [outbox, saver, watch, subject, put]);

  const update = useCallback(
    (next: (before: Held) => Partial<Held>) => {
      if (latest.current === null) return;
      const after = { ...latest.current, ...next(latest.current) };
      put(after);
      saver.touch(after);
    },
    [put, saver],
  );
  const finish = useCallback(async () => {
    if (latest.current) await saver.drop(latest.current.key);
  }, [saver]);
  return {
    held: subject !== null && held?.key === draftKey(subject) ? held : null,
    draft,
    change: useCallback((part) => update(({ form }) => ({ form: { ...form, ...part } })), [update]),
    setPhotos: useCallback((next) => update(({ photos }) => ({ photos: next(photos) })), [update]),
    conflict,
    check,
    settle: (which) => {
      const now = latest.current;
      if (conflict === null || now === null) return;
      solved();
      const theirs = which === 'theirs' && conflict !== 'gone' ? conflict : null;
      const form = theirs && parseDraft(theirs.value);
      watch.loaded(now.key, theirs);
      if (theirs && form) put({ ...now, form, photos: theirs.photos });
      else {
        saver.touch(now);
        void saver.flush();
      }
    },
    flush: saver.flush,
    finish,
    discard: useCallback(async () => {
      await finish();
      if (latest.current)
        put({ ...latest.current, form: { ...EMPTY, corrects: latest.current.form.corrects }, photos: [] });
    }, [finish, put]),
  };
}

interface Opened extends Held {
  /** Came from a kept draft. */
  readonly kept: boolean;
  /** Taken over from another kind: not kept under its own key yet. */
  readonly carried: boolean;
}

interface Keeping {
  readonly outbox: Outbox;
  readonly saver: DraftSaver;
  readonly watch: DraftWatch;
}

async function open({ outbox, saver, watch }: Keeping, subject: Subject, before: Held | null): Promise<Opened> {
  const key = draftKey(subject);
  const base = { key, subject, copyGone: false, kept: false, carried: false, photos: [] };
  const draft = await outbox.loadDraft(key).catch(() => null);
  watch.loaded(key, draft);
  const form = draft === null ? null : parseDraft(draft.value);
  if (draft !== null && form !== null) return { ...base, form, photos: draft.photos, kept: true };
  if (subject.corrects !== null) {
    const copy = await outbox.read(subject.corrects).catch(() => null);
    if (copy === null) return { ...base, form: { ...EMPTY, corrects: subject.corrects }, copyGone: true };
    return { ...base, form: fromSubmission(copy.submission), photos: copy.photos };
  }
  // Another kind was chosen for the same place: what was written goes along and is not kept twice.
  if (before !== null && before.subject.code === subject.code && !isUntouched(before)) {
    await saver.drop(before.key);
    return { ...base, form: { ...before.form, corrects: null }, photos: before.photos, carried: true };
  }
  return { ...base, form: EMPTY };
}

function isUntouched({ form, photos }: Held): boolean {
  return isEmpty(form) && photos.length === 0;
}

/** A page that is hidden may never be shown again: phones end it without a word. */
function useFlushOnLeave(saver: DraftSaver): void {
  useEffect(() => {
    const flush = (): void => void saver.flush();
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', hidden);
      flush();
    };
  }, [saver]);
}
