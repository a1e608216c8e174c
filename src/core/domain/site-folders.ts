/** Names that a site uses itself: no folder of another's host in which it lies may have one of them (decision 050). */
import { APP_PATHS } from './app-paths.ts';

/** First segments of all that a site answers: pages, signed data, files of the app, its routes, the intake, who watches the server. */
export const SITE_FOLDERS: ReadonlySet<string> = new Set([
  ...['d', 'assets', 'pictures', 'api', 'healthz', 'metrics'],
  ...APP_PATHS.map((path) => path.split('/')[1] ?? '').filter((first) => first !== ''),
]);
