/** Whatever lies in a folder beside what is signed: who lays such files, and what they may do. */
import { parseListsPath } from '../../core/snapshot/list-pages.ts';
import type { ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';
import { strangerKind } from './stranger-kind.ts';
import { metadataAge, publishedFiles } from './strangers.ts';

/** Neither published nor read as a page: laid by a host, or a script and style of another build that no checked page names. */
export interface Remark {
  readonly kind: 'host' | 'program';
  readonly file: string;
}

export interface LyingThere {
  readonly problems: readonly SiteProblem[];
  readonly remarks: readonly Remark[];
  /** Earlier metadata, and of a site that another build wrote: its program, and the pages around those of institutions. */
  readonly uncompared: readonly string[];
  /** Whether a program lies there at all; a mirror has none. */
  readonly withProgram: boolean;
}

/** The files of the build with which the site was compared; else whether there may be a program at all: of `any` build, or `none`. */
export type Program = ReadonlySet<string> | 'any' | 'none';

export const STRANGE = 'nobody published this file';
export const SERVES = 'can serve other pages than those that were checked';

/** Scripts and styles, as every build names them. */
const ASSET = /^assets\/[\w-]+\.(?:js|css)$/;
/** The program's files, and pages rendered around it, as every build has named them. */
const PROGRAM = new Set([
  ...['index.html', '404.html', 'sw.js', 'headers.json', 'manifest.webmanifest', 'robots.txt'],
  ...['icon.svg', 'icon-192.png', 'icon-512.png', 'icon-512-maskable.png'],
  ...['standard.html', 'en/standard.html'],
]);
const PICTURE = /^pictures\/[a-z0-9-]+\.(?:png|svg|webp)$/;

/** Whether a path is one that a program of ours has, of whatever build. */
export function isProgramFile(path: string): boolean {
  return (
    PROGRAM.has(path) ||
    ASSET.test(path) ||
    PICTURE.test(path) ||
    (path.endsWith('.html') && parseListsPath(path) !== null)
  );
}

/** One page laid into a mirror makes no site of it. */
function hasProgram(paths: ReadonlySet<string>): boolean {
  return (
    ['index.html', '404.html', 'sw.js'].every((path) => paths.has(path)) && [...paths].some((path) => ASSET.test(path))
  );
}

/** What lies in a folder beside what its release accounts for. */
export function lyingBeside(release: ReadRelease, paths: readonly string[], program: Program): LyingThere {
  const known = publishedFiles(release);
  return lyingThere(paths, (path) => (known.has(path) ? 'in force' : metadataAge(path, release.trusted)), program);
}

/**
 * @param paths of all files, folders of a host's form named as the site names them
 * @param accounts whether the signed release accounts for a path, or an earlier one may have
 */
export function lyingThere(
  paths: readonly string[],
  accounts: (path: string) => 'in force' | 'earlier' | null,
  program: Program,
): LyingThere {
  const compared = typeof program === 'string' ? null : program;
  const withProgram = compared !== null || (program === 'any' && hasProgram(new Set(paths)));
  const strange: string[] = [];
  const [serving, uncompared, remarks]: [string[], string[], Remark[]] = [[], [], []];
  const rest = paths.filter((path) => accounts(path) !== 'in force' && !compared?.has(path));
  for (const file of rest.sort(nearestFirst)) {
    if (accounts(file) === 'earlier') uncompared.push(file);
    else if (compared === null && withProgram && isProgramFile(file)) uncompared.push(file);
    else if (compared !== null && ASSET.test(file)) remarks.push({ kind: 'program', file });
    else {
      const kind = strangerKind(file);
      if (kind === 'host') remarks.push({ kind, file });
      else (kind === 'serving' ? serving : strange).push(file);
    }
  }
  const foreign = new Set(strange);
  const ours = new Set(paths.filter((path) => !foreign.has(path)).map(topFolder));
  const problems = [...byFolder(strange, ours), ...serving.map(servingProblem)];
  return { problems, remarks, uncompared: uncompared.sort(readFirst), withProgram };
}

function servingProblem(file: string): SiteProblem {
  return { code: 'app', file, detail: SERVES };
}

/** A folder in which nothing else lies is one problem, with the names in it: there may be very many. */
function byFolder(files: readonly string[], ours: ReadonlySet<string>): SiteProblem[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const folder = topFolder(file);
    const key = ours.has(folder) ? file : folder;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(file);
  }
  const [folders, single] = [
    [...groups].filter(([, paths]) => paths.length > 1),
    [...groups].filter(([, paths]) => paths.length === 1),
  ];
  return [
    ...folders.map(([file, paths]): SiteProblem => ({ code: 'app', file, detail: STRANGE, paths })),
    ...single.flatMap(([, paths]) => paths.map((file): SiteProblem => ({ code: 'app', file, detail: STRANGE }))),
  ];
}

/** Of a file at the root: its own name. */
function topFolder(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash + 1);
}

/** What is served under the shortest address comes first: a home page before a page below it. */
function nearestFirst(a: string, b: string): number {
  const [left, right] = [a.split('/').length, b.split('/').length];
  return left - right || (a < b ? -1 : 1);
}

/** What a visitor opens comes first, then what runs there. */
function readFirst(a: string, b: string): number {
  const order = [/^index\.html$/, /(?<!404)\.html$/, /^sw\.js$/, /\.js$/];
  const place = (path: string) => (order.findIndex((one) => one.test(path)) + order.length + 1) % (order.length + 1);
  return place(a) - place(b);
}
