/** The reader's language: the address says it (`?lang=en`), else this device remembers it, else Chinese. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
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

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [params, setParams] = useSearchParams();
  const asked = asLang(params.get('lang'));
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
        setParams(
          (before) => {
            before.delete('lang');
            return before;
          },
          { replace: true },
        );
      },
    }),
    [lang, setParams],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const value = useContext(LanguageContext);
  if (value === null) throw new Error('useLanguage outside LanguageProvider');
  return value;
}
