/** Values in the configuration files of other programs. */

/** A path or name that such a file cannot hold; nothing was written. */
export class QuoteError extends Error {
  readonly code = 'unquotable';
  constructor(value: string) {
    super(
      `配置文件里写不了这个路径或名称：${value}。请换一个不含引号、反斜杠、$、% 和换行的文件夹。/ A configuration cannot hold this path or name: ${value}. Use a folder without quotes, backslashes, $, % or line breaks.`,
    );
    this.name = 'QuoteError';
  }
}

/** In double quotes, as nginx and systemd both read it. What either would read as more than text is refused. */
export function quoted(value: string): string {
  for (const character of value) if (character < ' ' || '"\\$%'.includes(character)) throw new QuoteError(value);
  return `"${value}"`;
}
