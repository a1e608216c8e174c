/** What the script adds for reading: search by name, the service worker. */
import { base } from './base.ts';

/** Finds a person among all, those in the fold too. Never says that someone has no licence. */
export function offerSearch(): void {
  const box = document.querySelector<HTMLElement>('.find');
  const status = box?.lastElementChild as HTMLElement | null | undefined;
  if (!box || !status) return;
  box.hidden = false;
  box.oninput = () => {
    const typed = String(box.querySelector('input')?.value).trim();
    let found = false;
    for (const person of document.querySelectorAll<HTMLElement>('.people > li')) {
      person.hidden = !String(person.firstChild?.textContent).includes(typed);
      if (!person.hidden) found = true;
    }
    document.querySelector('#staff details')?.toggleAttribute('open', typed > '');
    status.hidden = found;
  };
}

/** So that the next visit works without a network. Throws where there are no workers (WeChat on iPhone): nothing is lost. */
export function registerWorker(): void {
  navigator.serviceWorker.register(`${base}sw.js`).catch(() => undefined);
}
