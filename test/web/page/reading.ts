/** What a screen reader would say of a page: visible text in order, one line a block, headings marked. */

const BLOCKS = 'h1,h2,h3,p,li,dt,dd,a.btn,summary,blockquote,button,label';

export function accessibleText(root: ParentNode): string {
  const lines: string[] = [];
  for (const element of Array.from(root.querySelectorAll(BLOCKS))) {
    if (element.closest('[hidden],[aria-hidden=true]') || element.parentElement?.closest(BLOCKS)?.matches(BLOCKS))
      continue;
    const copy = element.cloneNode(true) as Element;
    for (const silent of Array.from(copy.querySelectorAll('[hidden],[aria-hidden=true]'))) silent.remove();
    const inner = Array.from(copy.querySelectorAll(BLOCKS));
    const parts = inner.map((part) => part.textContent ?? '');
    // A row that is nothing but its blocks is read block by block; text beside them is read too.
    const whole = parts.join('') === (copy.textContent ?? '').trim();
    const texts = copy.matches('li') && parts.length > 0 && whole ? parts : [copy.textContent];
    const text = texts
      .map((part) => part?.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .join(' / ');
    if (text) lines.push(`${prefixOf(element)}${text}`);
  }
  return `${lines.join('\n')}\n`;
}

function prefixOf(element: Element): string {
  const level = /^H([123])$/.exec(element.tagName)?.[1];
  if (level) return `${'#'.repeat(Number(level))} `;
  if (element.tagName === 'LI') return '- ';
  return element.matches('a.btn,button') ? `[${element.tagName === 'A' ? '链接' : '按钮'}] ` : '';
}
