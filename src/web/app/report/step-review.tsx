/** Everything as it will be sent, with a way back to each answer. */
import { groupCode, parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import type { Written } from '../../outbox/outbox.ts';
import { isWechatOnIphone } from './device.ts';
import { Question } from './fields.tsx';
import { byInstitution, byPatient, takesContact, takesPhotos, toWritten } from './form.ts';
import { PhotoView, photoKey } from './photo-view.tsx';
import type { Step } from './steps.ts';
import type { StepProps, Writing } from './writing.ts';

interface Row {
  readonly label: string;
  readonly value: string | null;
  /** Where it is changed; null for what the address says. */
  readonly step: Step | null;
}

export function Review({ at }: StepProps) {
  const { r, photos, kind, go } = at;
  const edit = (step: Step | null, label: string) =>
    step !== null && (
      <button type="button" className="link-button" onClick={() => go(step, { toReview: true })}>
        {r.rep.reviewEdit}
        <span className="vh">{label}</span>
      </button>
    );
  return (
    <>
      <Question>{r.rep.review}</Question>
      <dl className="rep-review">
        {rowsOf(at).map(({ label, value, step }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span className={value === null ? 'rep-none' : 'rep-value'}>{value ?? r.rep.reviewNone}</span>
              {edit(step, label)}
            </dd>
          </div>
        ))}
        {takesPhotos(kind) && (
          <div>
            <dt>{r.rep.reviewPhotos}</dt>
            <dd>
              {photos.length === 0 && <span className="rep-none">{r.rep.reviewNone}</span>}
              <span className="rep-thumbs">
                {photos.map((photo, index) => (
                  <PhotoView key={photoKey(photo)} photo={photo} name={r.rep.photoName({ n: index + 1 })} />
                ))}
              </span>
              {edit('photos', r.rep.reviewPhotos)}
            </dd>
          </div>
        )}
      </dl>
      {isWechatOnIphone() && <p className="rep-note">{r.rep.wechatIphone}</p>}
      <p>{r.rep.honest}</p>
    </>
  );
}

/** Of what is handed to the outbox, not of the form: nothing is sent that is not shown here. */
function rowsOf(at: Writing): readonly Row[] {
  const { kind, form } = at;
  const written = toWritten(form, aboutOf(at));
  return [
    ...placeRows(at, written),
    ...answerRows(at, written),
    ...(takesContact(kind) ? contactRows(at, written) : []),
    ...(byPatient(kind) ? patientRows(at, written) : []),
    { label: at.r.rep.local, value: yes(at, form.noCopy), step: byPatient(kind) ? 'consent' : 'notice' },
  ];
}

/** What the submission is about, from the address or from what was typed. */
export function aboutOf({ kind, code, named, lang }: Writing) {
  return { kind, code, name: typeof named === 'string' ? null : named.name, lang };
}

const yes = ({ r }: Writing, is: boolean): string => (is ? r.rep.yes : r.rep.no);

function placeRows({ r, kind, code }: Writing, written: Written): readonly Row[] {
  const typed = written.institution === null ? null : parseInstitutionCode(written.institution);
  const about = [written.institutionName, typed && groupCode(typed)].filter((part) => part).join(' ');
  return [
    { label: r.rep.reviewKind, value: r.rep.kindsShort[kind], step: null },
    { label: r.rep.reviewAbout, value: about || null, step: code === null ? 'which' : null },
    ...(byInstitution(kind) ? [{ label: r.obj.label, value: written.objectionCode, step: 'code' as const }] : []),
  ];
}

function answerRows({ r, kind }: Writing, written: Written): readonly Row[] {
  const text = (label: string, step: Step): Row => ({ label, value: written.text || null, step });
  switch (kind) {
    case 'rating':
      return [
        { label: r.rep.kindsShort.rating, value: written.rating && r.rate.scale[written.rating], step: 'rating' },
        text(r.rep.textInstitution, 'rating'),
      ];
    case 'board':
      return [
        { label: r.board.ask, value: written.board && r.board.differences[written.board], step: 'board' },
        text(r.rep.textInstitution, 'board'),
      ];
    case 'tip':
    case 'own':
      return [
        { label: r.rep.category, value: written.category && r.rep.categories[written.category], step: 'category' },
        text(r.rep.text, 'what'),
        { label: r.rep.when, value: written.when, step: 'what' },
      ];
    default:
      return [text(r.rep.textInstitution, 'what')];
  }
}

function contactRows({ r, kind }: Writing, { contact }: Written): readonly Row[] {
  return [
    { label: byPatient(kind) ? r.rep.contactName : r.rep.contactPerson, value: contact?.name ?? null, step: 'contact' },
    { label: r.rep.contactPhone, value: contact?.phone ?? null, step: 'contact' },
  ];
}

function patientRows(at: Writing, written: Written): readonly Row[] {
  const { rep } = at.r;
  return [
    { label: rep.reviewTell, value: yes(at, written.tellInstitution), step: 'tell' },
    { label: rep.reviewConsent, value: yes(at, written.healthConsent === true), step: 'consent' },
    { label: rep.reviewGuardian, value: yes(at, written.guardian), step: 'consent' },
  ];
}
