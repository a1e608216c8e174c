/** `yixinma COMMAND …`: the command line (docs: README, contracts in `src/node/cli`). */
import { runCommand } from '../src/node/cli/main.ts';
import { processIo } from '../src/node/cli/terminal.ts';

process.exitCode = await runCommand(process.argv.slice(2), processIo(process.env.INIT_CWD ?? process.cwd()));
