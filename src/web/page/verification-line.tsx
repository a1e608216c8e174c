/** The verification line: what this device knows of the page's origin. */
import type { ReactNode } from 'react';
import { type Page, type PartProps, unbroken } from './model.tsx';
import { type VerificationText, verificationText } from './verification.ts';

/** The script reads bureau and telephone from here, and writes its result here: one polite announcement. */
export function VerificationLine({ page }: PartProps): ReactNode {
  const { bureau } = page;
  const { tone, lines } = textOf(page);
  return (
    <div id="ver" className={`ver ${tone}`} data-bureau={page.publisher} data-phone={bureau.phone}>
      <div aria-live="polite">
        {lines.map((line) => (
          <p key={line}>{unbroken(line)}</p>
        ))}
      </div>
    </div>
  );
}

function textOf({ w, day, publisher: bureau, bureau: { phone }, view, verification }: Page): VerificationText {
  const words = w.verify;
  if (verification.kind === 'unchecked' || verification.kind === 'insecure') {
    const more = verification.kind === 'insecure' ? words.insecure : words.uncheckedMore({ phone });
    return { tone: 'plain', lines: [words.unchecked({ bureau }), more] };
  }
  const text = verificationText(verification, { words, day, bureau, phone, state: view.state.kind });
  const kept = verification.kind === 'bad' && verification.kept;
  return kept ? { ...text, lines: [...text.lines, words.badKept({ date: day(kept) })] } : text;
}
