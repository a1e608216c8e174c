/** What a page shows of its record: the texts of its elements marked `data-f`, read as a browser reads them. */
import { PAGE_LIMIT } from './page-block.ts';

/** A marked element: its key, and its text. One key may stand in several places. */
export type PageMark = readonly [key: string, text: string];

/** A comment, an end tag, or a start tag with its attributes; last, one that nothing ends. */
const TOKEN =
  /<!--(?:>|->|[\s\S]*?(?:--!?>|$))|<(\/?)([a-z][^\s/>]*)(?![^\s/>])((?:[^"'>]|"[^"]*"|'[^']*')*)>|<[!?][^>]*>|(<(?:\/?[a-z]|[!?]))/gi;
/** Their content is text to the end tag of their own name. */
const RAW = new Set(['script', 'style', 'title']);
/** Our pages have none of these, and what stands in them a browser reads otherwise than it looks. */
const STRANGE = new Set(
  'iframe math noembed noframes noscript object plaintext select template textarea xmp'.split(' '),
);

/**
 * The marks of a page in their order; null where it cannot be read as one of ours: strange elements, a mark inside a mark, or
 * one that does not end. Only what the marks hold is compared with a record: what stands beside them proves nothing.
 */
export function marksOfPage(html: string): readonly PageMark[] | null {
  if (html.length > PAGE_LIMIT) return null;
  const marks: PageMark[] = [];
  let open: { key: string; element: string; depth: number; text: string } | null = null;
  let from = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(html); token !== null; token = TOKEN.exec(html)) {
    if (open) open.text += html.slice(from, token.index);
    from = TOKEN.lastIndex;
    const [, end, tag, attributes = '', endless] = token;
    // A browser reads all the rest as its attributes.
    if (endless !== undefined) return null;
    if (tag === undefined) continue;
    const element = tag.toLowerCase();
    if (STRANGE.has(element)) return null;
    const key = end ? null : keyIn(attributes);
    if (key !== null && open) return null;
    if (key !== null) open = { key, element, depth: 1, text: '' };
    else if (open?.element === element) open.depth += end ? -1 : 1;
    if (open?.depth === 0) {
      marks.push([open.key, decoded(open.text)]);
      open = null;
    }
    if (!end && RAW.has(element)) from = TOKEN.lastIndex = endOfRaw(html, element, from);
  }
  return open === null ? marks : null;
}

function endOfRaw(html: string, element: string, from: number): number {
  const end = new RegExp(`</${element}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function keyIn(attributes: string): string | null {
  if (!attributes.includes('data-f')) return null;
  const [, quoted, single, bare] = /\sdata-f\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
  return quoted ?? single ?? bare ?? null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Text with the references that our renderer and browsers write; others stay as they are, and match nothing. */
function decoded(text: string): string {
  if (!text.includes('&')) return lines(text);
  return lines(
    text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }),
  );
}

/** An HTML parser makes one line feed of every line end. */
function lines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
