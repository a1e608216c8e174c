/** Measures printed sheets in a real browser: what would be cut off on paper, or printed over something else. */
import type { Page } from 'playwright-core';

/**
 * Says of every text and every box that leaves its part or the paper, and of every text that lies on another, where.
 * Empty when all of it can be read. Tolerance: a pixel, a quarter of a millimetre.
 */
export async function faultsOfSheet(page: Page, html: string): Promise<readonly string[]> {
  await page.setContent(html);
  return page.evaluate(() => {
    const HOLDERS = '.pr-part,.pr-sticker,.pr-head,.pr-foot,.pr-sheet';
    /** A millimetre: text that touches a frame is read badly. */
    const MARGIN = 3.8;
    const faults: string[] = [];
    const tell = (holder: Element, what: string, text: string | null, by: number) =>
      faults.push(`${holder.className}: ${what} ${(text ?? '').trim().slice(0, 24)} by ${Math.round(by)} px`);
    const beyond = (inner: DOMRect, outer: DOMRect) =>
      Math.max(inner.right - outer.right, inner.bottom - outer.bottom, outer.left - inner.left, outer.top - inner.top);
    const holdersOf = (start: Element | null): Element[] => {
      const found: Element[] = [];
      for (let at = start; at !== null; at = at.parentElement) if (at.matches(HOLDERS)) found.push(at);
      return found;
    };
    for (const sheet of document.querySelectorAll('.pr-sheet')) {
      const texts: { readonly rect: DOMRect; readonly text: string }[] = [];
      const marks = [...sheet.querySelectorAll('.pr-seal,.pr-mark')].map((mark) => ({
        rect: mark.getBoundingClientRect(),
        text: mark.getAttribute('class') ?? '',
      }));
      for (const one of sheet.querySelectorAll('*')) {
        for (const holder of holdersOf(one.parentElement)) {
          const by = beyond(one.getBoundingClientRect(), holder.getBoundingClientRect());
          if (by > 1) tell(holder, `${one.tagName}.${one.getAttribute('class') ?? ''} leaves`, one.textContent, by);
        }
        // A box that is too small cuts nothing off itself: what it cannot hold covers what follows. Parts have a margin for that.
        if (one.matches('svg,svg *,.pr-part')) continue;
        const over = Math.max(one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth);
        if (one.clientHeight > 0 && over > 2 && getComputedStyle(one).display !== 'inline')
          tell(one, 'is too small for', one.textContent, over);
      }
      const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (!node.textContent?.trim() || node.parentElement?.closest('svg')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const holders = holdersOf(node.parentElement);
        for (const rect of range.getClientRects()) {
          // Fonts claim more height than their characters take: the middle of the line is what is read.
          const rest = rect.height * 0.25;
          const read = new DOMRect(rect.x, rect.y + rest, rect.width, rect.height - 2 * rest);
          for (const holder of holders) {
            const by = beyond(read, holder.getBoundingClientRect()) + (holder.matches('.pr-part') ? MARGIN : 0);
            if (by > 1) tell(holder, 'cuts off', node.textContent, by);
          }
          for (const other of [...marks, ...texts]) {
            const wide = Math.min(read.right, other.rect.right) - Math.max(read.left, other.rect.left);
            const high = Math.min(read.bottom, other.rect.bottom) - Math.max(read.top, other.rect.top);
            if (wide > 1.5 && high > 1.5)
              tell(holders[0] ?? sheet, `“${other.text.slice(0, 12)}” under`, node.textContent, high);
          }
          texts.push({ rect: read, text: node.textContent });
        }
      }
    }
    return faults;
  });
}
