/** What a screen reader would say, one line a stop, with names, states and descriptions as they are given to it. */
const STOPS = 'h1,h2,h3,h4,p,dt,dd,button,a[href],summary,label,input,textarea,img';

export function spokenText(root: ParentNode): string {
  const stops = Array.from(root.querySelectorAll(STOPS)).filter(
    (element) => !element.closest('[hidden],[aria-hidden=true]') && element.querySelector(STOPS) === null,
  );
  const lines = stops.map((element) => `${kindOf(element)}${nameOf(element)}`).filter((line) => line.trim() !== '');
  return `${lines.join('\n')}\n`;
}

function kindOf(element: Element): string {
  const level = /^H([1-4])$/.exec(element.tagName)?.[1];
  if (level) return `${'#'.repeat(Number(level))} `;
  const open = element.getAttribute('aria-expanded');
  const kinds: Readonly<Record<string, string>> = {
    BUTTON: open === null ? '[按钮] ' : open === 'true' ? '[按钮，已展开] ' : '[按钮，已收起] ',
    A: `[链接 ${element.getAttribute('href')}] `,
    SUMMARY: '[展开] ',
    INPUT: '[填写] ',
    TEXTAREA: '[文本] ',
    IMG: '[图片] ',
  };
  return kinds[element.tagName] ?? '';
}

function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label') ?? element.getAttribute('alt');
  if (label !== null) return label;
  if (element instanceof HTMLInputElement) {
    const hint = document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
    return `${element.labels?.[0]?.textContent}：${hint}`;
  }
  const copy = element.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const silent of Array.from(copy.querySelectorAll('[hidden],[aria-hidden=true]'))) silent.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
