/** The bureau's batch of boards and stickers: a printable document for each institution, and one for each town. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { Result } from '../../core/domain/result.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { type Opening, openingsMatch, type StaffOpening } from '../../core/snapshot/opening.ts';
import { type PublicView, publicNow } from '../../core/snapshot/public-now.ts';
import { type InstitutionRecord, recordText } from '../../core/snapshot/record.ts';
import { proofOfPage } from '../verify/page-block.ts';
import { claimOf } from './claims.ts';
import type { ClaimSigner } from './signing/claim-keys.ts';

export type SheetKind = 'board' | 'stickers';
export type Paper = 'a3' | 'a4';

/** What a sheet is rendered from. */
export interface Sheet {
  readonly kind: SheetKind;
  readonly paper: Paper;
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  readonly release: { readonly version: number; readonly time: string };
  /** Root of the release's record tree, hex. */
  readonly fingerprint: string;
  readonly printedOn: IsoDate;
  /** False in the bureau's own batch. */
  readonly temporary: boolean;
  readonly staff: StaffOpening | null;
  /** The printed claim, digits; boards with a grade in force alone. */
  readonly claim?: string;
}

export type SheetRefusal = 'label-withdrawn' | 'not-operating' | 'certificate-ended' | 'not-rated' | 'code-too-dense';

/** What the built renderer (`dist/render.js`) offers for print. */
export interface SheetRenderer {
  renderPrintDocument(sheet: Sheet): Result<string, SheetRefusal>;
  /** Sheets that must not be printed are left out. */
  renderPrintBatch(title: string, sheets: readonly Sheet[]): string;
}

/** A published release, verified, and its openings by code, the staff lists among them. */
export interface BoardSource {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly release: { readonly version: number; readonly time: string };
  /** Of the first root file, hex. */
  readonly fingerprint: string;
  readonly records: readonly InstitutionRecord[];
  readonly openings: ReadonlyMap<string, readonly Opening[]>;
}

export interface BoardOrder {
  readonly kind: SheetKind;
  readonly paper: Paper;
  /** Only this town; null for all. */
  readonly town: string | null;
  readonly printedOn: IsoDate;
}

export interface Boards {
  /** File name → document. */
  readonly files: ReadonlyMap<string, string>;
  readonly printed: number;
  /** How many of them carry a claim. */
  readonly claimed: number;
  readonly towns: readonly string[];
  readonly refused: readonly { readonly name: string; readonly code: string; readonly why: SheetRefusal }[];
  /** Names under which an older batch may hold what is refused now. */
  readonly gone: readonly string[];
}

const NO_TOWN = '未填乡镇';

/**
 * Makes `<code>.html` for each institution and `town-<town>.html` for each town, in the order of the records.
 * @param signer of the claims on boards; null: none
 */
export function makeBoards(
  source: BoardSource,
  renderer: SheetRenderer,
  order: BoardOrder,
  signer: ClaimSigner | null,
): Boards {
  const files = new Map<string, string>();
  const refused: Boards['refused'][number][] = [];
  const byTown = new Map<string, Sheet[]>();
  const refusedTowns = new Set<string>();
  for (const record of source.records) {
    if (order.town !== null && record.town !== order.town) continue;
    const sheet = sheetOf(source, record, order, signer);
    const html = renderer.renderPrintDocument(sheet);
    if (!html.ok) {
      refused.push({ name: record.name, code: record.code, why: html.fault });
      refusedTowns.add(record.town);
      continue;
    }
    files.set(`${record.code}.html`, html.value);
    byTown.set(record.town, [...(byTown.get(record.town) ?? []), sheet]);
  }
  const printed = files.size;
  const claimed = [...byTown.values()].flat().filter(({ claim }) => claim !== undefined).length;
  for (const [town, sheets] of byTown) files.set(townFile(town), renderer.renderPrintBatch(town || NO_TOWN, sheets));
  const gone = [...refused.map(({ code }) => `${code}.html`), ...[...refusedTowns].map(townFile)];
  return { files, printed, claimed, towns: [...byTown.keys()], refused, gone: gone.filter((name) => !files.has(name)) };
}

function sheetOf(
  source: BoardSource,
  record: InstitutionRecord,
  { kind, paper, printedOn }: BoardOrder,
  signer: ClaimSigner | null,
): Sheet {
  const { bureau, terms, release } = source;
  const view = publicNow(record, source.openings.get(record.code) ?? [], printedOn);
  const claim = kind === 'board' && signer !== null ? claimOf(view, signer) : undefined;
  return {
    kind,
    paper,
    view,
    terms,
    bureau,
    release: { version: release.version, time: release.time },
    fingerprint: source.fingerprint,
    printedOn,
    temporary: false,
    staff: view.staff,
    ...(claim === undefined ? {} : { claim }),
  };
}

/** A town's name comes from a workbook: it may be missing, and whatever a file system minds becomes `_`. */
function townFile(town: string): string {
  return `town-${(town === '' ? NO_TOWN : town).replace(/[\\/:*?"<>|\s.\p{Cc}]/gu, '_')}.html`;
}

/**
 * Staff lists travel with the pages only. A page's openings are taken when its record is the signed one, byte for
 * byte, and every opening belongs to it; otherwise the code is named in `altered` and its list is not used.
 */
export async function pageOpenings(
  site: string,
  records: readonly InstitutionRecord[],
): Promise<{ readonly openings: Map<string, readonly Opening[]>; readonly altered: readonly string[] }> {
  const openings = new Map<string, readonly Opening[]>();
  const altered: string[] = [];
  for (const record of records) {
    const html = await readFile(join(site, 'i', `${record.code}.html`), 'utf8').catch(() => '');
    const proof = proofOfPage(html);
    if (
      proof !== null &&
      recordText(proof.record) === recordText(record) &&
      (await openingsMatch(record.sealed, proof.openings))
    ) {
      openings.set(record.code, proof.openings);
    } else altered.push(record.code);
  }
  return { openings, altered };
}

/** Loads the print part of a build's `render.js`. */
export async function loadSheetRenderer(dist: string): Promise<SheetRenderer> {
  return (await import(pathToFileURL(join(dist, 'render.js')).href)) as SheetRenderer;
}

/** Names that a batch gives to its files. */
const OURS = /^(?:[0-9A-Z]{10}|town-.+)\.html$/;

/**
 * Writes a batch. Older sheets of what is refused now are taken away, and by a whole batch those of older releases too,
 * so that none is printed by mistake; other files in the folder are not ours to touch.
 */
export async function saveBoards(
  folder: string,
  { files, gone }: Pick<Boards, 'files' | 'gone'>,
  whole: boolean,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = (await readdir(folder)).filter((name) => OURS.test(name) && !files.has(name));
  for (const name of there) if (whole || gone.includes(name)) await rm(join(folder, name));
  for (const [name, html] of files) {
    await writeFile(join(folder, `${name}.next`), html);
    await rename(join(folder, `${name}.next`), join(folder, name));
  }
}
