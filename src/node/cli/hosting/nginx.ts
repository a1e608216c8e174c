/** `yixinma hosting nginx DIR`: a configuration for nginx, with the site's names. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pagesOnRequest } from '../../../core/domain/bureau.ts';
import { type NginxSite, nginxLocations, nginxMaps, nginxServer } from '../../hosting/nginx.ts';
import { nginxFile } from '../../hosting/served.ts';
import { BODY_LIMITS } from '../../intake/limits.ts';
import { PROVINCE_FILE } from '../../province/config.ts';
import { replaceDurably } from '../../publish/durable.ts';
import { CONFIG_FILE } from '../../publish/workspace/config.ts';
import { isProvince } from '../province/refuse.ts';
import { notAPort, wrongUsage } from '../wrong-usage.ts';
import { type HostingCommand, portOf, servedIn, workspaceOf } from './shared.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));

export const nginx: HostingCommand = {
  usage: `yixinma hosting nginx DIR [--cert FILE] [--key FILE] [--port N]   生成nginx配置 / a configuration for nginx
  --port  yixinma serve 的端口，接收网上反映、生成机构网页用，默认8787 / where yixinma serve listens, for what people send in and pages on request`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { cert: { type: 'string' }, key: { type: 'string' }, port: { type: 'string' } },
    });
    const workspace = workspaceOf(positionals, io, this);
    if (workspace === 2) return workspace;
    const port = portOf(values.port);
    if (port === null) return wrongUsage(io, this, [notAPort('--port', values.port ?? '')]);
    const { bureau, ...served } = await servedIn(workspace, DIST);
    const tls = join('/etc/nginx/tls', new URL(bureau.origin).hostname);
    const folder = dirname(nginxFile(workspace, 'server'));
    await writeConfiguration(folder, {
      ...served,
      origin: bureau.origin,
      basePath: bureau.basePath ?? '/',
      port,
      intake: bureau.intake === 'online',
      onRequest: pagesOnRequest(bureau),
      largestBody: Math.max(...Object.values(BODY_LIMITS)),
      certificate: values.cert === undefined ? `${tls}.pem` : resolve(io.cwd, values.cert),
      key: values.key === undefined ? `${tls}.key` : resolve(io.cwd, values.key),
    });
    const province = await isProvince(workspace);
    const config = province ? PROVINCE_FILE : CONFIG_FILE;
    io.out(`${folder}
单独的服务器：在nginx的http一节里 include server.conf；已有站点：http一节 include maps.conf，server一节 include locations.conf。
A server of its own: include server.conf in "http". In an existing one: maps.conf in "http", locations.conf in its "server".
改了 ${config} 或换了本程序的新版本，先重新生成并 nginx -s reload，再发布。
After a change of ${config}, or with a new version of this program: make it anew and reload nginx, then publish.
${province ? PROVINCE_TOO : ''}`);
    return 0;
  },
};

const PROVINCE_TOO = `部门第一次收下、移除之后也要重新生成。部门开通了网上反映的，请另加一节 location，把 /部门代号/api/ 转给该部门的 yixinma serve。
Also once a bureau was taken in for the first time, or left. Where a bureau takes complaints online, add a location that passes /<id>/api/ to its own yixinma serve.
`;

async function writeConfiguration(folder: string, site: NginxSite): Promise<void> {
  const files = { maps: nginxMaps(site), locations: nginxLocations(site), server: nginxServer(site, folder) };
  for (const [name, text] of Object.entries(files)) await replaceDurably(join(folder, `${name}.conf`), text);
}
