/** Entry of the one-file signer (`src/node/build/alone.ts` makes `dist/yixinma-sign.mjs` of it). */
import { callOf, runAlone } from '../src/node/cli/alone.ts';
import { holdersKeys } from '../src/node/cli/keys/holder.ts';
import { sign } from '../src/node/cli/sign.ts';
import { processIo } from '../src/node/cli/terminal.ts';

const program = { call: callOf(process.argv), commands: [sign, holdersKeys] } as const;
process.exitCode = await runAlone(program, process.argv.slice(2), processIo(process.cwd()));
