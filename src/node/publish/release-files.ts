/** The files of a release: those that are signed, and what stands beside them but for the institutions' own pages. */
import { join } from 'node:path';
import { type Bureau, pagesOnRequest } from '../../core/domain/bureau.ts';
import { type Bytes, utf8 } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { importInspectorKey } from '../../core/snapshot/staff-file.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { splitLog } from '../../core/trust/log-parts.ts';
import { releasesText } from '../../core/trust/releases.ts';
import type { DataPart } from '../verify/read-content.ts';
import { fingerprint } from '../verify/read-release.ts';
import type { Edition } from './edition.ts';
import type { FormerGrounds } from './late-changes.ts';
import { renderLists } from './lists.ts';
import { gzip, packJson, packPenalties, packRecords, packStaff } from './pack.ts';
import type { Publishable, ReleaseContext } from './records.ts';
import type { Build } from './renderer.ts';
import { shellFiles } from './shell.ts';
import { loadInspectorKey, makeInspectorKey } from './signing/inspector-key.ts';
import type { SignedRepository } from './signing/repository.ts';
import { renderStandard } from './standard.ts';
import { renderTombstones } from './tombstones.ts';

/** Of the last release what may stay: its parts, and files of its log, which are never made anew. */
interface Before {
  readonly parts: readonly DataPart[];
  readonly logFiles: ReadonlyMap<string, Bytes>;
  readonly former: FormerGrounds;
  readonly limit: number | undefined;
}

/** Signed data by path, `<bureau>/<year>/<name>`. */
export function targetsOf(
  directory: string,
  made: readonly Publishable[],
  context: ReleaseContext,
  edition: Edition,
  before: Before,
): Map<string, Bytes> {
  const { bureau, terms, year, period, today } = context;
  const records = made.map(({ record }) => record);
  const files = packRecords({ v: 1, bureau: bureau.id, year, period }, records, before.parts, before);
  for (const [name, bytes] of packPenalties(made, today)) files.set(name, bytes);
  files.set('records.json', utf8(releasesText(edition.releases)));
  const log = splitLog(edition.log, before.logFiles);
  files.set('log.json', utf8(log.text));
  for (const [name, bytes] of before.logFiles) if (log.text.includes(`"${name}"`)) files.set(name, bytes);
  for (const [name, text] of log.parts) files.set(name, gzip(text));
  files.set('bureau.json', packJson(bureau));
  files.set('rulebook.json', packJson(terms));
  return new Map([...files].map(([name, bytes]) => [`${directory}/${name}`, bytes]));
}

/**
 * The staff lists for inspectors, under the key of the workspace; none where the bureau hands out no key – unless pages are
 * rendered on request: then they are the only place of these lists, and a key is made.
 */
export async function staffTargets(
  dir: string,
  directory: string,
  made: readonly Publishable[],
  { bureau, year, today }: Pick<ReleaseContext, 'bureau' | 'year' | 'today'>,
): Promise<Map<string, Bytes>> {
  const keys = join(dir, 'keys');
  const held = (await loadInspectorKey(keys)) ?? (pagesOnRequest(bureau) ? await makeInspectorKey(keys, today) : null);
  if (held === null) return new Map();
  const files = await packStaff({ bureau: bureau.id, year }, made, await importInspectorKey(held.code));
  return new Map([...files].map(([name, bytes]) => [`${directory}/${name}`, bytes]));
}

/** What phones pin: the first root, so that every later one must be signed by it in turn. */
export function pinOf(signed: SignedRepository, build: Build): PageProof['pin'] {
  return { rootSha256: fingerprint(signed.next.roots[0] ?? ''), minimumVersion: 1, builtAt: build.builtAt };
}

/** All but the institutions' own pages, which are too many to be held at once. */
export async function siteFiles(parts: {
  readonly build: Build;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly records: readonly InstitutionRecord[];
  readonly today: IsoDate;
  readonly pin: PageProof['pin'];
  readonly signed: SignedRepository;
  readonly tombstones: readonly Tombstone[];
}): Promise<Map<string, Uint8Array | string>> {
  const { build, bureau, terms, pin, signed } = parts;
  const files = await shellFiles(build, { pin, bureau });
  for (const [path, bytes] of signed.files) files.set(`d/${path}`, bytes);
  for (const [path, html] of renderStandard(build, bureau, terms)) files.set(path, html);
  if (pagesOnRequest(bureau)) return files;
  for (const [path, html] of renderLists(build, parts, parts.today)) files.set(path, html);
  for (const [path, html] of renderTombstones(build, bureau, parts.tombstones)) files.set(path, html);
  return files;
}
