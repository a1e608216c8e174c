#!/usr/bin/env node
/** `npx yixinma`: hands over to the project's Node 24, which runs TypeScript itself. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = `${root}node_modules/.bin/node`;
const node = existsSync(own) ? own : process.execPath;
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write('请安装 Node 24 后再试。/ Install Node 24 and try again.\n');
  process.exit(1);
}
const run = spawnSync(node, [`${root}scripts/yixinma.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
