/** The units that we write, read by systemd itself where it is installed. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QuoteError } from '../../../src/node/hosting/quoted.ts';
import { systemdUnits } from '../../../src/node/hosting/systemd.ts';

const installed = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!installed) process.stderr.write('systemd-analyze is not installed: the units were not tried\n');

let base = '';
let units: ReadonlyMap<string, string> = new Map();
const site = { name: '示例县卫生健康局', user: 'root', port: 8787 };

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-units-'));
  const dir = join(base, '我的 县');
  await mkdir(dir);
  units = systemdUnits({ ...site, dir, program: [process.execPath, join(process.cwd(), 'scripts/yixinma.ts')] });
  for (const [name, text] of units) await writeFile(join(base, name), text);
});
afterAll(() => rm(base, { recursive: true, force: true }));

it('writes below the workspace alone, without rights to gain and, for the refresh, without a network', () => {
  for (const name of ['yixinma-serve.service', 'yixinma-refresh.service']) {
    const text = units.get(name) ?? '';
    for (const line of ['ProtectSystem=strict', 'NoNewPrivileges=yes', 'CapabilityBoundingSet=', 'User=root'])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain(`ReadWritePaths="${base}/我的 县"`);
  }
  expect(units.get('yixinma-refresh.service')).toContain('PrivateNetwork=yes');
});

it.each(['/srv/50%', '/srv/$HOME', '/srv/a"b', '/srv/a\nb'])('the folder %j is refused, not misread', (dir) => {
  expect(() => systemdUnits({ ...site, dir, program: ['/n', '/s'] })).toThrow(QuoteError);
});

describe.skipIf(!installed)('systemd, or skipped where it is not installed', () => {
  it('finds nothing to say about the units', () => {
    const files = [...units.keys()].map((name) => join(base, name));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
    expect({ status, ours: stderr.split('\n').filter((line) => line.includes('yixinma')) }).toEqual({
      status: 0,
      ours: [],
    });
  });

  it('knows when the timer fires: five past midnight in China, and every six hours', () => {
    const calendar = /^OnCalendar=(.+)$/m.exec(units.get('yixinma-refresh.timer') ?? '')?.[1] ?? '';
    const { status, stdout } = spawnSync('systemd-analyze', ['calendar', '--iterations=4', calendar], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout.match(/16:05:00 UTC/g)?.length ?? stdout).toBeTruthy();
  });
});
