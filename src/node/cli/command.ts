/** What every command is: a name, help, and a run that touches the world only through `io`. */

/** Puts a question to a person and waits for the line that is typed; `hidden`: without echo. */
export type Ask = (question: string, options: { readonly hidden: boolean }) => Promise<string>;

/** The world as a command sees it. */
export interface Io {
  readonly stdin: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether somebody looks at `err` as it comes: a line there can be rewritten. */
  readonly terminal?: boolean;
  /** Absent where nobody sits at a terminal. */
  readonly ask?: Ask;
  readonly now: () => Date;
  /** Where relative paths start. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  readonly name: string;
  /** One line, Chinese and English, for the list of commands. */
  readonly summary: string;
  readonly usage: string;
  /** 0 done, 1 refused, 2 wrong usage (contracts); 3, of `verify` alone: it could not be told. */
  run(args: readonly string[], io: Io): Promise<0 | 1 | 2 | 3>;
}
