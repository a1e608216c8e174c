/** The telephone in the place of the form, or before it. */
import { words } from '../../../core/words/index.ts';
import { hoursIn } from '../../../core/words/lang.ts';
import { telephone, unbroken } from '../../page/model.tsx';
import { useTitle } from '../title.ts';
import { Question } from './fields.tsx';
import type { Place } from './writing.ts';

/** A button to call with, as on the institution's page; 12345 where nothing else is known. */
export function CallButton({ place }: { readonly place: Place }) {
  const { r, phone, call } = place;
  const number = phone ?? '12345';
  return (
    <p>
      <a className="button rep-call" href={telephone(number)}>
        <span>{r.rep.callFirst}</span>
        <small>{unbroken(call ?? number)}</small>
      </a>
    </p>
  );
}

/** The bureau takes nothing online: a full way of its own, not a dead end. */
export function Closed({ place }: { readonly place: Place }) {
  const { r, lang, bureau, bureauName } = place;
  useTitle(r.rep.closedTitle);
  return (
    <>
      <p className="rep-urgent">{r.rep.urgent}</p>
      <Question>{r.rep.closedTitle}</Question>
      {bureau && <p>{unbroken(words[lang].act.none({ phone: bureau.phone, hours: hoursIn(lang, bureau) }))}</p>}
      <CallButton place={place} />
      {bureau?.hotline && (
        <p>
          <a className="button" href={telephone(bureau.hotline)}>
            {r.rep.hotline({ hotline: bureau.hotline })}
          </a>
        </p>
      )}
      {bureau && <p>{r.rep.closedVisit({ bureau: bureauName, supervisor: bureau.supervisor })}</p>}
      <p>{bureau?.elsewhere ?? r.rep.elsewhere}</p>
    </>
  );
}

/** Nothing can be sealed here, so nothing may be written here. */
export function NoCrypto({ place }: { readonly place: Place }) {
  const { r, bureau } = place;
  useTitle(r.rep.closedTitle);
  return (
    <>
      <p className="rep-urgent">{r.rep.urgent}</p>
      <Question>{r.rep.closedTitle}</Question>
      <CallButton place={place} />
      {bureau?.hotline && <p>{r.rep.hotline({ hotline: bureau.hotline })}</p>}
      <p>{r.rep.noCrypto}</p>
      <p>{bureau?.elsewhere ?? r.rep.elsewhere}</p>
    </>
  );
}
