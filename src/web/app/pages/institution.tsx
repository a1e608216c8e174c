/** `/i/<code>` and `/en/i/<code>` from local verified data, with the component that the static page is made of. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useHref, useLocation, useNavigate, useParams } from 'react-router';
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { sitePath } from '../../../core/domain/site-address.ts';
import { pagePath } from '../../../core/snapshot/page-path.ts';
import { InstitutionPage, pageTitle } from '../../page/institution-page.tsx';
import { CodeGone } from '../components/code-gone.tsx';
import { CodeUnknown } from '../components/code-unknown.tsx';
import { Layout } from '../components/layout.tsx';
import { useTextSizes } from '../components/text-size.tsx';
import { Waiting } from '../components/waiting.tsx';
import { useApp, useSync } from '../context.tsx';
import type { Shown } from '../data/controller.ts';
import type { Found } from '../data/dataset.ts';
import { verificationOf, viewOfRelease } from '../data/verification.ts';
import { useStaff } from '../inspector/use-staff.ts';
import { useLanguage, withoutLanguage } from '../language.tsx';
import { routeOf } from '../route-of.ts';
import { useTitle } from '../title.ts';
import { useClaim } from '../use-claim.ts';
import { useInstitution } from '../use-institution.ts';

export function InstitutionRoute() {
  const { code: typed = '' } = useParams();
  const { shown } = useSync();
  const { w, a } = useLanguage();
  const code = parseInstitutionCode(typed);
  const found = useInstitution(shown?.data ?? null, code);
  if (shown === null) {
    return (
      <Layout>
        <Waiting about={code === null ? 'mistyped' : 'institution'} />
      </Layout>
    );
  }
  const gone = code === null ? null : shown.data.gone(code);
  if (found === 'unknown' && gone !== null) {
    return (
      <Layout>
        <CodeGone tombstone={gone} bureau={shown.data.bureau} />
      </Layout>
    );
  }
  if (code === null || found === 'unknown') {
    return (
      <Layout>
        <CodeUnknown typed={typed} data={shown.data} />
      </Layout>
    );
  }
  if (found === 'reading') return <Layout>{a.starting}</Layout>;
  if (found === 'unreadable') {
    return (
      <Layout>
        <p>{a.unreadable}</p>
        <Link to="/">{w.nav.home}</Link>
      </Layout>
    );
  }
  return <Page found={found} shown={shown} />;
}

function Page({ found, shown }: { readonly found: Found; readonly shown: Shown }) {
  const { now } = useApp();
  const { lang, setLang } = useLanguage();
  const state = useSync();
  const device = now();
  const { code } = found.record;
  const staff = useStaff(shown, found);
  const openings = staff === null ? found.openings : [...found.openings, staff];
  const at = (path: string) => sitePath(shown.data.bureau, path);
  const view = viewOfRelease(found.record, openings, state, device);
  const verification = verificationOf(state, device) ?? { kind: 'unchecked' as const };
  const here = location.origin + at('/').slice(0, -1);
  const props = {
    view,
    boardSays: useClaim(shown, { view, verification, lang, here }),
    terms: shown.data.terms,
    bureau: shown.data.bureau,
    release: shown.data.release,
    verification,
    lang,
    links: {
      home: at('/'),
      otherLanguage: at(`/i/${code}?lang=${lang === 'zh' ? 'en' : 'zh'}`),
      fullPage: at(pagePath(code, lang)),
    },
  };
  useTitle(pageTitle(props));
  return (
    <Frame key={`${code} ${lang}`} setLang={setLang}>
      <InstitutionPage {...props} />
    </Frame>
  );
}

/** Made anew for another institution or language: the size buttons get their texts from a script. */
function Frame({ setLang, children }: { readonly setLang: (lang: 'zh' | 'en') => void; readonly children: ReactNode }) {
  const frame = useLinksWithin(setLang);
  useTextSizes();
  return (
    <div ref={frame} className="in-app">
      {children}
    </div>
  );
}

/**
 * The page's links are plain addresses, since the static page has no router. Within the app they must not load it
 * anew – except the one to the static page itself, which has the staff list.
 */
function useLinksWithin(setLang: (lang: 'zh' | 'en') => void) {
  const frame = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = useHref('/');
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
        return;
      const url = new URL(link.href);
      const lang = url.searchParams.get('lang');
      const path = url.origin === location.origin ? routeOf(url.pathname, base) : null;
      if (path === null) return;
      if (path === withoutLanguage(pathname) && (lang === 'zh' || lang === 'en')) setLang(lang);
      else if (path === '/' || path.startsWith('/print/')) void navigate(path);
      else return;
      event.preventDefault();
    };
    element.addEventListener('click', follow);
    return () => element.removeEventListener('click', follow);
  }, [navigate, pathname, setLang, base]);
  return frame;
}
