/** The step is in the address (`?step=what`): the browser's Back leads one question back, a reload stays. */
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Field, Step } from './steps.ts';

export interface Steps {
  readonly all: readonly Step[];
  readonly step: Step;
  /** Whether the form was entered by a link, at its first step: there nobody has read the opening yet. */
  readonly linked: boolean;
  /** Whether an answer is being changed from the last step, to which one then returns. */
  readonly toReview: boolean;
  /** The field that was followed from the last step because something is wrong with it. */
  readonly field: string | null;
  readonly go: (step: Step, options?: GoOptions) => void;
  /** Null on the first step of a form that was entered by a link. */
  readonly back: (() => void) | null;
  readonly forward: () => void;
}

/** Where to on a step, and back to the last one from it. */
export interface GoOptions {
  readonly toReview?: boolean;
  readonly field?: Field;
}

/** What the history keeps beside the address. `own`: the entry before is one of this form. */
interface Entry {
  readonly own: boolean;
  readonly toReview: boolean;
  readonly field?: string | null;
}

export function useSteps(steps: readonly Step[]): Steps {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const entry = readEntry(useLocation().state);
  const asked = params.get('step');
  const index = Math.max(
    0,
    steps.findIndex((step) => step === asked),
  );
  const step = steps[index] ?? 'review';
  const move = (to: Step | undefined, state: Entry, replace: boolean): void => {
    if (to === undefined) return;
    const next = new URLSearchParams(params);
    next.set('step', to);
    void navigate({ search: `?${next}` }, { state, replace });
  };
  const previous = steps[index - 1];
  const own = entry?.own === true;
  return {
    all: steps,
    step,
    linked: asked === null,
    toReview: entry?.toReview === true && step !== 'review',
    field: entry?.field ?? null,
    go: (to, options) => {
      const { toReview = false, field = null } = options ?? {};
      move(to, { own: true, toReview, field }, false);
    },
    back:
      own || previous !== undefined
        ? () => {
            if (own) void navigate(-1);
            else move(previous, { own: false, toReview: false }, true);
          }
        : null,
    forward: () => {
      if (entry?.toReview === true && own) void navigate(-1);
      else move(steps[index + 1], { own: true, toReview: false }, false);
    },
  };
}

/** The state of a history entry is whatever a page put there. */
function readEntry(state: unknown): Entry | null {
  if (typeof state !== 'object' || state === null || !('own' in state) || !('toReview' in state)) return null;
  const field = 'field' in state && typeof state.field === 'string' ? state.field : null;
  return { own: state.own === true, toReview: state.toReview === true, field };
}
