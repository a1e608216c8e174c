/** Leads to the draws, where any was ever sealed. */
import { Link } from 'react-router';
import { drawLink } from '../../../core/words/draw.ts';
import type { Shown } from '../data/controller.ts';
import { useLanguage } from '../language.tsx';

export function DrawLink({ shown }: { readonly shown: Shown }) {
  const { lang } = useLanguage();
  const { files, directory } = shown.release.plan;
  if (!files.some(({ path }) => path === `${directory}/draw.json`)) return null;
  return (
    <p className="home-phone">
      <Link to="/draw">{drawLink[lang]}</Link>
    </p>
  );
}
