/** `yixinma COMMAND …`: the command line (docs: README, contracts in `src/node/cli`). */
import { text } from 'node:stream/consumers';
import { runCommand } from '../src/node/cli/main.ts';
import { askAtTerminal, writerTo } from '../src/node/cli/terminal.ts';

// Whoever reads along may stop (`check | head`); the work goes on, and its exit code counts.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
  });
}

process.exitCode = await runCommand(process.argv.slice(2), {
  stdin: () => text(process.stdin),
  out: writerTo(process.stdout),
  err: writerTo(process.stderr),
  ...(process.stdin.isTTY && { ask: askAtTerminal }),
  terminal: process.stderr.isTTY === true,
  now: () => new Date(),
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: process.env,
});
