/** Entry of the one-file verifier (`src/node/build/alone.ts` makes `dist/yixinma-verify.mjs` of it). */
import { callOf, runAlone } from '../src/node/cli/alone.ts';
import { mirror } from '../src/node/cli/mirror.ts';
import { processIo } from '../src/node/cli/terminal.ts';
import { verify } from '../src/node/cli/verify.ts';

const program = { call: callOf(process.argv), commands: [verify, mirror] } as const;
process.exitCode = await runAlone(program, process.argv.slice(2), processIo(process.cwd()));
