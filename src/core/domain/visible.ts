/**
 * Text of others as it may go to a terminal or a text file. A terminal obeys what is written to it: control characters
 * move the cursor, clear the screen, change the clipboard; bidirectional overrides show another text than the one that
 * is there. They are shown by their numbers instead.
 */

/** Control and formatting characters, halves of surrogate pairs, and the line ends of Unicode. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line; a line break is made visible too. */
export function visibleLine(text: string): string {
  return text.replace(UNSAFE, numbered);
}

function numbered(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `‹U+${number}›`;
}
