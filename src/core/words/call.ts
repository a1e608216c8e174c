/** How a command of this program is typed (README): from the program's folder, without installing anything. */
export const CALL = 'npx yixinma';

/**
 * Messages name a command `yixinma check`; for the terminal it becomes what can be copied and run. Names of files, services
 * and accounts stay, and so does a line of JSON, which is for programs.
 */
export function asTyped(text: string): string {
  if (/^[[{]/.test(text)) return text;
  return text.replace(/(?<!npx )(?<![\w/.\\-])yixinma (?=[A-Za-z-])/g, `${CALL} `);
}
