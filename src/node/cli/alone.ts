/** `verify` and `mirror` as a program of their own, `yixinma-verify.mjs`: one file that needs nothing but Node. */

import { asTyped } from '../../core/words/call.ts';
import type { Io } from './command.ts';
import { mirror } from './mirror.ts';
import { run } from './run.ts';
import { verify } from './verify.ts';

/**
 * `verify` may be left out. 0 genuine, 1 not, 2 wrong usage, 3 could not be told.
 * @param call how this file was called: `node yixinma-verify.mjs`; messages name the commands so
 */
export function runAlone(args: readonly string[], call: string, io: Io): Promise<0 | 1 | 2 | 3> {
  const [first, ...rest] = args;
  const say = (write: Io['out']) => (text: string) => write(asTyped(text, call, ['verify', 'mirror']));
  const own = { ...io, out: say(io.out), err: say(io.err) };
  if (first === 'mirror') return run(mirror, rest, own);
  return run(verify, first === 'verify' ? rest : args, own);
}
