/** The home page's line to 我的提交. It names no institution: others may look at the screen. */
import { Link } from 'react-router';
import { homeMine } from '../../../core/words/home-mine.ts';
import { useLanguage } from '../language.tsx';

/** `undelivered`: how many items of this device have no receipt; nothing is shown for none. */
export function MineNotice({ undelivered }: { readonly undelivered: number }) {
  const { lang } = useLanguage();
  if (undelivered === 0) return null;
  return (
    <p className="home-phone">
      <Link to="/mine">{homeMine[lang]({ n: undelivered })}</Link>
    </p>
  );
}
