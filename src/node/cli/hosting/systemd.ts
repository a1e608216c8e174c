/** `yixinma hosting systemd DIR`: units for the intake service and the daily refresh. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { systemdUnits } from '../../hosting/systemd.ts';
import { HOSTING } from '../../hosting/upload.ts';
import { replaceDurably } from '../../publish/durable.ts';
import { isProvince } from '../province/refuse.ts';
import { notAPort, wrongUsage } from '../wrong-usage.ts';
import { type HostingCommand, portOf, servedIn, workspaceOf } from './shared.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

export const systemd: HostingCommand = {
  usage: `yixinma hosting systemd DIR [--user NAME] [--port N]   生成systemd单元 / units for systemd
  --user  运行用的系统账号，默认yixinma，工作文件夹归它所有 / the account that owns the workspace`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { user: { type: 'string', default: 'yixinma' }, port: { type: 'string' } },
    });
    const workspace = workspaceOf(positionals, io, this);
    if (workspace === 2) return workspace;
    const port = portOf(values.port);
    if (port === null) return wrongUsage(io, this, [notAPort('--port', values.port ?? '')]);
    const { bureau } = await servedIn(workspace, join(ROOT, 'dist'));
    const refresh = (await isProvince(workspace)) ? 'province refresh' : 'refresh';
    const program = [ownNode(), join(ROOT, 'scripts/yixinma.ts')] as const;
    const units = systemdUnits({ name: bureau.name, dir: workspace, user: values.user, program, port, refresh });
    const folder = join(workspace, HOSTING, 'systemd');
    for (const [name, text] of units) await replaceDurably(join(folder, name), text);
    const started =
      bureau.intake === 'online' || pagesOnRequest(bureau) ? 'yixinma-serve.service' : 'yixinma-refresh.timer';
    io.out(`${folder}
  sudo cp ${folder}/* /etc/systemd/system/ && sudo systemctl daemon-reload
  sudo systemctl enable --now ${started}
yixinma-serve 运行时自己每小时续签；没有它的，启用 yixinma-refresh.timer。
yixinma-serve renews by itself, every hour; where it does not run, enable yixinma-refresh.timer.
`);
    return 0;
  },
};

/** The project's Node, whatever runs us now. */
function ownNode(): string {
  const own = join(ROOT, 'node_modules/.bin/node');
  return existsSync(own) ? own : process.execPath;
}
