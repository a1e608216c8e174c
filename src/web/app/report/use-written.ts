/** What is being written: loaded from its draft or from the submission it corrects, kept while it changes. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SubmissionKind } from '../../../core/complaint/submission.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { Outbox, SubmitOutcome } from '../../outbox/outbox.ts';
import type { DraftPlace } from '../../store/outbox-store.ts';
import { useOutbox } from '../outbox-context.tsx';
import { createDraftSaver, type Draft, type DraftSaver, type DraftState } from './draft-saver.ts';
import { createDraftWatch, type DraftWatch, type Elsewhere } from './draft-watch.ts';
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
  /** What another window made of the same draft; null where it is still the one of this window. */
  readonly conflict: Elsewhere | null;
  /** Looks for such a conflict; true where there is none. To be asked before anything is submitted. */
  readonly check: () => Promise<boolean>;
  /** Ends it: takes over what the other window kept, or keeps what this one holds (as a new one where the other is no more). */
  readonly settle: (which: 'ours' | 'theirs') => void;
  /** Drops the draft and empties the form; where another window wrote on, nothing goes and `conflict` shows its text. */
  readonly discard: () => Promise<void>;
  /** Hands the draft over to what stores the submission; where that succeeded nothing is kept of it any more. */
  readonly handOver: (submit: (from: DraftPlace) => Promise<SubmitOutcome>) => Promise<SubmitOutcome>;
}

/** `subject` (the same object while it is the same) is null while nobody has chosen a kind: what was written stays at hand. */
export function useWritten(subject: Subject | null): WrittenState {
  const outbox = useOutbox();
  const [held, setHeld] = useState<Held | null>(null);
  const [draft, setDraft] = useState<DraftState>('none');
  // Changes within one event build on each other, before React shows the first.
  const latest = useRef<Held | null>(null);
  const handing = useRef(false);
  const ownDraft = useCallback(() => (handing.current ? null : latest.current), []);
  const watch = useMemo(() => createDraftWatch(outbox), [outbox]);
  const saver = useMemo(() => createDraftSaver(outbox, watch, setDraft), [outbox, watch]);
  useFlushOnLeave(saver);
  const { conflict, check, solved } = useConflict(watch, saver, ownDraft, draft);

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
      if (opened.carried !== null) void carry({ outbox, saver, watch }, opened, opened.carried);
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
      const theirs = which === 'theirs' && conflict.kind === 'changed' ? conflict.draft : null;
      const form = theirs && parseDraft(theirs.value);
      if (theirs && form) {
        watch.loaded(now.key, theirs);
        put({ ...now, form, photos: theirs.photos });
        setDraft('saved');
        return;
      }
      watch.replaces(now.key, conflict.kind === 'changed' ? conflict.draft.version : null);
      saver.touch(now);
      void saver.flush();
    },
    discard: useCallback(async () => {
      const now = latest.current;
      if (now === null) return;
      if (!(await saver.drop(now.key))) return;
      put({ ...now, form: { ...EMPTY, corrects: now.form.corrects }, photos: [] });
    }, [saver, put]),
    handOver: useCallback(
      async (submit) => {
        const key = latest.current?.key;
        let outcome = FAILED;
        if (key === undefined) return outcome;
        handing.current = true;
        await saver.handOver(key, async () => {
          outcome = await submit(watch.place(key)).catch(() => FAILED);
          return outcome.ok;
        });
        handing.current = false;
        return outcome;
      },
      [saver, watch],
    ),
  };
}

const FAILED: SubmitOutcome = { ok: false, why: 'failed' };

interface Opened extends Held {
  /** Came from a kept draft. */
  readonly kept: boolean;
  /** Key of the kind it was taken over from, under which it is still kept; null where it was not. */
  readonly carried: string | null;
}

interface Keeping {
  readonly outbox: Outbox;
  readonly saver: DraftSaver;
  readonly watch: DraftWatch;
}

async function open({ outbox, watch }: Keeping, subject: Subject, before: Held | null): Promise<Opened> {
  const key = draftKey(subject);
  const base = { key, subject, copyGone: false, kept: false, carried: null, photos: [] };
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
    watch.carried(before.key, key);
    return { ...base, form: { ...before.form, corrects: null }, photos: before.photos, carried: before.key };
  }
  return { ...base, form: EMPTY };
}

/**
 * Kept under its own key first, dropped under the other one then: in between there may be two, never none. What another
 * window wrote on under the other key stays there, and is found when that kind is chosen again.
 */
async function carry({ outbox, saver, watch }: Keeping, opened: Held, from: string): Promise<void> {
  saver.touch(opened);
  await saver.flush();
  if (watch.place(opened.key).version === null) return;
  await outbox.dropDraft(from, watch.place(from).version).catch(() => undefined);
  watch.dropped(from);
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
