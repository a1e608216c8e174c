/** Carries what was typed over the one reload that an update of the app needs (words, upd.safe) – and over no other. */
const KEY = 'yixinma-typed';

let typed = '';
let taken: string | null = null;

export function noteTyped(text: string): void {
  typed = text;
}

/** To be called before the reload. Where storage is switched off the text is lost, nothing else. */
export function keepTyped(): void {
  try {
    sessionStorage.setItem(KEY, typed);
  } catch {
    // See above.
  }
}

/** What was kept, once: asked again in the same page load it is the same. */
export function takeTyped(): string {
  if (taken !== null) return taken;
  try {
    taken = sessionStorage.getItem(KEY) ?? '';
    sessionStorage.removeItem(KEY);
  } catch {
    taken = '';
  }
  typed = taken;
  return taken;
}
