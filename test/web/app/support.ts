/** A signed repository in memory and an origin that serves it, fails, or lies, for tests of the app. */
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import { type Bytes, sha256, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { wugang } from '../../../src/core/rulebooks/wugang/rulebook.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { releasesText } from '../../../src/core/trust/releases.ts';
import { type Fetcher, TrustError } from '../../../src/core/trust/updater.ts';
import { gzip, packJson, packRecords } from '../../../src/node/publish/pack.ts';
import { newKey, type Signers, signerOf } from '../../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import type { Previous } from '../../../src/node/publish/signing/previous.ts';
import type { Successors } from '../../../src/node/publish/signing/successors.ts';
import type { AppConfig } from '../../../src/web/sync/config.ts';
import { record } from '../../support/records.ts';

export const DAY = new Date('2026-01-15T02:00:00Z');
export const LATER = new Date('2026-01-20T02:00:00Z');
export const BUREAU_ID = 'example';
export const DIRECTORY = `${BUREAU_ID}/2026`;

export const bureau: Bureau = {
  id: BUREAU_ID,
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Example County',
  county: '示例县',
  countyEn: 'Example County',
  regionCode: '000000',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生计生监督所',
  operator: null,
  icp: null,
  publicSecurityNo: null,
  siteId: null,
  siteIdUrl: null,
  publicSecurityPicture: null,
  siteIdPicture: null,
  commitment: [],
  intake: 'none',
  intakeTerms: null,
  elsewhere: null,
  demo: true,
};

export const terms: RulebookTerms = wugang.terms({});

export const signers: Signers = {
  root: [1, 2, 3].map(() => signerOf(newKey())),
  targets: [1, 2].map(() => signerOf(newKey())),
  online: signerOf(newKey()),
};

export interface Edition {
  readonly records?: readonly InstitutionRecord[];
  readonly openings?: Readonly<Record<string, readonly Opening[]>>;
  /** Further signed files of the year, by name. */
  readonly more?: Readonly<Record<string, Bytes>>;
  /** The bureau's `keys/claims.json`. */
  readonly claimKeys?: Bytes;
  readonly version?: number;
  readonly now?: Date;
  readonly previous?: Previous | null;
  readonly signers?: Signers;
  /** Which key takes the place of which, by their ids. */
  readonly successors?: Successors;
}

/** Files under `/d/` by path, and what the next edition is signed on. */
export function publish(edition: Edition = {}): { readonly files: Map<string, Bytes>; readonly next: Previous } {
  const now = edition.now ?? DAY;
  const records = edition.records ?? [record()];
  const version = edition.version ?? 1;
  const release = (n: number) => ({
    version: n,
    time: `${now.toISOString().slice(0, 19)}Z`,
    year: 2026,
    stage: 'final' as const,
    count: records.length,
    root: 'ab'.repeat(32),
  });
  const { v, bureau: id, year, period } = record();
  const named = packRecords({ v, bureau: id, year, period }, records);
  named.set('penalties.bin', gzip(JSON.stringify(edition.openings ?? {})));
  named.set('bureau.json', packJson(bureau));
  named.set('rulebook.json', packJson(terms));
  named.set('records.json', utf8(releasesText(Array.from({ length: version }, (_, i) => release(i + 1)))));
  for (const [name, bytes] of Object.entries(edition.more ?? {})) named.set(name, bytes);
  const targets = new Map([...named].map(([name, bytes]) => [`${DIRECTORY}/${name}`, bytes]));
  if (edition.claimKeys) targets.set(`${BUREAU_ID}/keys/claims.json`, edition.claimKeys);
  const signed = signRepository({
    previous: edition.previous ?? null,
    targets,
    bundled: [`${DIRECTORY}/records.json`],
    signers: edition.signers ?? signers,
    ...(edition.successors && { successors: edition.successors }),
    now,
  });
  return { files: signed.files, next: signed.next };
}

export async function configFor(files: ReadonlyMap<string, Bytes>): Promise<AppConfig> {
  const root = files.get('metadata/1.root.json') ?? new Uint8Array();
  const pin = { rootSha256: toHex(await sha256(root)), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
  return { pin, bureau: BUREAU_ID, basePath: '/' };
}

/** An origin whose files a test may change, and which counts what was asked. */
export class Origin {
  files: Map<string, Bytes>;
  online = true;
  /** Breaks the connection after so many answers. */
  answers = Number.POSITIVE_INFINITY;
  readonly asked: string[] = [];

  constructor(files: ReadonlyMap<string, Bytes>) {
    this.files = new Map(files);
  }

  readonly fetcher = (): Fetcher => ({
    fetch: async (path) => {
      if (!this.online || this.answers-- <= 0) throw new TrustError('network');
      this.asked.push(path);
      return this.files.get(path) ?? null;
    },
  });

  /** Flips one bit of every file whose path matches. */
  tamper(path: RegExp): void {
    for (const [name, bytes] of this.files) {
      if (!path.test(name)) continue;
      const altered = Uint8Array.from(bytes);
      const middle = altered.length >> 1;
      altered[middle] = (altered[middle] ?? 0) ^ 1;
      this.files.set(name, altered);
    }
  }

  dataAsked(): string[] {
    return this.asked.filter((path) => path.endsWith('.bin')).map((path) => path.replace(/^.*\.([^.]+\.bin)$/, '$1'));
  }
}
