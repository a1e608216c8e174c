/**
 * Name and address of the institution that the form is about, for the writer to check. From the app's data where they are
 * there, else as the institution's own page on this origin says: plain text to compare, not a claim of genuineness.
 */
import { useEffect, useState } from 'react';
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { useApp, useSync } from '../context.tsx';
import { useInstitution } from '../use-institution.ts';

export interface Named {
  readonly name: string;
  readonly address: string | null;
  /** Telephone of the bureau as that page prints it; null where the data were the source. */
  readonly phone: string | null;
}

/** `unknown`: neither data nor page; then the code alone is shown. */
export type InstitutionName = Named | 'reading' | 'unknown';

export function useInstitutionName(code: InstitutionCode | null): InstitutionName {
  const { sync } = useApp();
  const { shown, phase } = useSync();
  const found = useInstitution(shown?.data ?? null, code);
  // While the data are being opened, the page is not asked for: they come from this device. Often nobody asked for them.
  const opening = sync.started() && phase.kind === 'starting';
  const ask = code !== null && (shown === null ? !opening : found === 'unknown' || found === 'unreadable');
  const page = usePageName(ask ? code : null);
  if (code === null) return 'unknown';
  if (typeof found !== 'string') return { name: found.record.name, address: found.record.address || null, phone: null };
  return ask ? page : 'reading';
}

function usePageName(code: InstitutionCode | null): InstitutionName {
  const [read, setRead] = useState<{ readonly code: string; readonly named: InstitutionName } | null>(null);
  useEffect(() => {
    if (code === null) return;
    let current = true;
    fetchName(code)
      .catch((): InstitutionName => 'unknown')
      .then((named) => {
        if (current) setRead({ code, named });
      });
    return () => {
      current = false;
    };
  }, [code]);
  return read?.code === code ? read.named : 'reading';
}

async function fetchName(code: InstitutionCode): Promise<InstitutionName> {
  const path = `/i/${code}`;
  const answer = (await fetch(path).catch(() => null)) ?? (await keptCopy(path));
  return answer?.ok ? readPage(await answer.text()) : 'unknown';
}

/** Without a network: the page that the service worker kept when it was opened. */
async function keptCopy(path: string): Promise<Response | null> {
  return 'caches' in globalThis ? ((await caches.match(path)) ?? null) : null;
}

/** The facts are marked in the page (`data-f`); a text that is no such page has none. Its scripts do not run. */
export function readPage(html: string): InstitutionName {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fact = (key: string): string | null => page.querySelector(`[data-f="${key}"]`)?.textContent?.trim() || null;
  const name = fact('name');
  if (name === null) return 'unknown';
  const href = page.querySelector('a.btn.first[href^="tel:"]')?.getAttribute('href');
  return { name, address: fact('address'), phone: href ? href.slice('tel:'.length) : null };
}
