/** `yixinma serve DIR`: the published site of a workspace, or any folder that holds one. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ServerFault, startServer } from '../server/server.ts';
import type { Command, Io } from './command.ts';

const DEFAULT_PORT = 8787;

/** `untilStopped` resolves when the server is to close; tests give their own. */
export function serveCommand(untilStopped: (url: string) => Promise<void>): Command {
  return {
    name: 'serve',
    summary: '在本机提供已发布的网站 / serve a published site from this machine',
    usage: 'yixinma serve DIR [--port N] [--host ADDRESS]',
    async run(args, io) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' } },
      });
      const [dir, ...more] = positionals;
      const port = Number(values.port ?? DEFAULT_PORT);
      if (dir === undefined || more.length > 0 || !Number.isInteger(port) || port < 0 || port > 65_535) {
        io.err(`${this.usage}\n`);
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
  try {
    const server = await startServer({ siteDir: site.folder, ...at });
    io.out(`${server.url}/\n`);
    const stopRenewing = site.renewable ? await renewWhileServing(dir, io) : () => undefined;
    await untilStopped(server.url);
    stopRenewing();
    await server.close();
    return 0;
  } catch (fault) {
    if (!(fault instanceof ServerFault)) throw fault;
    io.err(
      fault.code === 'port-in-use'
        ? `端口 ${at.port} 已被占用，请用 --port 换一个。/ Port ${at.port} is in use: choose another with --port.\n`
        : `无法监听：${fault.message}。请换一个 --port 或 --host。/ Cannot listen: ${fault.message}. Choose another --port or --host.\n`,
    );
    return 1;
  }
}

/** The `site` of a workspace (a link that publishing switches), or the folder itself when it is a site. */
async function siteOf(dir: string): Promise<{ readonly folder: string; readonly renewable: boolean } | null> {
  const exists = (path: string) => stat(path).then(Boolean, () => false);
  if (await exists(join(dir, 'site', 'index.html'))) {
    return { folder: join(dir, 'site'), renewable: await exists(join(dir, 'keys', 'online.pem')) };
  }
  return (await exists(join(dir, 'index.html'))) ? { folder: dir, renewable: false } : null;
}

async function renewWhileServing(dir: string, io: Io): Promise<() => void> {
  const { keepFresh } = await import('../server/keep-fresh.ts');
  return keepFresh({ dir, now: io.now, report: (text) => io.err(`${text}\n`) });
}

function untilSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
}

export const serve: Command = serveCommand(untilSignal);
