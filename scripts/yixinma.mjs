#!/usr/bin/env node
/** `npx yixinma`: hands over to the project's Node 24, which runs TypeScript itself. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = `${root}node_modules/.bin/node`;
const node = existsSync(own) ? own : process.execPath;
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write('请安装 Node 24 后再试。/ Install Node 24 and try again.\n');
  process.exit(1);
}
const run = spawn(node, [`${root}scripts/yixinma.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
// Whoever stops this one means the program. Ctrl+C at a terminal reaches both: a second one would kill it where it closes its files.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : run.kill(signal)));
}
// The shell that npx puts between passes no signal on. It is gone then, and whoever ended it meant this too.
const shell = process.ppid;
if (process.env.npm_command === 'exec') setInterval(() => process.ppid !== shell && run.kill(), 500).unref();
run.on('error', (fault) => {
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
run.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
