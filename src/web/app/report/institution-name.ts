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
  /** The same with its hours, as that page's button prints it. */
  readonly call: string | null;
}

/** `unknown`: neither data nor page; then the code alone is shown. */
export type InstitutionName = Named | 'reading' | 'unknown';

/** What the page's address answered; `unreachable`: nothing, and no copy is kept. */
interface PageRead {
  readonly code: string;
  readonly named: InstitutionName;
  readonly reached: boolean;
}

export interface Naming {
  readonly named: InstitutionName;
  /** Whether a try to reach the origin has just failed. */
  readonly unreachable: boolean;
}

export function useInstitutionName(code: InstitutionCode | null): Naming {
  const { sync, config } = useApp();
  const { shown, phase } = useSync();
  const found = useInstitution(shown?.data ?? null, code);
  // While the data are being opened, the page is not asked for: they come from this device. Often nobody asked for them.
  const opening = sync.started() && phase.kind === 'starting';
  const ask = code !== null && (shown === null ? !opening : found === 'unknown' || found === 'unreadable');
  const page = usePage(ask ? code : null, config.basePath);
  const read = page?.code === code ? page : null;
  const unreachable = read?.reached === false;
  const nowhere = unreachable && read?.named === 'unknown';
  useEffect(() => {
    // The county may be kept on this device without having been opened in this visit.
    if (nowhere) void sync.start();
  }, [sync, nowhere]);
  const fromPage = ask && read !== null ? read.named : 'reading';
  return { named: code === null ? 'unknown' : (fromData(found) ?? fromPage), unreachable };
}

function fromData(found: ReturnType<typeof useInstitution>): Named | null {
  if (typeof found === 'string') return null;
  return { name: found.record.name, address: found.record.address || null, phone: null, call: null };
}

/** Asks again when the network comes back after a try that failed. */
function usePage(code: InstitutionCode | null, basePath: string): PageRead | null {
  const [read, setRead] = useState<PageRead | null>(null);
  useEffect(() => {
    if (code === null) return;
    let current = true;
    const ask = (): void => {
      void fetchPage(code, basePath).then((page) => {
        if (!current) return;
        setRead(page);
        if (page.reached) removeEventListener('online', ask);
      });
    };
    ask();
    addEventListener('online', ask);
    return () => {
      current = false;
      removeEventListener('online', ask);
    };
  }, [code, basePath]);
  return read;
}

async function fetchPage(code: InstitutionCode, basePath: string): Promise<PageRead> {
  const path = `${basePath}i/${code}`;
  const answer = await fetch(path).catch(() => null);
  const text = await textOf(answer ?? (await keptCopy(path))).catch(() => null);
  return { code, named: text === null ? 'unknown' : readPage(text), reached: answer !== null };
}

async function textOf(answer: Response | null): Promise<string | null> {
  return answer?.ok ? answer.text() : null;
}

/** Without a network: the page that the service worker kept when it was opened. */
async function keptCopy(path: string): Promise<Response | null> {
  return 'caches' in globalThis ? ((await caches.match(path).catch(() => null)) ?? null) : null;
}

/** The facts are marked in the page (`data-f`); a text that is no such page has none. Its scripts do not run. */
export function readPage(html: string): InstitutionName {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fact = (key: string): string | null => page.querySelector(`[data-f="${key}"]`)?.textContent?.trim() || null;
  const name = fact('name');
  if (name === null) return 'unknown';
  return { name, address: fact('address'), ...readCall(page) };
}

/** The button prints number and hours; its address holds the digits alone. */
function readCall(page: Document): Pick<Named, 'phone' | 'call'> {
  const button = page.querySelector('a.btn.first[href^="tel:"]');
  const printed = button?.querySelector('small')?.textContent?.trim() || null;
  const digits = button?.getAttribute('href')?.slice('tel:'.length) || null;
  return { phone: /^\+?\d[\d-]*\d/.exec(printed ?? '')?.[0] ?? digits, call: printed ?? digits };
}
