/** `verify` and `mirror` as a program of their own, `yixinma-verify.mjs`: one file that needs nothing but Node. */
import type { Command, Io } from './command.ts';
import { mirror } from './mirror.ts';
import { run } from './run.ts';
import { verify } from './verify.ts';

/** What people type in front of everything else. */
const PROGRAM = 'node yixinma-verify.mjs';

/** `verify` may be left out. 0 genuine, 1 not, 2 wrong usage, 3 could not be told. */
export function runAlone(args: readonly string[], io: Io): Promise<0 | 1 | 2 | 3> {
  const [first, ...rest] = args;
  if (first === 'mirror') return run(named(mirror), rest, io);
  return run(named(verify), first === 'verify' ? rest : args, io);
}

function named(command: Command): Command {
  return { ...command, usage: command.usage.replaceAll(/^yixinma/gm, PROGRAM) };
}
