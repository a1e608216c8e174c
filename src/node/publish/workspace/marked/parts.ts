/** The parts of a workbook and what relates them (ECMA-376 part 2). */
import { strFromU8, strToU8, type Zippable } from 'fflate';
import { attribute } from './xml.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const EMPTY_RELATIONS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
const TYPES = '[Content_Types].xml';

export interface SheetPart {
  readonly title: string;
  readonly path: string;
}

interface Relation {
  readonly id: string;
  /** Last word of its type: `comments`. */
  readonly kind: string;
  readonly path: string;
}

export class Parts {
  readonly files: Zippable;

  constructor(files: Zippable) {
    this.files = files;
  }

  has(path: string): boolean {
    return this.files[path] instanceof Uint8Array;
  }

  text(path: string): string {
    const content = this.files[path];
    return content instanceof Uint8Array ? strFromU8(content) : '';
  }

  write(path: string, text: string): void {
    this.files[path] = strToU8(text);
  }

  relations(path: string): readonly Relation[] {
    const folder = path.slice(0, path.lastIndexOf('/'));
    return [...this.text(relationsOf(path)).matchAll(/<Relationship\s[^>]*>/g)].map(([tag]) => ({
      id: attribute(tag, 'Id') ?? '',
      kind: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '',
      path: resolvePart(folder, attribute(tag, 'Target') ?? ''),
    }));
  }

  /** Relates a part to another one; gives the id. */
  relate(from: string, kind: string, to: string): string {
    const path = relationsOf(from);
    const ids = new Set(this.relations(from).map(({ id }) => id));
    let number = ids.size + 1;
    while (ids.has(`rId${number}`)) number++;
    // Some readers know only relative targets.
    const target = '../'.repeat(from.split('/').length - 2) + to.replace(/^xl\//, '');
    const relation = `<Relationship Id="rId${number}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
    const text = this.has(path) ? this.text(path) : EMPTY_RELATIONS;
    this.write(
      path,
      text.replace(/<\/Relationships>|(?<=<Relationships[^>]*)\/>/, (end) => {
        return end === '/>' ? `>${relation}</Relationships>` : `${relation}${end}`;
      }),
    );
    return `rId${number}`;
  }

  /** A free name such as `xl/comments7.xml`. */
  free(stem: string, extension: string): string {
    let number = 1;
    while (this.has(`${stem}${number}.${extension}`)) number++;
    return `${stem}${number}.${extension}`;
  }

  /** Says what kind of content a new part, or an extension, has. */
  declare(element: string): void {
    const text = this.text(TYPES);
    if (!text.includes(element)) this.write(TYPES, text.replace('</Types>', `${element}</Types>`));
  }

  sheets(): readonly SheetPart[] {
    const paths = new Map(this.relations('xl/workbook.xml').map(({ id, path }) => [id, path]));
    return [...this.text('xl/workbook.xml').matchAll(/<sheet\s[^>]*>/g)].flatMap(([tag]) => {
      const path = paths.get(attribute(tag, 'r:id') ?? '');
      return path === undefined ? [] : [{ title: attribute(tag, 'name') ?? '', path }];
    });
  }
}

function relationsOf(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  return `${path.slice(0, at)}_rels/${path.slice(at)}.rels`;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
