/** In the place of a page while there is nothing verified to show: opening, downloading, or why not. */
import { hoursIn } from '../../../core/words/lang.ts';
import { telephone, unbroken } from '../../page/model.tsx';
import { useApp, useSync } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { troubleText } from './notices.tsx';
import { VisitedPages } from './visited.tsx';

/** `about` an institution: then it is this one that is not saved here; a code that none can have is told at once. */
export function Waiting({ about = 'home' }: { readonly about?: 'home' | 'institution' | 'mistyped' }) {
  const state = useSync();
  const language = useLanguage();
  const { sync } = useApp();
  const { w, a } = language;
  if (state.phase.kind !== 'idle') {
    const text = state.phase.kind === 'downloading' ? a.downloading(state.phase.percent) : a.starting;
    return (
      <>
        <p className="waiting" role="status">
          {text}
        </p>
        <Contact />
      </>
    );
  }
  const offline = state.trouble?.code === 'network';
  const refused =
    state.trouble !== null && !['network', 'missing', 'no-crypto', 'unreadable'].includes(state.trouble.code);
  return (
    <>
      <div className="waiting" role="status">
        <p>{offline && about === 'institution' ? w.off.none : (troubleText(state, language) ?? w.home.first)}</p>
        {about === 'mistyped' && <p>{a.mistyped}</p>}
        {offline && <p>{w.home.first}</p>}
        {refused && <p>{a.refusedFirstDo}</p>}
        {/* Without the browser's cryptography another try ends the same way. */}
        {state.trouble?.code !== 'no-crypto' && (
          <button type="button" className="button" onClick={() => void sync.check()}>
            {w.off.retry}
          </button>
        )}
      </div>
      {offline && <VisitedPages />}
      <Contact />
    </>
  );
}

/** While nothing is verified there is still somebody to call: as the shell names them. */
function Contact() {
  const { w, lang } = useLanguage();
  const { contact } = useApp().config;
  if (contact === undefined) return null;
  return (
    <p className="home-phone">
      <a href={telephone(contact.phone)}>
        <span>{unbroken(w.home.phone({ phone: contact.phone, hours: hoursIn(lang, contact) }))}</span>
      </a>
    </p>
  );
}
