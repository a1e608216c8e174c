/**
 * Colours cells by a conditional format that always holds: the cells' own formats, and cells that are not even there, stay
 * as they are, and an earlier check's colours are found again and taken away.
 */
import type { Parts } from './parts.ts';
import { AFTER_FORMATS, cellName, insertBefore } from './xml.ts';

/** Always true; no one else's rule reads so. */
const SIGNATURE = 'N(&quot;yixinma-check&quot;)=0';
const SIGNATURES =
  /<conditionalFormatting\b(?:(?!<\/conditionalFormatting>)[\s\S])*?N\((?:"|&quot;)yixinma-check(?:"|&quot;)\)=0[\s\S]*?<\/conditionalFormatting>/g;
const STYLES = 'xl/styles.xml';
const FILLS = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;

export interface Mark {
  readonly row: number;
  /** From 1. */
  readonly column: number;
  readonly severity: keyof typeof FILLS;
}

/** The differential format of each severity, added to the styles; null when the workbook has none. */
export function addColours(parts: Parts): Readonly<Record<Mark['severity'], number>> | null {
  const styles = parts.text(STYLES);
  const count = Number(/<dxfs[^>]*\scount="(\d+)"/.exec(styles)?.[1] ?? 0);
  const format = (colour: string) =>
    `<dxf><fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor rgb="${colour}"/></patternFill></fill></dxf>`;
  const both = format(FILLS.error) + format(FILLS.warning);
  const dxfs = `<dxfs count="${count + 2}">`;
  let changed = styles;
  if (/<dxfs[^>]*\/>/.test(styles)) changed = styles.replace(/<dxfs[^>]*\/>/, `${dxfs}${both}</dxfs>`);
  else if (styles.includes('</dxfs>'))
    changed = styles.replace(/<dxfs[^>]*>/, dxfs).replace('</dxfs>', `${both}</dxfs>`);
  else
    changed = styles.replace(/<tableStyles|<colors|<extLst|<\/styleSheet>/, (next) => `${dxfs}${both}</dxfs>${next}`);
  if (changed === styles) return null;
  parts.write(STYLES, changed);
  return { error: count, warning: count + 1 };
}

/** The sheet with these cells coloured and no others; a cell with an error is red whatever else it has. */
export function colourCells(
  sheet: string,
  marks: readonly Mark[],
  colours: Readonly<Record<Mark['severity'], number>>,
): string {
  const plain = sheet.replace(SIGNATURES, '');
  const rules = (['error', 'warning'] as const).map((severity, index) => {
    const cells = new Set(
      marks.filter((mark) => mark.severity === severity).map(({ row, column }) => cellName(column, row)),
    );
    if (cells.size === 0) return '';
    const rule = `<cfRule type="expression" dxfId="${colours[severity]}" priority="${index + 1}"><formula>${SIGNATURE}</formula></cfRule>`;
    return `<conditionalFormatting sqref="${[...cells].join(' ')}">${rule}</conditionalFormatting>`;
  });
  return insertBefore(plain, rules.join(''), AFTER_FORMATS);
}
