/**
 * `TUF_CONFORMANCE=<checkout of the public suite> npm run test:conformance`: our client against that suite, then our
 * repositories, simulated and rehearsed, read by the suite's own client of python-tuf. Needs Python with what the suite asks
 * for (its pyproject.toml) and `faketime`; `PYTHON` names another Python than `python3`. Exit code 1 when something fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

const UNIT = ['second-implementation', 'delegations/bureaus', 'delegations/search'].map(
  (name) => `test/core/trust/${name}`,
);
const E2E = ['other-clients', 'sittings', 'province-taken-in'].map((name) => `test/e2e/${name}`);
const { TUF_CONFORMANCE, PYTHON = 'python3', PYTHONPATH = '' } = process.env;

function run(program: string, args: readonly string[], cwd?: string, env?: Readonly<Record<string, string>>): boolean {
  process.stdout.write(`> ${[program, ...args].join(' ')}\n`);
  return spawnSync(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' }).status === 0;
}

function conformance(suite: string): boolean {
  const path = { PYTHONPATH: [suite, PYTHONPATH].filter((part) => part !== '').join(delimiter) };
  const entrypoint = `${process.execPath} ${resolve('scripts/tuf-client.ts')}`;
  const ours = run(PYTHON, ['-m', 'pytest', '-q', 'tuf_conformance', '--entrypoint', entrypoint], suite, path);
  // Every reading starts a Python of its own: what takes a second here takes a minute.
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout', '600000'];
  const client = { ...path, TUF_CLIENT: `${PYTHON} ${resolve(suite, 'clients/python-tuf/python_tuf.py')}` };
  const read = (project: string, files: readonly string[]) =>
    run(process.execPath, [...vitest, '--project', project, ...files], undefined, client);
  return [ours, read('unit', UNIT), read('e2e', E2E)].every(Boolean);
}

if (TUF_CONFORMANCE === undefined || !existsSync(resolve(TUF_CONFORMANCE, 'tuf_conformance'))) {
  process.stdout.write('没有公共一致性测试集，跳过：请用 TUF_CONFORMANCE 指明其所在文件夹。\n');
  process.stdout.write('Skipped: TUF_CONFORMANCE does not name a checkout of the public conformance suite.\n');
} else if (!conformance(resolve(TUF_CONFORMANCE))) {
  process.exitCode = 1;
}
