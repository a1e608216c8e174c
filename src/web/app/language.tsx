/** The reader's language: the address says it (`?lang=en`, `/en/…`), else this device remembers it, else Chinese. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { type AppWords, appWords } from '../../core/words/app.ts';
import { type Lang, type Words, words } from '../../core/words/index.ts';

export interface Language {
  readonly lang: Lang;
  readonly w: Words;
  readonly a: AppWords;
  readonly setLang: (lang: Lang) => void;
}

const KEY = 'yixinma-lang';
const LanguageContext = createContext<Language | null>(null);

function asLang(text: string | null): Lang | null {
  return text === 'zh' || text === 'en' ? text : null;
}

/** Storage may be switched off altogether; then the address alone decides. */
function remembered(): Lang | null {
  try {
    return asLang(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function remember(lang: Lang): void {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // Not remembered: the switch works for this visit.
  }
}

/** Addresses of English pages are those of the Chinese ones below `/en`. */
const ENGLISH = /^\/en(?=\/)/;

/** The same page's address with no language in it. */
export function withoutLanguage(pathname: string): string {
  return pathname.replace(ENGLISH, '');
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const asked = asLang(new URLSearchParams(search).get('lang')) ?? (ENGLISH.test(pathname) ? 'en' : null);
  const [chosen, setChosen] = useState<Lang>(() => remembered() ?? 'zh');
  const lang = asked ?? chosen;
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    if (asked === null) return;
    remember(asked);
    // The next page's address does not ask again.
    setChosen(asked);
  }, [lang, asked]);
  const value = useMemo<Language>(
    () => ({
      lang,
      w: words[lang],
      a: appWords[lang],
      setLang: (next) => {
        remember(next);
        setChosen(next);
        // A language in the address would win over the switch.
        const rest = new URLSearchParams(search);
        rest.delete('lang');
        const path = next === 'zh' ? withoutLanguage(pathname) : pathname;
        void navigate({ pathname: path, search: rest.toString() }, { replace: true });
      },
    }),
    [lang, pathname, search, navigate],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const value = useContext(LanguageContext);
  if (value === null) throw new Error('useLanguage outside LanguageProvider');
  return value;
}
