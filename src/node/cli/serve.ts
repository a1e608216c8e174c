/** `yixinma serve DIR`: the published site of a workspace with its intake service, or any folder that holds a site. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROVINCE_FILE } from '../province/config.ts';
import { parseTrustProxy } from '../server/proxies.ts';
import { requestedPages } from '../server/requested-pages.ts';
import { ServerFault, startServer } from '../server/server.ts';
import type { WorkspaceIntake } from '../server/workspace-intake.ts';
import type { Command, Io } from './command.ts';
import { folderFaults, notAPort, wrongUsage } from './wrong-usage.ts';

const DEFAULT_PORT = 8787;

/** `untilStopped` resolves when the server is to close; tests give their own. */
export function serveCommand(untilStopped: (url: string) => Promise<void>): Command {
  return {
    name: 'serve',
    summary: '在本机提供已发布的网站，并接收网上反映 / serve a published site from this machine, and take complaints',
    usage:
      'yixinma serve DIR [--port N] [--host ADDRESS]   DATABASE_URL=postgres://… METRICS_TOKEN=… TRUST_PROXY=1|ADDRESS,…',
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' } },
      });
      const [dir, ...more] = positionals;
      const port = Number(values.port ?? DEFAULT_PORT);
      if (dir === undefined || more.length > 0 || !Number.isInteger(port) || port < 0 || port > 65_535) {
        const at = Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : [notAPort('--port', values.port ?? '')];
        return wrongUsage(io, this, [...folderFaults(positionals), ...at]);
      }
      if (parseTrustProxy(io.env.TRUST_PROXY) === null) {
        io.err(
          'TRUST_PROXY应为反向代理的层数或地址（逗号分隔）。/ TRUST_PROXY is the number of reverse proxies, or their addresses, separated by commas.\n',
        );
        return 2;
      }
      return serveSite(resolve(io.cwd, dir), { port, host: values.host }, io, untilStopped);
    },
  };
}

async function serveSite(
  dir: string,
  at: { readonly port: number; readonly host: string },
  io: Io,
  untilStopped: (url: string) => Promise<void>,
): Promise<0 | 1> {
  const site = await siteOf(dir);
  if (site === null) {
    io.err(
      `${dir} 里没有已发布的网站，请先运行 yixinma publish。/ No published site in ${dir}: run yixinma publish first.\n`,
    );
    return 1;
  }
  const pages = requestedPages({ siteDir: site.folder, now: io.now, report: (text) => io.err(`${text}\n`) });
  try {
    await pages.open();
    const intake = site.workspace ? await intakeOf(dir, io) : null;
    const server = await startServer({ siteDir: site.folder, ...at, pages, ...(intake === null ? {} : { intake }) });
    io.out(`${server.url}/\n`);
    if (await intake?.open()) io.err('正在接收网上反映。/ Complaints are taken online.\n');
    const stopRenewing = site.renewable ? await renewWhileServing(dir, site.province, io) : () => undefined;
    await untilStopped(server.url);
    stopRenewing();
    await server.close();
    await intake?.close();
    return 0;
  } catch (fault) {
    if (!(fault instanceof ServerFault)) throw fault;
    io.err(
      fault.code === 'port-in-use'
        ? `端口 ${at.port} 已被占用，请用 --port 换一个。/ Port ${at.port} is in use: choose another with --port.\n`
        : `无法监听：${fault.message}。请换一个 --port 或 --host。/ Cannot listen: ${fault.message}. Choose another --port or --host.\n`,
    );
    return 1;
  } finally {
    await pages.close();
  }
}

/** The `site` of a workspace (a link that publishing switches), or the folder itself when it is a site. */
async function siteOf(dir: string): Promise<Found | null> {
  const exists = (path: string) => stat(path).then(Boolean, () => false);
  if (await exists(join(dir, 'site', 'index.html'))) {
    // A copy without keys is served as it is; only the bureau's own workspace takes complaints.
    const province = await exists(join(dir, PROVINCE_FILE));
    const workspace = !province && (await exists(join(dir, 'keys')));
    return { folder: join(dir, 'site'), workspace, province, renewable: await exists(join(dir, 'keys', 'online.pem')) };
  }
  const bare = { folder: dir, workspace: false, province: false, renewable: false };
  return (await exists(join(dir, 'index.html'))) ? bare : null;
}

interface Found {
  readonly folder: string;
  /** A bureau's, which may take complaints. */
  readonly workspace: boolean;
  /** A province's, on which bureaus publish. */
  readonly province: boolean;
  readonly renewable: boolean;
}

/** Loaded here and not above: a mere site needs no database. */
async function intakeOf(dir: string, io: Io): Promise<WorkspaceIntake> {
  const { workspaceIntake } = await import('../server/workspace-intake.ts');
  return workspaceIntake({
    dir,
    databaseUrl: io.env.DATABASE_URL,
    now: io.now,
    trustProxy: parseTrustProxy(io.env.TRUST_PROXY) ?? false,
    metricsToken: io.env.METRICS_TOKEN || null,
    log: (line) => io.err(`${JSON.stringify(line)}\n`),
    report: (text) => io.err(`${text}\n`),
  });
}

async function renewWhileServing(dir: string, province: boolean, io: Io): Promise<() => void> {
  if (province) return (await import('./province/keep-fresh.ts')).keepProvinceFresh(dir, io);
  const { keepFresh } = await import('../server/keep-fresh.ts');
  return keepFresh({ dir, now: io.now, report: (text) => io.err(`${text}\n`) });
}

function untilSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
}

export const serve: Command = serveCommand(untilSignal);
