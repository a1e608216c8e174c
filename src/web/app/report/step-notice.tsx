/** What happens with what was written, said before it is sent; and the choices that belong to it. */
import { KEPT_DAYS } from '../../../core/complaint/limits.ts';
import { unbroken } from '../../page/model.tsx';
import { Question, Tick } from './fields.tsx';
import { byPatient, NOTICE_VERSION } from './form.ts';
import { errorAt, type StepProps, type Writing } from './writing.ts';

/** A change of what this says needs a new NOTICE_VERSION. */
function noticeLines({ r, kind, bureau, bureauName, phone }: Writing): readonly string[] {
  const { noticeParts } = r.rep;
  const terms = bureau?.intakeTerms;
  return [
    noticeParts.who({ bureau: bureauName }),
    r.rep.seal({ bureau: bureauName }),
    noticeParts.program,
    ...(byPatient(kind) && terms ? [noticeParts.term({ accept: terms.accept.days, answer: terms.answer.days })] : []),
    noticeParts.keep({ days: KEPT_DAYS }),
    r.rep.logs,
    phone === null ? noticeParts.rightsPlain : noticeParts.rights({ phone }),
    ...(byPatient(kind) ? [r.rep.grade] : []),
    noticeParts.free,
  ];
}

export function Notice({ at }: StepProps) {
  const { r } = at;
  return (
    <>
      <Question>{r.rep.notice}</Question>
      <ul className="rep-notice">
        {noticeLines(at).map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
      </ul>
      <p className="rep-small">{r.rep.noticeVersion({ version: NOTICE_VERSION })}</p>
      {!byPatient(at.kind) && <NoCopy at={at} />}
    </>
  );
}

/** Patients choose on a step of its own: consent is a separate act (PIPL, article 29). */
export function Consent({ at }: StepProps) {
  const { r, form, change, kind, bureauName } = at;
  return (
    <>
      <Question>{r.rep.consents}</Question>
      <Tick
        id="healthConsent"
        label={r.rep.consent({ bureau: bureauName })}
        hint={kind === 'own' ? r.rep.consentRequired : r.rep.consentOptional}
        error={errorAt(at, 'healthConsent')}
        checked={form.healthConsent}
        onChange={(healthConsent) => change({ healthConsent })}
      />
      <Tick
        id="guardian"
        label={r.rep.childMine}
        hint={r.rep.child}
        checked={form.guardian}
        onChange={(guardian) => change({ guardian })}
      />
      <NoCopy at={at} />
    </>
  );
}

function NoCopy({ at: { r, form, change } }: StepProps) {
  return (
    <Tick
      id="noCopy"
      label={r.rep.local}
      hint={r.rep.localHint}
      checked={form.noCopy}
      onChange={(noCopy) => change({ noCopy })}
    />
  );
}
