/** Whole printable documents for Node. Kept apart from the components: the app must not carry a server renderer. */
import { renderToStaticMarkup } from 'react-dom/server';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { Board } from './board.tsx';
import type { Paper } from './layout.ts';
import printCss from './print.css?inline';
import { type PrintKind, type PrintRefusal, printRefusal } from './refusal.ts';
import { P, type SheetProps } from './sheet.ts';
import { Stickers } from './stickers.tsx';

export interface PrintDocument extends SheetProps {
  readonly kind: PrintKind;
  /** Boards only; stickers are always A4. */
  readonly paper: Paper;
}

const PAGE = { a3: '420mm 297mm', a4: '210mm 297mm' } as const;

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function htmlOf(title: string, paper: Paper, sheets: readonly PrintDocument[]): string {
  const body = renderToStaticMarkup(
    sheets.map((sheet) =>
      sheet.kind === 'stickers' ? (
        <Stickers key={sheet.view.record.code} {...sheet} />
      ) : (
        <Board key={sheet.view.record.code} {...sheet} />
      ),
    ),
  );
  // The unnamed page rule serves browsers that do not know named pages: a document has one paper.
  const css = `@page{size:${PAGE[paper]};margin:0}body{margin:0}${printCss}`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${escapeHtml(
    title,
  )}</title><style>${css}</style></head><body>${body}</body></html>\n`;
}

/** One institution's board or sheet of stickers as a complete HTML document, or why it must not be printed. */
export function renderPrintDocument(sheet: PrintDocument): Result<string, PrintRefusal> {
  const refusal = printRefusal(sheet.kind, sheet.paper, sheet);
  if (refusal !== null) return fail(refusal);
  const inst = sheet.view.record.name;
  const title = sheet.kind === 'stickers' ? P.titleStickers({ inst }) : P.titleBoard({ inst });
  return ok(htmlOf(title, sheet.kind === 'stickers' ? 'a4' : sheet.paper, [sheet]));
}

/** Many sheets of one kind and paper in one document, a page each, for batch printing; refused ones are left out. */
export function renderPrintBatch(title: string, sheets: readonly PrintDocument[]): string {
  const printable = sheets.filter((sheet) => printRefusal(sheet.kind, sheet.paper, sheet) === null);
  const first = printable[0];
  return htmlOf(title, first === undefined || first.kind === 'stickers' ? 'a4' : first.paper, printable);
}
