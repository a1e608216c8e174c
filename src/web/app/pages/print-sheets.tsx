/** The print component with its style. Loaded on its own: it carries the code generator. */
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { PrintPage, type PrintPageProps, printCss } from '../../page/print/index.tsx';

/** The choice above the sheets keeps to the width of the app's pages. */
const AROUND = '.pr-noprint{max-width:46rem;margin:0 auto;padding:1rem;box-sizing:border-box}';

type SheetsProps = Omit<PrintPageProps, 'onPrint'>;

/**
 * A sheet is measured in millimetres: the page's style must not reach into it, so it stands in a shadow tree with a
 * constructed style of its own (an inline style element would be refused by the security policy). Safari before 16.4
 * has none: there the sheet stands in the page, with the style file that the component brings.
 */
export default function PrintSheets(props: SheetsProps) {
  // WeChat's browser has no print dialog: the page then says what to do instead.
  const canPrint = typeof window.print === 'function' && !/MicroMessenger/i.test(navigator.userAgent);
  const page = canPrint ? <PrintPage {...props} onPrint={() => window.print()} /> : <PrintPage {...props} />;
  const [style] = useState(constructed);
  return style === null ? page : <InShadow style={style}>{page}</InShadow>;
}

function InShadow({ style, children }: { readonly style: CSSStyleSheet; readonly children: React.ReactNode }) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  useEffect(() => {
    // Page sizes are the document's; everything else is the tree's.
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== style);
    };
  }, [style]);
  useEffect(() => {
    // A region that scrolls is reached by keyboard only when it takes the focus (axe scrollable-region-focusable).
    root?.querySelector('.pr-preview')?.setAttribute('tabindex', '0');
  }, [root]);
  const attach = (host: HTMLDivElement | null): void => {
    if (host === null) return;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [style];
    setRoot(shadow);
  };
  return <div ref={attach}>{root && createPortal(children, root)}</div>;
}

function constructed(): CSSStyleSheet | null {
  if (!('adoptedStyleSheets' in document)) return null;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(printCss + AROUND);
    return sheet;
  } catch {
    return null;
  }
}
