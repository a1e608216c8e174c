/**
 * Whether an SVG is a plain drawing. Opened by its own address it is a document of the site's origin, and a host that sets
 * no headers would run its scripts: so only drawing elements and harmless values pass, and everything unknown is refused.
 */

const ELEMENTS: ReadonlySet<string> = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon clipPath linearGradient radialGradient stop'.split(
    ' ',
  ),
);
const SVG = 'http://www.w3.org/2000/svg';
const NAMESPACES: Readonly<Record<string, string>> = { xmlns: SVG, 'xmlns:xlink': 'http://www.w3.org/1999/xlink' };
const DECLARATION =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])utf-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/i;
/** A comment; an end tag; a start tag with its attributes; text. No entity, DOCTYPE, CDATA or instruction fits. */
const TOKEN =
  /<!--(?:(?!--)[\s\S])*-->|<\/[a-zA-Z]+\s*>|<([a-zA-Z]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"<&]*"|'[^'<&]*'))*)\s*\/?>|[^<&]+/y;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What is wrong, zh / en; null for a drawing without scripts, styles and references to anything outside itself. */
export function svgFault(bytes: Uint8Array): string | null {
  const text = readUtf8(bytes)?.replace(DECLARATION, '').trim();
  if (text === undefined) return 'SVG 不是 UTF-8 编码 / the SVG is not UTF-8';
  let root = true;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token, element, attributes = ''] = TOKEN.exec(text) ?? [];
    if (token === undefined) return refused(text.slice(at, at + 20));
    if (element === undefined) continue;
    if (!ELEMENTS.has(element)) return refused(`<${element}>`);
    if (root && !(element === 'svg' && attributes.includes(SVG))) return '内容不是 SVG / its content is no SVG';
    root = false;
    for (const [whole, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
      if (!isHarmless(name, double ?? single ?? '')) return refused(whole.slice(0, 40));
    }
  }
  return root ? '内容不是 SVG / its content is no SVG' : null;
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isHarmless(name: string, value: string): boolean {
  if (Object.hasOwn(NAMESPACES, name)) return value === NAMESPACES[name];
  if (name === 'xml:space') return true;
  if (name === 'href' || name === 'xlink:href') return /^#[\w-]+$/.test(value);
  if (name.includes(':') || /^on|^style$/i.test(name)) return false;
  // Presentation attributes are CSS: an escape could spell a function's name, and only `url(#…)` stays in the file.
  return !/[\\:]|\/\/|url\(\s*(?!#)|image-set|src\(/i.test(value);
}

function refused(what: string): string {
  return `SVG 含有不允许的内容 ${what}，请改用 PNG / the SVG holds ${what}, which is not allowed: take a PNG instead`;
}
