/** Start of the province's app: a chunk of its own, loaded where the configuration names a province. */
import type { Root } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { isStored, openStore } from '../../store/dexie-store.ts';
import type { ProvinceConfig } from '../../sync/config.ts';
import { exclusively } from '../../sync/exclusively.ts';
import { originFetcher } from '../../sync/network.ts';
import { LanguageProvider } from '../language.tsx';
import { registerWorker } from '../update.ts';
import { ProvinceHome } from './home.tsx';
import { createPlaces } from './places.ts';

export function startProvince(root: Root, config: ProvinceConfig): void {
  const now = (): Date => new Date();
  registerWorker(config.basePath, () => location.reload());
  const places = createPlaces({
    config,
    now,
    store: openStore,
    isStored,
    origin: (basePath) => originFetcher({ basePath }),
    exclusively,
  });
  root.render(
    <BrowserRouter basename={config.basePath}>
      <LanguageProvider>
        <ProvinceHome config={config} places={places} now={now} />
      </LanguageProvider>
    </BrowserRouter>,
  );
}
