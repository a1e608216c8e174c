/**
 * The tokenizer beside another reader of XML (saxes): whatever it takes, the other takes too, and finds the same elements,
 * attributes and texts. `npm run test:xml` tries many more documents.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { XmlReader } from '../../../../../src/node/publish/workspace/xlsx/xml.ts';

const RUNS = Number(process.env['XML_DOCUMENTS'] ?? 300);
/** What is found, one line each; why the document is refused. */
type Found = readonly string[] | string;

const lineEnds = (text: string) => text.replace(/\r\n?/g, '\n');
const blanks = (value: string) => value.replace(/\r\n|[\t\r\n]/g, ' ');

class Finds {
  readonly lines: string[] = [];
  #text = '';

  text(more: string): void {
    this.#text += more;
  }

  open(name: string, attributes: readonly (readonly [string, string])[]): void {
    this.#flush();
    const sorted = attributes.map(([key, value]) => `${key}=${blanks(value)}`).sort();
    this.lines.push(`<${name} ${sorted.join(' | ')}`);
  }

  close(name: string): void {
    this.#flush();
    this.lines.push(`/${name}`);
  }

  #flush(): void {
    if (this.#text !== '') this.lines.push(`"${lineEnds(this.#text)}`);
    this.#text = '';
  }
}

function ours(bytes: Buffer, cut = bytes.length): Found {
  const finds = new Finds();
  const reader = new XmlReader({
    listening: true,
    open: (name, tag) => finds.open(name, tag.attributes()),
    text: (text) => finds.text(text),
    close: (name) => finds.close(name),
  });
  try {
    // The encoding is told by the first two bytes.
    for (const piece of [bytes.subarray(0, Math.max(2, cut)), bytes.subarray(Math.max(2, cut))]) reader.write(piece);
    reader.end();
    return finds.lines;
  } catch (error) {
    return String(error);
  }
}

function theirs(text: string): Found {
  const finds = new Finds();
  const parser = new SaxesParser({ xmlns: true });
  let main: string | null = null;
  const refused: string[] = [];
  const names: string[] = [];
  parser.on('error', (error) => {
    // Ours looks up the prefixes of elements, not those of attributes: none of ours is asked for by its namespace.
    if (!/unbound namespace prefix/.test(error.message)) refused.push(error.message);
  });
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    main ??= uri;
    const called = uri === main ? local : name === local ? `:${local}` : name;
    names.push(called);
    finds.open(
      called,
      Object.values(attributes).map(({ name: key, value }) => [key, value] as const),
    );
  });
  parser.on('closetag', () => finds.close(names.pop() ?? ''));
  parser.on('text', (more) => (names.length > 0 ? finds.text(more) : undefined));
  parser.on('cdata', (more) => finds.text(more));
  parser.write(text).close();
  return refused[0] ?? finds.lines;
}

function compare(text: string, cut?: number): boolean {
  const bytes = Buffer.from(text);
  const found = ours(bytes, cut);
  // What ours refuses, the other may take: it is told to the clerk, and nothing is read wrongly.
  if (typeof found === 'string') return false;
  const other = theirs(bytes.toString());
  // Without `expect`, whose differences of long lists take minutes while a slip is made smaller.
  if (found.join('\n') !== (typeof other === 'string' ? other : other.join('\n')))
    throw new Error(`of ${text}\nours finds ${JSON.stringify(found)}\ntheirs ${JSON.stringify(other)}`);
  return true;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const name = fc.constantFrom('c', 'row', 'v', 'is', 't', 'x:c', 'y:ext', 'r', 'mc:Choice', '甲');
const plain = fc.constantFrom('', ' ', '\n', '\r\n', '7', '甲', '𠀀', "'", '>', '/', '=', ']', ']]', ' a="b" ');
const escaped = fc.constantFrom('&lt;', '&amp;', '&#30002;', '&#x4E59;', '&quot;', '&apos;', '&gt;');
const text = fc.array(fc.oneof(plain, escaped), { maxLength: 4 }).map((parts) => parts.join('').replaceAll(']]>', ''));
const attribute = fc
  .tuple(fc.constantFrom('r', 's', 't', 'x:y', 'xml:space', 'xmlns', 'xmlns:x', 'xmlns:y'), fc.boolean(), text)
  .map(([key, double, value]) => {
    const uri = value.length % 2 === 0 ? MAIN : `u${value.length}`;
    const inner = key.startsWith('xmlns') ? uri : value.replaceAll("'", '&apos;');
    return [key, double ? `"${inner}"` : `'${inner}'`] as const;
  });
const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: ([key]) => key })
  .map((all) =>
    all.map(([key, value]) => ` ${key} = ${value}`.replaceAll(' = ', value.length > 4 ? '=' : ' = ')).join(''),
  );
