/** `npm run check`: types, lint, arrows, unused code and dependencies. Every fault is listed, not the first. */
import { spawnSync } from 'node:child_process';
import { checkArrows } from '../src/node/build/arrows.ts';

const root = process.cwd();
let failed = 0;

function step(name: string, command: readonly string[]): void {
  const [file = '', ...args] = command;
  const { status } = spawnSync(`${root}/node_modules/.bin/${file}`, args, { stdio: 'inherit', cwd: root });
  report(name, status === 0);
}

function report(name: string, ok: boolean): void {
  if (!ok) failed++;
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name}\n`);
}

for (const project of ['src/core', 'src/web', 'src/web/service-worker', 'src/node', 'test']) {
  step(`types ${project}`, ['tsc', '-p', project]);
}
step('lint and format', ['biome', 'ci', '--error-on-warnings', '--diagnostic-level=warn', '.']);
const arrows = await checkArrows(root);
for (const line of [...arrows.violations, ...arrows.unseen.map((file) => `not seen: ${file}`)])
  process.stdout.write(`  ${line}\n`);
report(`arrows (${arrows.modules} modules)`, arrows.violations.length + arrows.unseen.length === 0);
step('unused code and dependencies', ['knip', '--no-progress']);
process.exitCode = failed === 0 ? 0 : 1;
