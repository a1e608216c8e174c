/** One kind's form: a question a step, each step an address, so that the browser's way back is the form's. */
import { type ComponentType, type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ReportWords } from '../../../core/words/report.ts';
import { useTitle } from '../title.ts';
import { DraftLine } from './draft-line.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { toWritten } from './form.ts';
import { Offline, Opening } from './opening.tsx';
import { RatingsClosed } from './ratings-closed.tsx';
import { Consent, Notice } from './step-notice.tsx';
import { Photos } from './step-photos.tsx';
import { aboutOf, Review } from './step-review.tsx';
import { type Problem, problemsOf, type Step, stepsOf } from './steps.ts';
import { BoardStep, LetterCode, RatingStep, Which } from './steps-first.tsx';
import { CategoryStep, Contact, Tell, What } from './steps-told.tsx';
import { SubmitFailed } from './submit-failed.tsx';
import { type Steps, useSteps } from './use-steps.ts';
import type { Submitting } from './use-submit.ts';
import type { Subject, WrittenState } from './use-written.ts';
import type { Place, StepProps, Writing } from './writing.ts';

const STEPS: Readonly<Record<Step, ComponentType<StepProps>>> = {
  code: LetterCode,
  which: Which,
  rating: RatingStep,
  board: BoardStep,
  category: CategoryStep,
  what: What,
  photos: Photos,
  contact: Contact,
  tell: Tell,
  notice: Notice,
  consent: Consent,
  review: Review,
};

/** True between the choice of a kind and its first question, which then takes the focus. */
export type Arrival = RefObject<boolean>;

interface FormProps {
  readonly place: Place;
  readonly subject: Subject;
  readonly written: WrittenState;
  readonly submitting: Submitting;
  readonly held: NonNullable<WrittenState['held']>;
  readonly arrival: Arrival;
}

export function ReportForm(props: FormProps) {
  const { place, subject, written, submitting, held, arrival } = props;
  const { r } = place;
  const { kind } = subject;
  const { steps, at, tries, alone, onSubmit, follow } = useForm(props);
  const { step, linked } = steps;
  const body = useRef<HTMLFormElement>(null);
  useFocusOnStep(steps, body, arrival);
  const progress = r.rep.progress({ n: steps.all.indexOf(step) + 1, m: steps.all.length });
  useTitle(`${r.rep.kindsShort[kind]} ${progress}`);
  if (kind === 'rating' && place.recipients?.rateable !== true) return <RatingsClosed place={place} />;
  const Current = STEPS[step];
  return (
    <form noValidate className="rep-form" ref={body} onSubmit={onSubmit}>
      <ErrorSummary problems={at.problems} r={r} tries={tries} onFollow={follow} />
      {linked && <Opening place={place} kind={kind} />}
      <Elsewhere r={r} written={written} />
      {held.copyGone && <p className="rep-note">{r.rep.correctsGone}</p>}
      {linked && subject.corrects !== null && !held.copyGone && <p className="rep-note">{r.rep.correcting}</p>}
      <p className="rep-progress">
        {r.rep.kindsShort[kind]} · {progress}
      </p>
      <div className="rep-step" key={step}>
        <Current at={at} />
      </div>
      {step === 'review' && place.recipients !== null && <Offline place={place} />}
      {step === 'review' && <SubmitFailed fault={submitting.fault} place={place} />}
      {!alone && <Buttons r={r} steps={steps} busy={submitting.busy} />}
      {!alone && <DraftLine r={r} written={written} />}
    </form>
  );
}

/** Where one stands, what every step is given, and what pressing the button does. */
function useForm({ place, subject: { kind }, written, submitting, held }: FormProps) {
  const known = place.code !== null;
  const steps = useSteps(stepsOf(kind, known));
  const { step, go, forward } = steps;
  const [tried, setTried] = useState<{ readonly step: Step; readonly times: number } | null>(null);
  const [alone, setAlone] = useState(false);
  const { forget } = submitting;
  useEffect(() => {
    // Who went back to change something has read why it failed.
    if (step !== 'review') forget();
  }, [step, forget]);
  const missing = problemsOf(held.form, kind, known).filter((problem) => step === 'review' || problem.step === step);
  const { form, photos } = held;
  const { change, setPhotos } = written;
  // Who followed a link of the last step's summary finds the error on the field.
  const problems = tried?.step === step || steps.field !== null ? missing : [];
  const at: Writing = { ...place, kind, form, photos, change, setPhotos, problems, go, setAlone };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing.length > 0) setTried({ step, times: (tried?.times ?? 0) + 1 });
    else if (step === 'review') void submitting.submit(toWritten(form, aboutOf(at)), photos, !form.noCopy);
    else forward();
  };
  const follow = (problem: Problem): void => {
    if (problem.step === step) document.getElementById(problem.field)?.focus();
    else go(problem.step, { toReview: true, field: problem.field });
  };
  return { steps, at, tries: tried?.times ?? 0, alone, onSubmit, follow };
}

interface ButtonsProps {
  readonly r: ReportWords;
  readonly steps: Steps;
  readonly busy: boolean;
}

function Buttons({ r, steps: { step, toReview, back }, busy }: ButtonsProps) {
  const onward = toReview ? r.rep.reviewBack : r.rep.next;
  const last = busy ? r.rep.submitting : r.rep.submit;
  return (
    <div className="rep-buttons">
      <button type="submit" className="rep-next" aria-disabled={busy}>
        {step === 'review' ? last : onward}
      </button>
      {back && (
        <button type="button" onClick={back}>
          {r.rep.back}
        </button>
      )}
    </div>
  );
}

/**
 * The new question takes the focus, or the field that was followed. The first one leaves it where the reader's browser put
 * it, unless it was chosen on the page before.
 */
function useFocusOnStep({ step, field }: Steps, body: RefObject<HTMLFormElement | null>, arrival: Arrival): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step && !arrival.current) return;
    before.current = step;
    arrival.current = false;
    window.scrollTo(0, 0);
    const followed = field === null ? null : document.getElementById(field);
    if (followed !== null) followed.focus();
    else body.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [step, field, body, arrival]);
}
