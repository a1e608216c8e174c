/** The parts of a workbook, and the way from the archive to its sheets (ECMA-376 part 2 and part 1, 18.2). */
import { damaged, tooLarge, WorkbookError } from './error.ts';
import type { Source } from './source.ts';
import { unpackPart } from './unpack.ts';
import { readXml } from './xml.ts';
import { readDirectory, type ZipEntry } from './zip.ts';

/** What all parts that are read may unpack to; see decision 059 for how it was measured. */
const MAX_UNPACKED = 1024 ** 3;
/** All but sheets and texts are small. */
const MAX_SMALL = 32 * 1024 * 1024;
const ROOT = 'xl/workbook.xml';
/** .ods, .numbers; an .xlsb says of itself that its workbook is `.bin`. */
const OTHER_FORMATS = ['content.xml', 'Index/Document.iwa', 'xl/workbook.bin'];

export interface SheetPart {
  readonly title: string;
  readonly path: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  /** Days are counted from 1904. */
  readonly date1904: boolean;
  /** Null where it has none. */
  readonly styles: string | null;
  readonly strings: string | null;
}

export class Parts {
  readonly #source: Source;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #opened = new Set<ZipEntry>();

  private constructor(source: Source, entries: ReadonlyMap<string, ZipEntry>) {
    this.#source = source;
    this.#entries = entries;
  }

  static async open(source: Source): Promise<Parts> {
    return new Parts(source, await readDirectory(source));
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /** The content of a part, unpacked; may be asked for again. Throws `WorkbookError` where there is none. */
  content(path: string, limit = MAX_UNPACKED): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(path.toLowerCase());
    if (entry === undefined) throw damaged(`no part ${path}`);
    this.#opened.add(entry);
    const total = [...this.#opened].reduce((sum, { unpacked }) => sum + unpacked, 0);
    if (entry.unpacked > limit || total > MAX_UNPACKED) throw tooLarge('unpacks to too much');
    return unpackPart(this.#source, entry);
  }

  small(path: string): AsyncGenerator<Buffer> {
    return this.content(path, MAX_SMALL);
  }
}

/** What the workbook says of itself: its sheets in their order, whatever their files are called. */
export async function readWorkbookParts(parts: Parts): Promise<WorkbookParts> {
  const top = parts.has('_rels/.rels') ? await readRelations(parts, '') : [];
  const root = top.find(({ kind }) => kind === 'officeDocument')?.path ?? ROOT;
  if (OTHER_FORMATS.some((part) => parts.has(part)) || root.endsWith('.bin'))
    throw new WorkbookError('workbook-old-format', "another program's archive");
  const relations = await readRelations(parts, root);
  const sheets: SheetPart[] = [];
  let date1904 = false;
  await readXml(parts.small(root), {
    root: 'workbook',
    open: (name, tag) => {
      if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(tag.get('date1904') ?? '');
      if (name !== 'sheet') return;
      const id = tag.prefixed('id');
      const relation = relations.find((one) => one.id === id);
      if (relation === undefined) throw damaged('a sheet without its part');
      // Charts and old dialogs are sheets too.
      if (relation.kind !== 'worksheet') return;
      // A thousand sheets of one part would be read a thousand times.
      if (sheets.some(({ path }) => path.toLowerCase() === relation.path.toLowerCase()))
        throw damaged('two sheets of one part');
      sheets.push({ title: tag.get('name') ?? '', path: relation.path });
    },
  });
  const one = (kind: string) => relations.find((relation) => relation.kind === kind)?.path ?? null;
  return { sheets, date1904, styles: one('styles'), strings: one('sharedStrings') };
}

interface Relation {
  readonly id: string;
  /** The last word of its type, which is the same in both editions of the standard: `worksheet`. */
  readonly kind: string;
  readonly path: string;
}

/** What a part refers to within the archive; `''` is the archive itself. */
async function readRelations(parts: Parts, of: string): Promise<readonly Relation[]> {
  const at = of.lastIndexOf('/') + 1;
  const relations: Relation[] = [];
  await readXml(parts.small(`${of.slice(0, at)}_rels/${of.slice(at)}.rels`), {
    root: 'Relationships',
    open: (name, tag) => {
      if (name !== 'Relationship' || tag.get('TargetMode') === 'External') return;
      const type = tag.get('Type') ?? '';
      const path = resolvePath(of.slice(0, at), tag.get('Target') ?? '');
      relations.push({ id: tag.get('Id') ?? '', kind: type.slice(type.lastIndexOf('/') + 1), path });
    },
  });
  return relations;
}

/** Steps above the archive lead nowhere: names are only ever looked up in its directory. */
function resolvePath(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
