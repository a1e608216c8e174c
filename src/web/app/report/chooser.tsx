/** The first question: what it is about. Each answer is an address of its own. */
import { useEffect, useState } from 'react';
import { KINDS, type SubmissionKind } from '../../../core/complaint/submission.ts';
import { useOutbox } from '../outbox-context.tsx';
import { useTitle } from '../title.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Choices, Question } from './fields.tsx';
import { byInstitution } from './form.ts';
import { Opening } from './opening.tsx';
import type { Problem } from './steps.ts';
import { draftKey } from './use-written.ts';
import type { Place } from './writing.ts';

const MISSING: Problem = { step: 'category', field: 'category', error: 'kind' };

export function Chooser({ place, choose }: { readonly place: Place; readonly choose: (kind: SubmissionKind) => void }) {
  const { r, code, recipients, bureau } = place;
  const [kind, setKind] = useState<SubmissionKind | null>(null);
  const [tries, setTries] = useState(0);
  const drafts = useDrafts(code);
  useTitle(r.rep.title);
  const option = (value: SubmissionKind) => ({
    value,
    label: r.rep.kinds[value],
    note: drafts.includes(value) ? r.rep.draft : undefined,
  });
  const open = KINDS.filter((value) => value !== 'rating' || recipients?.rateable === true);
  const wrong = kind === null && tries > 0;
  return (
    <form
      noValidate
      className="rep-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === null) setTries(tries + 1);
        else choose(kind);
      }}
    >
      <ErrorSummary
        problems={wrong ? [MISSING] : []}
        r={r}
        tries={tries}
        onFollow={() => document.getElementById('kind')?.focus()}
      />
      <Opening place={place} kind={null} />
      <Choices
        id="kind"
        legend={<Question>{r.rep.kind}</Question>}
        error={wrong ? r.rep.errors.kind : null}
        options={open.filter((value) => !byInstitution(value)).map(option)}
        value={kind}
        onChange={setKind}
      />
      <details className="rep-more">
        <summary>{r.rep.institution}</summary>
        <Choices
          id="kind-institution"
          legend={<span className="vh">{r.rep.institution}</span>}
          error={null}
          options={open.filter(byInstitution).map(option)}
          value={kind}
          onChange={setKind}
        />
      </details>
      <div className="rep-buttons">
        <button type="submit" className="rep-next">
          {r.rep.next}
        </button>
      </div>
      <p className="rep-small">{bureau?.elsewhere ?? r.rep.elsewhere}</p>
    </form>
  );
}

/** Kinds of which an unfinished draft lies here. */
function useDrafts(code: string | null): readonly SubmissionKind[] {
  const outbox = useOutbox();
  const [drafts, setDrafts] = useState<readonly SubmissionKind[]>([]);
  useEffect(() => {
    let current = true;
    const asked = KINDS.map(async (kind) => {
      const draft = await outbox.loadDraft(draftKey({ code, kind, corrects: null })).catch(() => null);
      return draft === null ? [] : [kind];
    });
    void Promise.all(asked).then((found) => {
      if (current) setDrafts(found.flat());
    });
    return () => {
      current = false;
    };
  }, [outbox, code]);
  return drafts;
}
