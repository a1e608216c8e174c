/** The app's door to the network: the repository of our own origin, with a time limit a file. */
import { type HttpGet, httpFetcher } from '../../core/trust/http.ts';
import type { Fetcher } from '../../core/trust/updater.ts';
import type { AppConfig } from './config.ts';

/** Long enough for 1 MiB on a weak network, short enough that a dead one is noticed. */
const LIMIT_MS = 45_000;

/** Fetchers over the site's `d/`; `pastCaches` asks past every cache on the way. */
export function originFetcher({ basePath }: Pick<AppConfig, 'basePath'>): (pastCaches?: boolean) => Fetcher {
  return (pastCaches = false) => httpFetcher(`${basePath}d/`, timedGet, pastCaches);
}

/** The whole answer, body included, within the limit. (`AbortSignal.timeout` is younger than our oldest browsers.) */
const timedGet: HttpGet = async (url, init) => {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LIMIT_MS);
  const response = await fetch(url, { ...init, signal: control.signal }).catch((error: unknown) => {
    clearTimeout(timer);
    throw error;
  });
  if (response.body === null) clearTimeout(timer);
  return response;
};
