/** What happened, who tells it, and what the institution may know of it. */
import { CATEGORIES } from '../../../core/complaint/submission.ts';
import { unbroken } from '../../page/model.tsx';
import { Counter } from './counter.tsx';
import { Choices, Question, TextField } from './fields.tsx';
import { byPatient } from './form.ts';
import { textLimit } from './steps.ts';
import { errorAt, type StepProps } from './writing.ts';

export function CategoryStep({ at }: StepProps) {
  const { r, form, change } = at;
  return (
    <Choices
      id="category"
      legend={<Question>{r.rep.category}</Question>}
      error={errorAt(at, 'category')}
      options={CATEGORIES.map((value) => ({ value, label: r.rep.categories[value] }))}
      value={form.category}
      onChange={(category) => change({ category })}
    />
  );
}

export function What({ at }: StepProps) {
  const { r, form, change, kind } = at;
  const patient = byPatient(kind);
  const questions = { objection: r.rep.whatInstitution, repair: r.rep.whatRepair, statement: r.rep.statement };
  const question = kind === 'objection' || kind === 'repair' || kind === 'statement' ? questions[kind] : r.rep.what;
  const hint = patient ? r.rep.whatHint : kind === 'statement' ? r.rep.statementHint : null;
  return (
    <>
      <Question>{question}</Question>
      <TextField
        id="text"
        label={patient ? r.rep.text : r.rep.textInstitution}
        hint={hint}
        error={errorAt(at, 'text')}
        value={form.text}
        onChange={(text) => change({ text })}
        lines={kind === 'statement' ? 6 : 4}
      >
        <Counter text={form.text} limit={textLimit(kind)} r={r} />
      </TextField>
      {patient && (
        <TextField
          id="when"
          label={r.rep.when}
          hint={r.rep.whenHint}
          error={errorAt(at, 'when')}
          value={form.when}
          onChange={(when) => change({ when })}
        />
      )}
    </>
  );
}

export function Contact({ at }: StepProps) {
  const { r, form, change, kind } = at;
  const patient = byPatient(kind);
  return (
    <>
      <Question>{patient ? r.rep.contact : r.rep.contactInstitution}</Question>
      <p className="rep-hint">{patient ? r.rep.contactWhy : r.rep.contactWhyInstitution}</p>
      <TextField
        id="name"
        label={patient ? r.rep.contactName : r.rep.contactPerson}
        hint={patient ? r.rep.contactNameWhy : r.rep.contactPersonWhy}
        error={errorAt(at, 'name')}
        value={form.name}
        onChange={(name) => change({ name })}
        autoComplete="name"
      />
      <TextField
        id="phone"
        label={r.rep.contactPhone}
        hint={r.rep.contactPhoneWhy}
        error={errorAt(at, 'phone')}
        value={form.phone}
        onChange={(phone) => change({ phone })}
        inputMode="tel"
        autoComplete="tel"
      />
    </>
  );
}

export function Tell({ at }: StepProps) {
  const { r, form, change, phone } = at;
  return (
    <>
      <Choices
        id="tell"
        legend={<Question>{r.rep.tell}</Question>}
        hint={r.rep.tellNote}
        error={null}
        options={[
          { value: 'no', label: r.rep.tellNo },
          { value: 'yes', label: r.rep.tellYes },
        ]}
        value={form.tell ? 'yes' : 'no'}
        onChange={(answer) => change({ tell: answer === 'yes' })}
      />
      {phone !== null && <p className="rep-small">{unbroken(r.rep.revenge({ phone }))}</p>}
    </>
  );
}
