/** A command of the program in a process that dies where it is told. Says every change on channel 3, a line each. */
import { writeSync } from 'node:fs';
import { type Death, makeMortal } from './mortal.ts';

interface Orders {
  /** The folder whose changes are counted. */
  readonly root: string;
  readonly args: readonly string[];
  /** The clock stands still here. */
  readonly now: string;
  readonly death: Death | null;
}

const { root, args, now, death } = JSON.parse(process.argv[2] ?? '') as Orders;
makeMortal(root, death, (change) => writeSync(3, `${change}\n`));
const { runCommand } = await import('../../../src/node/cli/main.ts');
process.exitCode = await runCommand(args, {
  stdin: async () => '',
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(now),
  cwd: root,
  env: {},
});
