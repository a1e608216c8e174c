/** Start of the app: configuration, store, network, service worker – each made here and handed down. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { version } from '../../../package.json';
import '../page/page.css';
import '../page/association.css';
import '../page/register.css';
import './app.css';
import { createMarkers } from '../outbox/markers.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openStorage } from '../page/device-storage.ts';
import { openStore } from '../store/dexie-store.ts';
import { type AppConfig, parseConfig, parseProvinceConfig } from '../sync/config.ts';
import { exclusively } from '../sync/exclusively.ts';
import { originFetcher } from '../sync/network.ts';
import { watchReturn } from '../sync/triggers.ts';
import { App } from './app.tsx';
import { AppContext } from './context.tsx';
import { createSync } from './data/controller.ts';
import { createInspector, InspectorContext } from './inspector/inspector.ts';
import { LanguageProvider } from './language.tsx';
import { NotInstalledPage } from './pages/not-found.tsx';
import { QueryProvider } from './query.tsx';
import { keepTyped } from './typed.ts';
import { registerWorker } from './update.ts';

function start(): void {
  const element = document.getElementById('app');
  if (element === null) throw new Error('index.html has no #app');
  const root = createRoot(element);
  const block = document.getElementById('config')?.textContent ?? null;
  const config = parseConfig(block);
  if (config === null) {
    const province = parseProvinceConfig(block);
    if (province !== null)
      return void import('./province/main.tsx').then(({ startProvince }) => startProvince(root, province));
    root.render(
      <BrowserRouter>
        <LanguageProvider>
          <NotInstalledPage />
        </LanguageProvider>
      </BrowserRouter>,
    );
    return;
  }
  const now = (): Date => new Date();
  const update = registerWorker(config.basePath, () => {
    keepTyped();
    location.reload();
  });
  const inspector = createInspector(config.bureau, openStorage());
  const sync = createSync({
    config,
    now,
    wantsStaff: inspector.marked,
    // One store a bureau and root: another bureau's data under the same origin never mix with these.
    store: () => openStore(`yixinma-${config.bureau}-${config.pin.rootSha256.slice(0, 16)}`),
    origin: originFetcher(config),
    exclusively,
  });
  let outbox: Promise<Outbox> | null = null;
  const openOutbox = (): Promise<Outbox> => {
    outbox ??= loadOutbox(config).catch((fault: unknown) => {
      outbox = null; // the next page tries again
      throw fault;
    });
    return outbox;
  };
  // Whoever left something unsent is back, on whatever page: it goes out. Others never load the outbox.
  if (createMarkers(() => globalThis.localStorage, config.bureau).list().length > 0)
    void openOutbox().catch(() => undefined);
  watchReturn(() => {
    if (sync.started()) sync.nudge();
    update.look();
  });
  root.render(
    <StrictMode>
      <BrowserRouter basename={config.basePath}>
        <LanguageProvider>
          <AppContext
            value={{
              sync,
              config,
              update,
              outbox: openOutbox,
              now,
              version: `${version} (${config.pin.builtAt.slice(0, 10)})`,
            }}
          >
            <InspectorContext value={inspector}>
              <QueryProvider>
                <App />
              </QueryProvider>
            </InspectorContext>
          </AppContext>
        </LanguageProvider>
      </BrowserRouter>
    </StrictMode>,
  );
}

async function loadOutbox(config: AppConfig): Promise<Outbox> {
  const { openBrowserOutbox } = await import('../outbox/browser.ts');
  const outbox = openBrowserOutbox(config);
  void outbox.start();
  return outbox;
}

start();
