/** Frame of the app's own pages: who publishes, the page, the footer. The institution page brings its own. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { provinceWords } from '../../../core/words/province.ts';
import { SiteIds } from '../../page/foot.tsx';
import { useApp, useSync } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useBureau } from '../outbox-context.tsx';
import { SizeButton } from './text-size.tsx';

export function Layout({ children }: { readonly children: ReactNode }) {
  const bureau = useBureau();
  const rating = useSync().shown?.data.terms.issuer === 'association';
  return (
    <div className={rating ? 'app assoc' : 'app'}>
      <TopLine bureau={bureau} />
      <main className="app-main">{children}</main>
      {bureau && <Footer bureau={bureau} />}
    </div>
  );
}

function TopLine({ bureau }: { readonly bureau: Bureau | null }) {
  const { w, a, lang, setLang } = useLanguage();
  return (
    <header className="app-top">
      <p className="app-issuer">
        {bureau && <Link to="/">{w.head.issuer({ bureau: bureauName(bureau, lang) })}</Link>}
        {bureau?.demo && <strong className="demo">{w.head.demoMark}</strong>}
      </p>
      <div className="app-switches">
        <SizeButton />
        <button
          type="button"
          className="link-button"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
        >
          {a.languageName}
        </button>
      </div>
    </header>
  );
}

export function bureauName(bureau: Bureau, lang: 'zh' | 'en'): string {
  return lang === 'zh' ? bureau.name : bureau.nameEn;
}

function Footer({ bureau }: { readonly bureau: Bureau }) {
  const { w, lang } = useLanguage();
  const { province } = useApp().config;
  return (
    <footer className="app-foot">
      {bureau.demo && <p className="demo-line">{w.head.demo}</p>}
      <p>
        <span>{w.foot.host({ bureau: bureauName(bureau, lang) })}</span>
        {bureau.operator !== null && <span>{w.foot.operator({ operator: bureau.operator })}</span>}
      </p>
      <p>{w.foot.fraud}</p>
      <nav>
        <Link to="/status">{w.data.title}</Link>
        {province !== undefined && <a href={province}>{provinceWords[lang].others}</a>}
        {bureau.intake === 'online' && <Link to="/mine">{w.home.mine}</Link>}
      </nav>
      <SiteIds bureau={bureau} w={w} />
    </footer>
  );
}
