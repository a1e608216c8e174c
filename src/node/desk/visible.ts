/** Submitted text of several lines as it may go to a terminal or a text file. */
import { visibleLine } from '../../core/domain/visible.ts';

/** Each line behind a bar, so that no line of the text passes for one of ours. */
export function visibleBlock(text: string): string {
  const lines = text.replace(/\r\n/g, '\n').replace(/\t/g, '    ').split('\n');
  return lines.map((line) => `│ ${visibleLine(line)}`).join('\n');
}
