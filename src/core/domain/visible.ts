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

/** Whatever is neither ASCII nor Chinese: letters of other scripts look like ours, and accents like none. */
const LOOKALIKE = /[^\x20-\x7e\p{Script=Han}]|^ | $/gu;

/** Name of a file that somebody else laid: a letter that looks like another one is shown by its number. */
export function visibleName(name: string): string {
  return name.replace(LOOKALIKE, numbered);
}

function numbered(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `‹U+${number}›`;
}
