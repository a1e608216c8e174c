/** The form with everything around it but the real outbox: the same for unit tests and for the harness in a browser. */
import type { ReactNode } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { AppContext, type AppContextValue } from '../../../../src/web/app/context.tsx';
import type { Sync, SyncState } from '../../../../src/web/app/data/controller.ts';
import { LanguageProvider } from '../../../../src/web/app/language.tsx';
import { OutboxContext } from '../../../../src/web/app/outbox-context.tsx';
import ReportRoute from '../../../../src/web/app/report/route.tsx';
import type { Outbox } from '../../../../src/web/outbox/outbox.ts';

export const CODE = codeFromBytes(Uint8Array.of(7, 1, 3, 5, 9, 14, 20, 27, 2));

/** What `/i/<code>` answers, as far as the form reads it. */
export const STATIC_PAGE = `<!doctype html><h1><span data-f="name">青石镇和安口腔门诊部</span></h1>
<p><span data-f="address">青石镇中街12号</span></p><a class="btn first" href="tel:00007654321">打电话反映</a>`;

const NOTHING: SyncState = {
  phase: { kind: 'starting' },
  shown: null,
  offered: null,
  trouble: null,
  keeping: 'unknown',
  checkedAt: null,
};

const app: AppContextValue = {
  sync: {
    state: () => NOTHING,
    subscribe: () => () => undefined,
    start: async () => undefined,
    started: () => false,
    check: async () => undefined,
    nudge: () => undefined,
    accept: () => undefined,
  },
  config: { pin: { rootSha256: '', minimumVersion: 1, builtAt: '' }, bureau: 'example', basePath: '/' },
  update: {
    waiting: () => false,
    subscribe: () => () => undefined,
    accept: () => undefined,
    dismiss: () => undefined,
    look: () => undefined,
  },
  outbox: () => Promise.reject(new Error('given by the context')),
  now: () => new Date('2026-11-02T02:00:00Z'),
  version: 'test',
};

/** To be put into a router. */
export function ReportApp({ outbox, sync = app.sync }: { readonly outbox: Outbox; readonly sync?: Sync }): ReactNode {
  return (
    <LanguageProvider>
      <AppContext value={{ ...app, sync }}>
        <OutboxContext value={outbox}>
          <Where />
          <Routes>
            <Route path="/report" element={<ReportRoute />} />
            <Route path="/report/:code" element={<ReportRoute />} />
            <Route path="*" element={<p>elsewhere</p>} />
          </Routes>
        </OutboxContext>
      </AppContext>
    </LanguageProvider>
  );
}

/** The address, for tests to read. */
function Where(): ReactNode {
  const { pathname, search, hash } = useLocation();
  return <span data-where={`${pathname}${search}${hash}`} hidden />;
}
