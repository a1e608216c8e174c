/** What is wrong with how a command was typed, and what to type instead. */
import type { Command, Io } from './command.ts';

/** Says all of `faults`, each Chinese with the English beside, then how the command is typed. Exit code 2. */
export function wrongUsage(io: Io, { usage }: Pick<Command, 'usage'>, faults: readonly string[]): 2 {
  io.err(`${[...faults, '', usage].join('\n')}\n`);
  return 2;
}

/** In words what `parseArgs` of Node found; null for any other fault. */
export function parseFault(fault: unknown): string | null {
  if (!(fault instanceof TypeError && 'code' in fault)) return null;
  // Node quotes the option as it was typed, with its short form where it has one.
  const named = /'(?:-\w, )?(-[^' ]*|[^']*)/.exec(fault.message)?.[1] ?? '';
  switch (fault.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `没有“${named}”这个选项，请对照下面的写法。/ No option "${named}": see how it is typed below.`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return fault.message.includes('does not take')
        ? `“${named}”后面不用写内容。/ "${named}" takes no value.`
        : `“${named}”后面要写内容。/ "${named}" needs a value.`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `“${named}”是多余的，请去掉。/ "${named}" is one too many: leave it out.`;
    default:
      return null;
  }
}
