/** Text as pictures: where nothing can be downloaded, a picture can still be pressed long and saved. */

/** Pixels. A phone's album shows 720 across sharply; old phones refuse a canvas higher than 4,096. */
const WIDTH = 720;
const MARGIN = 40;
const FONT = 30;
const LINE = 46;
const HIGHEST = 4000;
export const LINES_A_PICTURE = Math.floor((HIGHEST - 2 * MARGIN) / LINE);

/** These never begin a line in Chinese typesetting (GB/T 15834). */
const NOT_FIRST = '，。、；：？！”’）》】〕…,.;:?!)%';

/**
 * Breaks a text into lines no wider than `width`, character by character as Chinese is set. A closing mark that would
 * begin a line takes the character before it along.
 */
export function wrapText(text: string, width: number, measure: (part: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph([...paragraph], width, measure));
}

function wrapParagraph(characters: readonly string[], width: number, measure: (part: string) => number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const character of characters) {
    if (line.length > 0 && measure(line.join('') + character) > width) {
      const carried = NOT_FIRST.includes(character) && line.length > 1 ? line.splice(line.length - 1) : [];
      lines.push(line.join(''));
      line = carried;
    }
    line.push(character);
  }
  return [...lines, line.join('')];
}

/** One data address a picture, in order: WeChat does not save pictures of `blob:` addresses. Null without a canvas. */
export function pictureOf(text: string, font: string): string[] | null {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (brush === null) return null;
  const style = `${FONT}px ${font}`;
  brush.font = style;
  const lines = wrapText(text, WIDTH - 2 * MARGIN, (part) => brush.measureText(part).width);
  const pictures: string[] = [];
  for (let first = 0; first < lines.length; first += LINES_A_PICTURE) {
    draw(brush, lines.slice(first, first + LINES_A_PICTURE), style);
    pictures.push(canvas.toDataURL('image/png'));
  }
  return pictures;
}

/** Black on white in both colour schemes: it is a document, and may be printed. */
function draw(brush: CanvasRenderingContext2D, lines: readonly string[], style: string): void {
  const { canvas } = brush;
  canvas.width = WIDTH;
  canvas.height = 2 * MARGIN + lines.length * LINE;
  brush.fillStyle = 'white';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = 'black';
  // A new size clears the brush too.
  brush.font = style;
  brush.textBaseline = 'middle';
  lines.forEach((line, i) => {
    brush.fillText(line, MARGIN, MARGIN + (i + 0.5) * LINE);
  });
}
