/** Questions of one answer: the letter's code, which institution, the rating, what differs on the board. */
import { BOARD_DIFFERENCES, RATINGS } from '../../../core/complaint/submission.ts';
import { Counter } from './counter.tsx';
import { Choices, Question, TextField } from './fields.tsx';
import { byPatient } from './form.ts';
import { textLimit } from './steps.ts';
import { errorAt, type StepProps } from './writing.ts';

export function LetterCode({ at }: StepProps) {
  const { r, form, change, kind, bureauName } = at;
  return (
    <>
      <Question>{kind === 'objection' ? r.obj.code : r.obj.codeOther}</Question>
      <TextField
        id="objectionCode"
        label={r.obj.label}
        hint={r.obj.codeHint}
        error={errorAt(at, 'objectionCode')}
        value={form.objectionCode}
        onChange={(objectionCode) => change({ objectionCode })}
        code
      />
      {kind === 'objection' && <p className="rep-note">{r.obj.time({ bureau: bureauName })}</p>}
    </>
  );
}

export function Which({ at }: StepProps) {
  const { r, form, change, kind } = at;
  const patient = byPatient(kind);
  return (
    <>
      <Question>{r.rep.which}</Question>
      {patient && (
        <TextField
          id="place"
          label={r.rep.whichPlace}
          hint={r.rep.whichPlaceHint}
          error={errorAt(at, 'place')}
          value={form.place}
          onChange={(place) => change({ place })}
        />
      )}
      <TextField
        id="code"
        label={patient ? r.rep.whichCodeOptional : r.rep.whichCode}
        hint={r.rep.whichCodeHint}
        error={errorAt(at, 'code')}
        value={form.code}
        onChange={(code) => change({ code })}
        code
      />
    </>
  );
}

export function RatingStep({ at }: StepProps) {
  const { r, form, change } = at;
  return (
    <>
      <Choices
        id="rating"
        legend={<Question>{r.rate.ask}</Question>}
        error={errorAt(at, 'rating')}
        options={RATINGS.map((value) => ({ value, label: r.rate.scale[value] }))}
        value={form.rating}
        onChange={(rating) => change({ rating })}
      />
      <TextField
        id="text"
        label={r.rate.text}
        error={errorAt(at, 'text')}
        value={form.text}
        onChange={(text) => change({ text })}
        lines={2}
      >
        <Counter text={form.text} limit={textLimit(at.kind)} r={r} />
      </TextField>
      <p className="rep-small">{r.rate.note}</p>
      <Results at={at} />
    </>
  );
}

/** Of the last half-year, where enough people answered. */
function Results({ at }: StepProps) {
  const { r, code, recipients } = at;
  const ratings = recipients?.ratings ?? null;
  const shown = code === null ? undefined : ratings?.institutions[code];
  if (ratings === null || shown === undefined) return <p className="rep-small">{r.rate.few}</p>;
  const [year = '', half = ''] = ratings.half.split('-');
  return (
    <div className="rep-results">
      <h2>{r.rate.results({ year, half, count: shown.count })}</h2>
      <ul>
        {RATINGS.map((rating, index) => (
          <li key={rating}>{r.rate.share({ word: r.rate.scale[rating], share: shown.shares[index] ?? 0 })}</li>
        ))}
      </ul>
    </div>
  );
}

export function BoardStep({ at }: StepProps) {
  const { r, form, change } = at;
  return (
    <>
      <Choices
        id="board"
        legend={<Question>{r.board.ask}</Question>}
        hint={r.board.truth}
        error={errorAt(at, 'board')}
        options={BOARD_DIFFERENCES.map((value) => ({ value, label: r.board.differences[value] }))}
        value={form.board}
        onChange={(board) => change({ board })}
      />
      <TextField
        id="text"
        label={r.board.text}
        error={errorAt(at, 'text')}
        value={form.text}
        onChange={(text) => change({ text })}
        lines={2}
      >
        <Counter text={form.text} limit={textLimit(at.kind)} r={r} />
      </TextField>
    </>
  );
}
