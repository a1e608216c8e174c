/** Puts the result of the check into the verification line. */
import type { Verification } from '../types.ts';
import { verificationText } from '../verification.ts';
import { dayWords, verifyWords } from './language.ts';

/** The words that the page came with; true whatever happens. */
let before: readonly string[] | undefined;

/**
 * Shows one state of verification. A result is announced once, politely; `checking` comes silently, and `unchecked` is
 * what the page came with.
 * @param state kind of the public state, for a grade that is over
 */
export function showVerification(verification: Verification, state?: string): void {
  const line = document.querySelector<HTMLElement>('#ver');
  const words = line?.lastElementChild;
  if (!line || !words) return;
  // A shorter word must not pull up what somebody reads below; the longest text so far keeps its place.
  line.style.minHeight = `${line.offsetHeight}px`;
  const { bureau = '', phone = '' } = line.dataset;
  const { kind } = verification;
  before ??= [...words.children].map((child) => String(child.textContent));
  const { tone, lines } =
    kind === 'unchecked' || kind === 'insecure'
      ? { tone: 'plain', lines: kind === 'insecure' ? [before[0], verifyWords.insecure] : before }
      : verificationText(verification, { words: verifyWords, day: dayWords, bureau, phone, state });
  words.setAttribute('aria-live', /check/.test(kind) ? 'off' : 'polite');
  words.textContent = '';
  for (const text of lines) words.appendChild(document.createElement('p')).textContent = String(text);
  line.className = `ver ${tone}`;
  document.querySelector('#page')?.classList.toggle('bad', tone === 'bad');
}
