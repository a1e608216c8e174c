/** The verification of what is shown, in the words of the institution page. */
import type { Bureau } from '../../../core/domain/bureau.ts';
import { dayText } from '../../../core/words/dates.ts';
import { verificationText } from '../../page/verification.ts';
import { useApp, useSync } from '../context.tsx';
import { verificationOf } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { bureauName } from './layout.tsx';

export function VerifiedLine({ bureau }: { readonly bureau: Bureau }) {
  const { w, lang } = useLanguage();
  const { now } = useApp();
  const verification = verificationOf(useSync(), now());
  if (verification === null) return null;
  const { tone, lines } = verificationText(verification, {
    words: w.verify,
    day: (day) => dayText(day, lang),
    bureau: bureauName(bureau, lang),
    phone: bureau.phone,
    state: 'other',
  });
  const [title, ...rest] = lines;
  return (
    <p className={`verified verified-${tone}`}>
      <strong>{title}</strong>
      {rest.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </p>
  );
}