const beside = fc.constantFrom('<!---->', '<!-- a > - b -->', '<?pi a?>', '<![CDATA[<c>&amp;]]>', '<![CDATA[]]>');
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.option(tie('content'), { nil: null }))
    .map(([tag, more, content]) => (content === null ? `<${tag}${more} />` : `<${tag}${more}>${content}</${tag} >`)),
  content: fc
    .array(fc.oneof({ maxDepth: 4 }, text, beside, tie('element')), { maxLength: 4 })
    .map((parts) => parts.join('')),
}));
const root = fc.constantFrom('worksheet', 'x:worksheet');
const written = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>\n', '\uFEFF', "<?xml version='1.0' encoding='UTF-8' ?>"),
    root,
    element,
    text,
  )
  .map(([before, tag, inner, after]) => {
    const spaces = `xmlns="${MAIN}" xmlns:x="${MAIN}" xmlns:y="y" xmlns:mc="mc"`;
    return `${before}<${tag} ${spaces}>${inner}${after}</${tag}>\n`;
  });

const SIGNS = ['', '<', '>', '/', '"', "'", '=', '&', ';', ' ', ':', '!', '?', '-', ']', '\u0000', '\uFFFF', '甲', 'c'];
const PIECES = [
  ...SIGNS,
  '</',
  '/>',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?xml ?>',
  '<!DOCTYPE a>',
  '&#0;',
  '&#xD800;',
  '&b;',
  '<c/>',
  ' r="1"',
  'xmlns=""',
  'xmlns:x="z" ',
];
const bend = fc.record({ at: fc.nat(), drop: fc.nat(4), piece: fc.constantFrom(...PIECES) });
const bent = (document: string, bends: readonly { at: number; drop: number; piece: string }[]) =>
  bends.reduce((whole, { at, drop, piece }) => {
    const start = at % (whole.length + 1);
    return whole.slice(0, start) + piece + whole.slice(start + drop);
  }, document);

async function realParts(): Promise<readonly string[]> {
  const files = ['libreoffice-cells.xlsx', 'openpyxl.xlsx'];
  const archives = await Promise.all(
    files.map((file) => readFile(fileURLToPath(new URL(`../files/${file}`, import.meta.url)))),
  );
  const parts = archives.flatMap((bytes) => Object.entries(unzipSync(bytes)));
  return parts.flatMap(([part, bytes]) => (/\.(?:xml|rels)$/.test(part) ? [Buffer.from(bytes).toString()] : []));
}

describe('the tokenizer and saxes find the same', () => {
  test('in documents with namespaces, entities, CDATA and comments, wherever they are cut', () => {
    let read = 0;
    fc.assert(
      fc.property(written, fc.nat(2000), (document, cut) => {
        if (compare(document, cut % document.length)) read++;
      }),
      { numRuns: RUNS },
    );
    // A reader that refused all would agree with everything.
    expect(read).toBeGreaterThan(RUNS / 2);
  });

  test('in such documents with slips', () => {
    fc.assert(
      fc.property(written, fc.array(bend, { minLength: 1, maxLength: 3 }), (document, bends) => {
        compare(bent(document, bends));
      }),
      { numRuns: RUNS },
    );
  });

  test('in what LibreOffice and openpyxl wrote, whole and with slips', async () => {
    const parts = await realParts();
    expect(parts.length).toBeGreaterThan(15);
    for (const part of parts) expect(compare(part)).toBe(true);
    const small = parts.filter(({ length }) => length < 8000);
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.array(bend, { minLength: 1, maxLength: 2 }), (part, bends) => {
        compare(bent(part, bends));
      }),
      { numRuns: RUNS / 3 },
    );
  });
});
