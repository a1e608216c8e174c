/** Part 2: the grade as a seal with its ladder, or in plain words why there is none. */
import type { GradeTerms } from '../../../core/domain/terms.ts';
import type { GradeChange } from '../../../core/snapshot/record.ts';
import { disclaimerOf, subjectLines } from '../subject.ts';
import { fitSize } from './fit.ts';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { Seal } from './seal.tsx';
import { day, P, publishedDay, type SheetProps, W } from './sheet.ts';

export function Grade({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { view, terms } = sheet;
  const noun = terms.gradeNoun.zh;
  return (
    <Part layout={layout} id="grade" title={W.grade.title({ year: view.record.year, noun })}>
      {view.state.kind === 'graded' ? <Graded layout={layout} {...sheet} /> : <Notice {...sheet} />}
    </Part>
  );
}

/** Thirteen steps (an association's symbols) would be a table of their own: the seal's ladder then counts alone. */
const MOST_ROWS = 5;

function Graded({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { view, terms } = sheet;
  if (view.state.kind !== 'graded') return null;
  const { grade, change } = view.state;
  const mark = grade.mark.zh;
  const word = grade.word?.zh ?? null;
  const { level, levels } = grade;
  // A policy's own sentence takes a line or two, which A4 has only in the place of the steps.
  const crowded = layout.paper === 'a4' && terms.notice !== null;
  const said = W.grade.said({ grade: mark, word: word ?? '', level: String(level), levels: String(levels) });
  return (
    <>
      <div className="pr-graded">
        <Seal
          {...{ mark, word, level, levels }}
          width={layout.seal * (change !== null ? 0.84 : word !== null ? 0.93 : 1) * (crowded ? 0.9 : 1)}
          tone={terms.issuer}
          label={`${W.grade.nounSaid({ noun: terms.gradeNoun.zh })}${said}`}
        />
        <div className="pr-about">
          {terms.grades.length <= MOST_ROWS && !crowded && (
            <Steps grades={terms.grades} own={grade.grade} meanings={layout.paper === 'a3' && change === null} />
          )}
          <p>
            {P.published({ date: day(publishedDay(sheet.release)) })}
            <br />
            {grade.validUntil === null ? W.grade.validUntilNext : W.grade.valid({ date: day(grade.validUntil) })}
          </p>
          <Certified {...sheet} />
        </div>
      </div>
      <div className={crowded ? 'pr-under pr-small' : 'pr-under'}>
        {terms.notice && <p className="pr-claim">{terms.notice.zh}</p>}
        <p className="pr-claim">{disclaimerOf({ w: W, lang: 'zh', terms, view })}</p>
        {change !== null && <Change change={change} now={mark} layout={layout} {...sheet} />}
        {layout.paper === 'a3' && change === null && <Basis {...sheet} layout={layout} />}
      </div>
    </>
  );
}

/** Number and date of the certificate, and that it was extended. */
function Certified({ view }: SheetProps) {
  const { certificate } = view.record;
  if (certificate === undefined) return null;
  const { number, on, extendedUntil } = certificate;
  return (
    <p>
      {W.certificate.number({ number, date: day(on) })}
      {extendedUntil && (
        <>
          <br />
          {W.certificate.extendedShort}
        </>
      )}
    </p>
  );
}

interface ChangeProps extends SheetProps {
  readonly change: GradeChange;
  readonly now: string;
  readonly layout: BoardLayout;
}

/** A grade changed within the year says so, and under which article; the approval's number where there is room. */
function Change({ change, now, layout, terms, view }: ChangeProps) {
  const { article, documentNo } = change;
  const words = view.record.certificate === undefined ? W.grade : W.certificate;
  return (
    <>
      <p className="pr-change">
        {words.changed({ date: day(change.on), old: markOf(terms.grades, change.from), now })}
      </p>
      {layout.paper === 'a3' && <p className="pr-soft">{W.grade.changedWhy({ article, approval: documentNo })}</p>}
    </>
  );
}

function Basis({ terms, layout }: SheetProps & { layout: BoardLayout }) {
  const basis = P.basis({ doc: terms.title.zh, no: terms.documentNo });
  const size = fitSize(basis, bodyOf(layout, 'grade').w, 1, {
    max: layout.text.max * 0.85,
    min: layout.text.min * 0.85,
  });
  return (
    <p className="pr-soft" style={{ fontSize: `${size}mm` }}>
      {basis}
    </p>
  );
}

function markOf(grades: readonly GradeTerms[], symbol: string): string {
  return grades.find((grade) => grade.symbol === symbol)?.mark.zh ?? symbol;
}

/** All grades, best first, this institution's marked by a sign and a frame: what the seal is a step of. */
function Steps({ grades, own, meanings }: { grades: readonly GradeTerms[]; own: string; meanings: boolean }) {
  return (
    <ol className="pr-steps">
      {grades.map((grade) => (
        <li key={grade.symbol} className={grade.symbol === own ? 'pr-own' : undefined}>
          <b>{grade.mark.zh}</b>
          <span>{meanings && grade.symbol === own ? grade.meaning.zh : (grade.word?.zh ?? '')}</span>
        </li>
      ))}
    </ol>
  );
}

/** No grade: never a blank, a dash or the look of a bad grade. */
function Notice(sheet: SheetProps) {
  const [title, ...lines] = noticeOf(sheet);
  return (
    <div className="pr-notice">
      <strong>{title}</strong>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function noticeOf({ view, bureau, terms }: SheetProps): readonly string[] {
  const { state, record } = view;
  const S = W.stateTitle;
  const own = subjectLines({ w: W, lang: 'zh', terms, view, policy: `《${terms.title.zh}》`, day }, state);
  if (own !== null) return [S[state.kind === 'register' || state.kind === 'new' ? state.kind : 'outOfScope'], ...own];
  switch (state.kind) {
    case 'unrated':
      return [W.certificate.unrated, W.certificate.unratedMore, terms.notice?.zh ?? ''].filter((line) => line !== '');
    case 'new':
      return [S.new, W.state.newMore];
    case 'awaiting':
      return [S.awaiting({ year: record.year }), P.awaitingMore({ bureau: bureau.name })];
    case 'incomplete':
      return [S.incomplete, W.state.incompleteMore];
    case 'out-of-scope': {
      const filed = record.licence.type === 'clinic-filing';
      return [S.outOfScope, ...(filed ? [W.state.outFiled({ doc: `《${terms.title.zh}》` })] : []), W.state.outMore];
    }
    case 'lapsed':
      if (terms.validity.kind === 'certificate') return [W.certificate.lapsed];
      return [S.lapsed, W.state.lapsedMore({ year: record.year, grade: state.grade.mark.zh })];
    case 'register':
      return [S.register];
    case 'withdrawn':
      return [S.withdrawn[state.cause], W.state.withdrawnSince({ date: day(state.on) })];
    case 'graded':
      return [];
  }
}
