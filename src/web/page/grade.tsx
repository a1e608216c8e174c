/** The grade with year, word, meaning, disclaimer, validity – or the state that stands in its place. */
import type { ReactNode } from 'react';
import type { PublicState } from '../../core/snapshot/public-now.ts';
import type { GradeChange } from '../../core/snapshot/record.ts';
import { CertificateLines, Notice, ratingLines, ratingTitle } from './certificate.tsx';
import { Ladder } from './ladder.tsx';
import { Fact, type Page, type PartProps, say, slot } from './model.tsx';
import { Proposal } from './proposal.tsx';
import { disclaimerOf, subjectLines, subjectTitle } from './subject.ts';
import type { ClaimMessage } from './types.ts';
import { VerificationLine } from './verification-line.tsx';

type Graded = Extract<PublicState, { kind: 'graded' }>;
type Ungraded = Exclude<PublicState, { kind: 'graded' }>;

export function GradeCard({ page }: PartProps): ReactNode {
  const { state } = page.view;
  return (
    <section className="grade">
      {state.kind === 'graded' ? <GradeInForce page={page} state={state} /> : <Ungraded page={page} state={state} />}
      {page.boardSays?.tone === 'aged' && <BoardSays message={page.boardSays} />}
      <Notice page={page} />
      {(state.kind === 'graded' || state.kind === 'lapsed') && <p className="not">{disclaimerOf(page)}</p>}
      <Proposal page={page} />
      <VerificationLine page={page} />
      {page.boardSays && page.boardSays.tone !== 'aged' && <BoardSays message={page.boardSays} />}
    </section>
  );
}

/** As the static page's script puts it there (`claim/main.ts`): below the mark where the board does not agree. */
function BoardSays({ message: { tone, lines } }: { readonly message: ClaimMessage }): ReactNode {
  return (
    <div role="status" className={tone === 'aged' ? 'changed ver claim aged' : `ver claim ${tone}`}>
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
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
      <CertificateLines page={page} />
      {grade.validUntil && <LapsesLater page={page} grade={grade} />}
      {state.change && <Changed page={page} change={state.change} />}
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
      <h2>{stateTitle(page, { kind: 'lapsed', grade })}</h2>
      {moreLines(page, { kind: 'lapsed', grade }).map((line) => (
        <p key={line}>{say(page, line)}</p>
      ))}
    </div>
  );
}

/** A term that ran out says so: the bureau is late, which is not the institution's fault. */
function lapsedLine({ w, terms, lang, view, verification }: Page, grade: Graded['grade']): string {
  const year = slot('state.year');
  // Of a page made before that day, or by data that are not the newest, nobody knows whether a new one is out.
  if (view.state.kind === 'graded' || /^(?:aged|clock)$/.test(verification.kind))
    return w.state.lapsedSince({ year, grade: grade.mark[lang] });
  const oneYear = terms.validity.kind === 'months' && terms.validity.months === 12;
  return oneYear ? w.state.lapsedLate({ year }) : w.state.lapsedMore({ year, grade: grade.mark[lang] });
}

/** The mark: word, double frame, and a ladder that counts the level. One colour for all grades: a seal, no traffic light. */
function Seal({ page, grade }: PartProps & { readonly grade: Graded['grade'] }): ReactNode {
  const { lang } = page;
  // Latin letters are half as wide: AAA- is no longer than 合格.
  const length = Math.ceil([...grade.mark[lang]].reduce((sum, sign) => sum + (sign < '\u2000' ? 0.5 : 1), 0));
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
      <Ladder level={grade.level} levels={grade.levels} words={page.w} />
    </div>
  );
}

function Changed({ page, change }: PartProps & { readonly change: GradeChange }): ReactNode {
  const { w } = page;
  const article = w.why.place({ doc: page.policy, article: change.article });
  return (
    <div className="changed">
      <p>{say(page, (page.view.record.certificate ? w.certificate : w.grade).changed(changeParts(page, change)))}</p>
      <p className="soft">{say(page, w.grade.changedWhy({ article, approval: slot('state.documentNo') }))}</p>
    </div>
  );
}

/** From what, to what, on which day: for the box and for the first of the reasons. */
export function changeParts(
  { terms, lang }: Pick<Page, 'terms' | 'lang'>,
  { from }: GradeChange,
): { readonly date: string; readonly old: string; readonly now: string } {
  const old = terms.grades.find(({ symbol }) => symbol === from)?.mark[lang] ?? from;
  return { date: slot('state.on'), old, now: slot('state.mark') };
}

function Ungraded({ page, state }: PartProps & { readonly state: Ungraded }): ReactNode {
  const warns = state.kind === 'withdrawn' && state.cause === 'licenceRevoked';
  return (
    <div className={warns ? 'state warn' : 'state'}>
      <h2>{say(page, stateTitle(page, state))}</h2>
      {moreLines(page, state).map((line) => (
        <p key={line}>{say(page, line)}</p>
      ))}
      <CertificateLines page={page} />
    </div>
  );
}

/** Own words for each state. The year of one that is awaited is a fact. */
export function stateTitle(page: Page, state: Ungraded, year = slot('state.year')): string {
  const titles = page.w.stateTitle;
  const own = ratingTitle(page, state) ?? subjectTitle(page, state);
  if (own !== null) return own;
  if (state.kind === 'unrated') return page.w.certificate.unrated;
  if (state.kind === 'withdrawn') return titles.withdrawn[state.cause]({ noun: page.terms.gradeNoun[page.lang] });
  if (state.kind === 'awaiting') return titles.awaiting({ year });
  return titles[state.kind === 'out-of-scope' ? 'outOfScope' : state.kind];
}

/** What follows the title of a state: own words each, never as a bad grade. */
function moreLines(page: Page, state: Ungraded): readonly string[] {
  const { w, bureau, view, policy, terms, lang } = page;
  const own = ratingLines(page, state) ?? subjectLines(page, state);
  if (own !== null) return own;
  switch (state.kind) {
    case 'unrated':
      return [w.certificate.unratedMore];
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
      const since = w.state.withdrawnSince({ noun: terms.gradeNoun[lang], date: slot('state.on') });
      return state.cause === 'licenceRevoked' ? [w.state.withdrawnRevokedDo({ phone: bureau.phone }), since] : [since];
    }
    case 'lapsed':
      return [lapsedLine(page, state.grade)];
    case 'register':
      return view.penalties.length === 0 ? [w.state.registerNone] : [];
  }
}
