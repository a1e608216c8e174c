/** Entry of the one-file verifier (`src/node/build/alone.ts` makes `dist/yixinma-verify.mjs` of it). */
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { runAlone } from '../src/node/cli/alone.ts';

const [, file = '', ...args] = process.argv;
const call = `node ${relative('', file)}`;

process.exitCode = await runAlone(args, call, {
  stdin: () => text(process.stdin),
  out: (line) => process.stdout.write(line),
  err: (line) => process.stderr.write(line),
  terminal: process.stderr.isTTY === true,
  now: () => new Date(),
  cwd: process.cwd(),
  env: process.env,
});
