/** The whole app at one address, over an origin in memory: what every test of a page begins with. */
import { cleanup, render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import { App } from '../../../src/web/app/app.tsx';
import { AppContext } from '../../../src/web/app/context.tsx';
import { createSync, type Sync } from '../../../src/web/app/data/controller.ts';
import { type Inspector, InspectorContext } from '../../../src/web/app/inspector/inspector.ts';
import { LanguageProvider } from '../../../src/web/app/language.tsx';
import { QueryProvider } from '../../../src/web/app/query.tsx';
import type { AppUpdate } from '../../../src/web/app/update.ts';
import { memoryStore } from '../../../src/web/store/memory-store.ts';
import type { AppConfig } from '../../../src/web/sync/config.ts';
import { configFor, DAY, Origin } from './support.ts';

export interface Visit {
  /** What the origin serves, unless one is given. */
  readonly files: ReadonlyMap<string, Bytes>;
  readonly origin?: Origin;
  /** Of an earlier visit of the same device. */
  readonly store?: ReturnType<typeof memoryStore>;
  /** Of an earlier edition: the root that the app was built with. */
  readonly config?: AppConfig;
  readonly now?: Date;
  readonly update?: Partial<AppUpdate>;
  readonly inspector?: Inspector;
  /** False: the page is shown before anything was checked. */
  readonly started?: boolean;
}

export interface OpenApp {
  readonly sync: Sync;
  readonly origin: Origin;
  /** Renders another page of the same visit beside what is there. */
  show(path: string): void;
}

const NO_UPDATE: AppUpdate = {
  waiting: () => false,
  subscribe: () => () => undefined,
  accept: () => undefined,
  dismiss: () => undefined,
  look: () => undefined,
};

/** `path` may carry a query and a fragment. What an earlier visit rendered is gone; `localStorage` stays. */
export async function openApp(path: string, visit: Visit): Promise<OpenApp> {
  cleanup();
  const { files, inspector, origin = new Origin(files), store = memoryStore(), now = DAY } = visit;
  const config = visit.config ?? (await configFor(files));
  const sync = createSync({
    config,
    store: async () => store,
    now: () => now,
    origin: origin.fetcher,
    exclusively: (work) => work(),
    ...(inspector && { wantsStaff: inspector.marked }),
  });
  if (visit.started !== false) await sync.start();
  const outbox = () => Promise.reject(new Error('not asked for'));
  const app = { sync, config, update: { ...NO_UPDATE, ...visit.update }, outbox, now: () => now, version: 'test' };
  const page = (
    <QueryProvider>
      <App />
    </QueryProvider>
  );
  const show = (at: string): void => {
    render(
      <MemoryRouter initialEntries={[at]}>
        <LanguageProvider>
          <AppContext value={app}>
            {inspector ? <InspectorContext value={inspector}>{page}</InspectorContext> : page}
          </AppContext>
        </LanguageProvider>
      </MemoryRouter>,
    );
  };
  show(path);
  return { sync, origin, show };
}
