/** Whom to call, from what this device has verified, else from the shell: this page loads no county of its own. */

import { bureauName } from '../components/layout.tsx';

import { useApp } from '../context.tsx';
import { useLanguage } from '../language.tsx';
import { useBureau } from '../outbox-context.tsx';
import { type StatusText, useOut, useStatusWords } from './words.ts';

export interface Contact {
  /** Name of the bureau in the reader's language. */
  readonly bureau: string;
  readonly phone: string;
  /** Days within which it is decided whether a complaint is accepted; null where the bureau states none. */
  readonly acceptDays: number | null;
  /** Where to turn with what is not the bureau's. */
  readonly elsewhere: string;
}

/** Where even the shell names nobody (installed long ago): the government hotline of the whole country. */
const HOTLINE = '12345';

export function useContact(): Contact {
  const bureau = useBureau();
  const { config } = useApp();
  const { lang } = useLanguage();
  const out = useOut();
  const words: StatusText = useStatusWords();
  if (bureau === null) {
    const told = config.contact;
    const name = told && (lang === 'zh' ? told.name : told.nameEn);
    return {
      bureau: name ?? out.bureau,
      phone: told?.phone ?? HOTLINE,
      acceptDays: null,
      elsewhere: words.elsewhere,
    };
  }
  return {
    bureau: bureauName(bureau, lang),
    phone: bureau.phone,
    acceptDays: bureau.intakeTerms?.accept.days ?? null,
    elsewhere: bureau.elsewhere ?? words.elsewhere,
  };
}
