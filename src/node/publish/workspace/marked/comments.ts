/** Comments on cells: ours stand in a run of their own, before what the clerk wrote there. */
import type { Parts } from './parts.ts';
import { AFTER_COMMENTS, attribute, cellName, escapeXml, insertBefore } from './xml.ts';

const MARK = '【检查】';
const OURS = new RegExp(`<r>(?:(?!</r>)[\\s\\S])*?<t[^>]*>${MARK}[\\s\\S]*?</r>`, 'g');
/** Excel becomes slow with more; the sheet 问题 has them all. */
const MOST = 2_000;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const EMPTY_COMMENTS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors><author>yixinma</author></authors><commentList></commentList></comments>`;
const EMPTY_DRAWING =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>';

export interface Note {
  readonly row: number;
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** Puts the notes on the sheet, instead of those of an earlier check. */
export function writeComments(parts: Parts, path: string, notes: readonly Note[]): void {
  const existing = parts.relations(path).find(({ kind }) => kind === 'comments')?.path;
  if (existing === undefined && notes.length === 0) return;
  const comments = existing ?? newComments(parts, path);
  const shown = notes.slice(0, MOST);
  parts.write(comments, withNotes(parts.text(comments), shown));
  const drawing = drawingOf(parts, path);
  parts.write(drawing, withShapes(parts.text(drawing), shown));
}

function newComments(parts: Parts, path: string): string {
  const comments = parts.free('xl/comments', 'xml');
  parts.write(comments, EMPTY_COMMENTS);
  parts.relate(path, 'comments', comments);
  parts.declare(
    `<Override PartName="/${comments}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`,
  );
  return comments;
}

/** The drawing that shows comments: without it Excel hides or drops them. */
function drawingOf(parts: Parts, path: string): string {
  const [tag] = /<legacyDrawing\s[^>]*>/.exec(parts.text(path)) ?? [];
  const id = tag === undefined ? null : attribute(tag, 'r:id');
  const found = parts.relations(path).find((relation) => relation.id === id);
  if (found !== undefined) return found.path;
  const drawing = parts.free('xl/drawings/vmlDrawing', 'vml');
  parts.write(drawing, EMPTY_DRAWING);
  if (!/Extension="vml"/i.test(parts.text('[Content_Types].xml')))
    parts.declare('<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>');
  const element = `<legacyDrawing xmlns:r="${RELATIONS}" r:id="${parts.relate(path, 'vmlDrawing', drawing)}"/>`;
  parts.write(path, insertBefore(parts.text(path), element, AFTER_COMMENTS));
  return drawing;
}

function withNotes(comments: string, notes: readonly Note[]): string {
  const runs = new Map(
    notes.map(({ row, column, text }) => [
      cellName(column, row),
      `<r><t xml:space="preserve">${escapeXml(`${MARK}${text}`)}</t></r>`,
    ]),
  );
  const kept = comments.replace(/<comment\s[\s\S]*?<\/comment>/g, (comment) => {
    const theirs = comment.replace(OURS, '');
    if (theirs !== comment && !/<t[\s>]/.test(theirs)) return '';
    const ref = attribute(comment, 'ref') ?? '';
    const run = runs.get(ref);
    if (run === undefined) return theirs;
    runs.delete(ref);
    const inRuns = theirs.replace(/<text>\s*(<t[\s>][\s\S]*?<\/t>)/, '<text><r>$1</r>');
    return inRuns.replace(/<text\s*\/>|<text>/, (open) => (open === '<text>' ? `<text>${run}` : `<text>${run}</text>`));
  });
  const added = [...runs].map(([ref, run]) => `<comment ref="${ref}" authorId="0"><text>${run}</text></comment>`);
  return kept.replace(/<commentList\s*\/>/, '<commentList></commentList>').replace('</commentList>', (end) => {
    return `${added.join('')}${end}`;
  });
}

/** A shape for every note that has none. */
function withShapes(drawing: string, notes: readonly Note[]): string {
  const taken = new Set(
    [...drawing.matchAll(/<x:Row>\s*(\d+)\s*<\/x:Row>\s*<x:Column>\s*(\d+)\s*<\/x:Column>/g)].map(
      ([, row, column]) => `${row},${column}`,
    ),
  );
  const shapes = notes
    .filter(({ row, column }) => !taken.has(`${row - 1},${column - 1}`))
    .map(({ row, column }) => shape(row - 1, column - 1));
  return drawing.replace(/<\/xml>\s*$/, () => `${shapes.join('')}</xml>`);
}

function shape(row: number, column: number): string {
  const anchor = `${column + 1}, 15, ${row}, 2, ${column + 4}, 15, ${row + 5}, 4`;
  return `<v:shape id="yxm_${row}_${column}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
