/** Address of the site, with the slash at its end: this script lies in its `assets/`. */
export const base = new URL('..', (document.currentScript as HTMLScriptElement).src).href;
