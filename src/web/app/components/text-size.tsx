/** 长辈版: the button that the institution page has too, with the same behaviour and memory. */
import { useEffect } from 'react';
import { offerSizes } from '../../page/text-size.ts';
import { useLanguage } from '../language.tsx';

/** Wires the size button of the page; it must be a new one when the language changes, since its text is set on it. */
export function useTextSizes(): void {
  useEffect(() => offerSizes(), []);
}

/** The visible entry at the top. It names the next size. */
export function SizeButton() {
  const { lang } = useLanguage();
  // Its text is set by the script that it shares with the static page: another language is another button.
  return <Button key={lang} />;
}

function Button() {
  const { w } = useLanguage();
  useTextSizes();
  return (
    <button type="button" data-sizes={[w.nav.elder, w.nav.larger, w.nav.normal].join()} hidden>
      {w.nav.elder}
    </button>
  );
}
