/** `yixinma COMMAND …`: the command line (docs: README, contracts in `src/node/cli`). */
import { text } from 'node:stream/consumers';
import { runCommand } from '../src/node/cli/main.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  stdin: () => text(process.stdin),
  out: (line) => process.stdout.write(line),
  err: (line) => process.stderr.write(line),
  terminal: process.stderr.isTTY === true,
  now: () => new Date(),
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: process.env,
});
