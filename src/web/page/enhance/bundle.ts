/** `bundle.json` over the network: all that a first visit asks for. Nothing in it is believed before it is verified. */
import { BUNDLE_LIMIT, type Bundle } from '../../../core/trust/bundle.ts';
import { base } from './base.ts';

export interface Loaded {
  /** Undefined: no connection, no bundle there, or something of another kind in its place. Null: it cannot be read. */
  readonly bundle?: Bundle | null;
  /** What our origin takes for now (an invalid date when it does not say); it may raise suspicion of the device's clock. */
  readonly serverDate?: Date;
}

/** A captive portal answers with a page or with JSON of its own. Either part will do: no single damage makes a bundle “not there”. */
const BUNDLE_LIKE = /^\s*[^<\s].*"(roots|files)":/s;

/** Past every cache: browsers ask those on the way with `no-cache` (Fetch, 4.6), and look into none of their own. */
export async function loadBundle(): Promise<Loaded> {
  try {
    const answer = await fetch(`${base}d/bundle.json`, { cache: 'no-store', redirect: 'error', credentials: 'omit' });
    const text = await answer.text();
    if (!answer.ok || !BUNDLE_LIKE.test(text)) return {};
    return { bundle: readBundle(text), serverDate: new Date(String(answer.headers.get('date'))) };
  } catch {
    return {};
  }
}

/** The parts as they are; the verifier refuses whatever has not the shape. */
function readBundle(text: string): Bundle | null {
  try {
    const { files, ...metadata } = JSON.parse(text.slice(0, BUNDLE_LIMIT));
    return { ...metadata, files: new Map(Object.entries(files)) };
  } catch {
    return null;
  }
}
