/** What stands above the first question: help in an emergency, whom this is about, what does not work here. */
import { groupCode } from '../../../core/domain/institution-code.ts';
import { unbroken } from '../../page/model.tsx';
import { isWechatOnIphone } from './device.ts';
import { CallButton } from './telephone.tsx';
import type { Place } from './writing.ts';

export function Opening({ place, patient }: { readonly place: Place; readonly patient: boolean }) {
  const { r } = place;
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
      <Whom place={place} />
    </>
  );
}

function Offline({ place }: { readonly place: Place }) {
  const { r, recipients, phone } = place;
  if (recipients !== null) return null;
  return (
    <div className="rep-note" role="status">
      <p>{r.rep.offline}</p>
      {phone !== null && <p>{unbroken(r.rep.offlineCall({ phone }))}</p>}
    </div>
  );
}

function Whom({ place }: { readonly place: Place }) {
  const { r, code, named } = place;
  if (code === null) return null;
  return (
    <div className="rep-whom">
      <p className="rep-small">{r.rep.about}</p>
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
