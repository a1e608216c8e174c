/** Small edits of the XML parts of a workbook: what is not named stays byte for byte. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or an attribute, without the characters that XML 1.0 forbids. */
export function escapeXml(text: string): string {
  const allowed = text.replace(/(?![\t\n])\p{Cc}|[\uD800-\uDFFF\uFFFE\uFFFF]/gu, '');
  return allowed.replace(/[&<>"]/g, (found) => ENTITIES[found] ?? found);
}

/** The text that an attribute stands for. */
export function unescapeXml(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
    );
}

/** An attribute of a start tag; null when it has none. */
export function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found === null ? null : unescapeXml(found[1] ?? found[2] ?? '');
}

/** `3`, `2` → `C2`: column from 1, row from 1. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

/**
 * Puts an element into a worksheet in front of the first of its `followers` (ECMA-376 part 1, 18.3.1.99 fixes their order),
 * behind the cells.
 */
export function insertBefore(sheet: string, element: string, followers: readonly string[]): string {
  const cells = Math.max(sheet.lastIndexOf('</sheetData>'), sheet.search(/<sheetData\s*\/>/), 0);
  const next = new RegExp(`<(?:${followers.join('|')})[\\s/>]|</worksheet>`).exec(sheet.slice(cells));
  if (next === null) return sheet;
  const at = cells + next.index;
  return `${sheet.slice(0, at)}${element}${sheet.slice(at)}`;
}

/** What may follow a conditional format, in the order of the standard. */
export const AFTER_FORMATS = [
  ...['dataValidations', 'hyperlinks', 'printOptions', 'pageMargins', 'pageSetup', 'headerFooter', 'rowBreaks'],
  ...['colBreaks', 'customProperties', 'cellWatches', 'ignoredErrors', 'smartTags', 'drawing', 'legacyDrawing'],
  ...['legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst'],
];
export const AFTER_COMMENTS = AFTER_FORMATS.slice(AFTER_FORMATS.indexOf('legacyDrawingHF'));
