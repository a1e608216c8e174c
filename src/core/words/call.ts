/** How a command of this program is typed (README): from the program's folder, without installing anything. */
export const CALL = 'npx yixinma';

/**
 * Messages name a command `yixinma check`; for the terminal it becomes what can be copied and run. Names of files, services
 * and accounts stay, and so does a line of JSON, which is for programs.
 * @param call what people type in front of the command's name, where they do not use this program as a whole
 * @param commands those that can be typed so; all of them by default
 */
export function asTyped(text: string, call = CALL, commands?: readonly string[]): string {
  if (/^[[{]/.test(text)) return text;
  const named = commands === undefined ? '[A-Za-z-]' : `(?:${commands.join('|')})\\b`;
  return text.replace(new RegExp(`(?<!npx )(?<![\\w/.\\\\-])yixinma (?=${named})`, 'g'), `${call} `);
}
