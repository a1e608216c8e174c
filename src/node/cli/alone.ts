/** A few commands as a program of their own, `yixinma-verify.mjs` or `yixinma-sign.mjs`: one file that needs nothing but Node. */
import { relative } from 'node:path';
import { asTyped } from '../../core/words/call.ts';
import type { Command, Io } from './command.ts';
import { run } from './run.ts';

export interface AloneProgram {
  /** How the file was called: `node yixinma-verify.mjs`; messages name the commands so. */
  readonly call: string;
  /** The name of the first may be left out; its help is that of them all. */
  readonly commands: readonly [Command, ...Command[]];
}

/** As whoever called it can type again. `argv` as Node gives it. */
export function callOf([, file = '']: readonly string[]): string {
  return `node ${relative('', file)}`;
}

/** 0 done or genuine, 1 not, 2 wrong usage, 3 could not be told. */
export function runAlone({ call, commands }: AloneProgram, args: readonly string[], io: Io): Promise<0 | 1 | 2 | 3> {
  const names = commands.map(({ name }) => name);
  const say = (write: Io['out']) => (text: string) => write(asTyped(text, call, names));
  const own: Io = { ...io, out: say(io.out), err: say(io.err) };
  const [name, ...rest] = args;
  const [first] = commands;
  const chosen = commands.find((command) => command.name === name);
  if (chosen !== undefined && chosen !== first) return run(chosen, rest, own);
  const usage = commands.map((command) => command.usage).join('\n');
  return run({ ...first, usage }, chosen === first ? rest : args, own);
}
