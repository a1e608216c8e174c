/** Part 2: the grade as a seal with its ladder, or in plain words why there is none. */
import { subjectLines } from '../subject.ts';
import { Part } from './frame.tsx';
import type { GradeTexts } from './grade-fit.ts';
import { belowOf, besideOf, sealSize, setGrade } from './grade-texts.ts';
import type { BoardLayout } from './layout.ts';
import { Seal } from './seal.tsx';
import { day, P, type SheetProps, W } from './sheet.ts';

export function Grade({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { view, terms } = sheet;
  const noun = terms.gradeNoun.zh;
  return (
    <Part
      layout={layout}
      id="grade"
      title={terms.register === null ? W.grade.title({ year: view.record.year, noun }) : P.parts.register}
    >
      {view.state.kind === 'graded' ? <Graded layout={layout} {...sheet} /> : <Notice {...sheet} />}
    </Part>
  );
}

function Graded({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { view, terms } = sheet;
  if (view.state.kind !== 'graded') return null;
  const { grade } = view.state;
  const { level, levels } = grade;
  const [mark, word] = [grade.mark.zh, grade.word?.zh ?? null];
  const said = W.grade.said({ grade: mark, word: word ?? '', level: String(level), levels: String(levels) });
  const seal = sealSize(sheet, layout);
  const beside = besideOf(sheet);
  const below = belowOf(sheet, layout);
  const { size, steps } = setGrade({ seal, beside, below }, sheet, layout);
  const type = { fontSize: `${size}mm` };
  return (
    <>
      <div className="pr-graded" style={type}>
        <Seal
          {...{ mark, word, level, levels }}
          width={seal.w}
          tone={terms.issuer}
          label={`${W.grade.nounSaid({ noun: terms.gradeNoun.zh })}${said}`}
        />
        <div className="pr-about">
          {steps.length > 0 && <Steps steps={steps} />}
          {beside.map((lines) => (
            <p key={lines[0]}>
              {lines.map((line) => (
                <span key={line} className="pr-row">
                  {line}
                </span>
              ))}
            </p>
          ))}
        </div>
      </div>
      <div className="pr-under" style={type}>
        {below.map(({ kind, text, share }) => (
          <p key={text} className={`pr-${kind}`} style={{ fontSize: `${share}em` }}>
            {text}
          </p>
        ))}
      </div>
    </>
  );
}

/** All grades, best first, this institution's marked by a sign and a frame: what the seal is a step of. */
function Steps({ steps }: Pick<GradeTexts, 'steps'>) {
  return (
    <ol className="pr-steps">
      {steps.map(({ mark, text, own }) => (
        <li key={mark} className={own ? 'pr-own' : undefined}>
          <b>{mark}</b>
          <span>{text}</span>
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
  const noun = terms.gradeNoun.zh;
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
      return [S.withdrawn[state.cause]({ noun }), W.state.withdrawnSince({ noun, date: day(state.on) })];
    case 'graded':
      return [];
  }
}
