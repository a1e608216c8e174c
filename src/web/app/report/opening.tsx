/** What stands above the first question: help in an emergency, whom this is about, what does not work here. */
import type { SubmissionKind } from '../../../core/complaint/submission.ts';
import { groupCode } from '../../../core/domain/institution-code.ts';
import type { ReportWords } from '../../../core/words/report.ts';
import { unbroken } from '../../page/model.tsx';
import { isWechatOnIphone } from './device.ts';
import { byInstitution, byPatient } from './form.ts';
import { CallButton } from './telephone.tsx';
import type { Place } from './writing.ts';

/** `kind` is null while it is still asked for. */
export function Opening({ place, kind }: { readonly place: Place; readonly kind: SubmissionKind | null }) {
  const { r } = place;
  const patient = kind === null || kind === 'board' || byPatient(kind);
  return (
    <>
      {patient && (
        <div className="rep-urgent">
          <p>{r.rep.urgent}</p>
          <p>{r.rep.place}</p>
        </div>
      )}
      {isWechatOnIphone() && (
        <div className="rep-note">
          <CallButton place={place} />
          <p>{r.rep.wechatIphone}</p>
        </div>
      )}
      <Offline place={place} />
      <Whom place={place} kind={kind} />
    </>
  );
}

/** Without keys it cannot be sealed, so not be submitted; with them it only waits for the network. */
export function Offline({ place }: { readonly place: Place }) {
  const { r, recipients, phone, offline } = place;
  if (recipients !== null && !offline) return null;
  return (
    <div className="rep-note" role="status">
      <p>{recipients === null ? r.rep.offline : r.rep.offlineWrite}</p>
      {phone !== null && <p>{unbroken(r.rep.offlineCall({ phone }))}</p>}
    </div>
  );
}

function aboutWhom({ rep }: ReportWords, kind: SubmissionKind | null): string {
  if (kind === 'rating') return rep.aboutRating;
  return kind !== null && byInstitution(kind) ? rep.aboutOwn : rep.about;
}

function Whom({ place, kind }: { readonly place: Place; readonly kind: SubmissionKind | null }) {
  const { r, code, named } = place;
  if (code === null) return null;
  return (
    <div className="rep-whom">
      <p className="rep-small">{aboutWhom(r, kind)}</p>
      {named === 'reading' && <p>{r.rep.aboutReading}</p>}
      {typeof named !== 'string' && (
        <>
          <p className="rep-name">{named.name}</p>
          {named.address !== null && <p>{named.address}</p>}
        </>
      )}
      <p>{r.rep.aboutCode({ code: groupCode(code) })}</p>
      <p className="rep-small">{named === 'unknown' ? r.rep.aboutUnknown : r.rep.aboutCheck}</p>
    </div>
  );
}
