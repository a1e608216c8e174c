/** The grade with year, word, meaning, disclaimer, validity – or the state that stands in its place. */
import type { ReactNode } from 'react';
import type { PublicState } from '../../core/snapshot/public-now.ts';
import { Ladder } from './ladder.tsx';
import { Fact, type Page, type PartProps, say, slot } from './model.tsx';
import { Proposal } from './proposal.tsx';
import { VerificationLine } from './verification-line.tsx';

type Graded = Extract<PublicState, { kind: 'graded' }>;
type Ungraded = Exclude<PublicState, { kind: 'graded' }>;

export function GradeCard({ page }: PartProps): ReactNode {
  const { state } = page.view;
  return (
    <section className="grade">
      {state.kind === 'graded' ? <GradeInForce page={page} state={state} /> : <Ungraded page={page} state={state} />}
      {(state.kind === 'graded' || state.kind === 'lapsed') && <p className="not">{page.w.grade.disclaimer}</p>}
      <Proposal page={page} />
      <VerificationLine page={page} />
    </section>
  );
}

function GradeInForce({ page, state }: PartProps & { readonly state: Graded }): ReactNode {
  const { w, terms, lang } = page;
  const { grade } = state;
  const noun = terms.gradeNoun[lang];
  const meaning = terms.grades.find(({ symbol }) => symbol === grade.grade)?.meaning[lang];
  return (
    <>
      <div className="now">
        <Seal page={page} grade={grade} />
        <div>
          <h2>{say(page, w.grade.title({ year: slot('state.year'), noun }))}</h2>
          <p className="vh">
            {w.grade.nounSaid({ noun })}
            {say(page, spokenGrade(page, grade))}
          </p>
          {meaning && <p className="mean">{meaning}</p>}
          <p className="soft">
            {say(page, grade.validUntil ? w.grade.valid({ date: slot('state.validUntil') }) : w.grade.validUntilNext)}
          </p>
        </div>
      </div>
      {grade.validUntil && <LapsesLater page={page} grade={grade} />}
      {state.change && <Changed page={page} change={state.change} grade={grade} />}
    </>
  );
}

/** The mark in words: what the ladder shows is said. */
function spokenGrade({ w, facts }: Page, { level, levels }: Graded['grade']): string {
  return w.grade.said({
    grade: slot('state.mark'),
    word: facts.has('state.word') ? slot('state.word') : '',
    level,
    levels,
  });
}

/** Hidden until the page's script finds, on a later day, that the validity has ended since rendering. */
function LapsesLater({ page, grade }: PartProps & { readonly grade: Graded['grade'] }): ReactNode {
  return (
    <div className="state" data-later="lapsed" hidden>
      <h2>{page.w.stateTitle.lapsed}</h2>
      <p>{say(page, lapsedLine(page, grade))}</p>
    </div>
  );
}

/** A term that ran out says so: the bureau is late, which is not the institution's fault. */
function lapsedLine({ w, terms, lang }: Page, grade: Graded['grade']): string {
  const year = slot('state.year');
  const oneYear = terms.validity.kind === 'months' && terms.validity.months === 12;
  return oneYear ? w.state.lapsedLate({ year }) : w.state.lapsedMore({ year, grade: grade.mark[lang] });
}

/** The mark: word, double frame, and a ladder that counts the level. One colour for all grades: a seal, no traffic light. */
function Seal({ page, grade }: PartProps & { readonly grade: Graded['grade'] }): ReactNode {
  const { lang } = page;
  const length = lang === 'zh' ? [...grade.mark.zh].length : Math.ceil(grade.mark.en.length / 2);
  return (
    <div className="seal" aria-hidden="true">
      <strong className={length === 1 ? 's1' : length > 2 ? 's4' : undefined}>
        <Fact page={page} k="state.mark" />
      </strong>
      {page.facts.has('state.word') && (
        <small>
          <Fact page={page} k="state.word" />
        </small>
      )}
      <Ladder level={grade.level} levels={grade.levels} />
    </div>
  );
}

function Changed({ page, change, grade }: PartProps & ChangeProps): ReactNode {
  const { w, terms, lang } = page;
  const old = terms.grades.find(({ symbol }) => symbol === change.from)?.mark[lang] ?? change.from;
  const article = w.why.place({ doc: page.policy, article: change.article });
  return (
    <div className="changed">
      <p>{say(page, w.grade.changed({ date: slot('state.on'), old, now: grade.mark[lang] }))}</p>
      <p className="soft">{say(page, w.grade.changedWhy({ article, approval: slot('state.documentNo') }))}</p>
    </div>
  );
}

interface ChangeProps {
  readonly change: NonNullable<Graded['change']>;
  readonly grade: Graded['grade'];
}

function Ungraded({ page, state }: PartProps & { readonly state: Ungraded }): ReactNode {
  const warns = state.kind === 'withdrawn' && state.cause === 'licenceRevoked';
  return (
    <div className={warns ? 'state warn' : 'state'}>
      <h2>{say(page, stateTitle(page, state))}</h2>
      {moreLines(page, state).map((line) => (
        <p key={line}>{say(page, line)}</p>
      ))}
    </div>
  );
}

/** Own words for each state. The year of one that is awaited is a fact. */
export function stateTitle(
  { w: { stateTitle: titles } }: Pick<Page, 'w'>,
  state: Ungraded,
  year = slot('state.year'),
): string {
  if (state.kind === 'withdrawn') return titles.withdrawn[state.cause];
  if (state.kind === 'awaiting') return titles.awaiting({ year });
  return titles[state.kind === 'out-of-scope' ? 'outOfScope' : state.kind];
}

/** What follows the title of a state: own words each, never as a bad grade. */
function moreLines(page: Page, state: Ungraded): readonly string[] {
  const { w, bureau, view, policy } = page;
  switch (state.kind) {
    case 'new':
      return [w.state.newMore];
    case 'awaiting':
      return [w.state.awaitingMore({ bureau: page.publisher })];
    case 'incomplete':
      return [w.state.incompleteMore];
    case 'out-of-scope': {
      const filed = view.record.licence.type === 'clinic-filing';
      return filed ? [w.state.outFiled({ doc: policy }), w.state.outMore] : [w.state.outMore];
    }
    case 'withdrawn': {
      const since = w.state.withdrawnSince({ date: slot('state.on') });
      return state.cause === 'licenceRevoked' ? [w.state.withdrawnRevokedDo({ phone: bureau.phone }), since] : [since];
    }
    case 'lapsed':
      return [lapsedLine(page, state.grade)];
    case 'register':
      return view.penalties.length === 0 ? [w.state.registerNone] : [];
  }
}
