/** Real nginx for tests, with nothing but the configuration that we write; skipped where it is not installed. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { type NginxSite, nginxLocations, nginxMaps, nginxServer } from '../../src/node/hosting/nginx.ts';
import { temporaryFolder } from './browser.ts';

export const nginxInstalled = spawnSync('nginx', ['-v']).status === 0;
if (!nginxInstalled)
  process.stderr.write('nginx is not installed: what needs it was not tried (apt-get install nginx)\n');

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Starts it at the port of the site's origin; returns what ends it. */
export async function startNginx(site: NginxSite): Promise<() => Promise<void>> {
  const folder = join(await temporaryFolder('nginx'), 'nginx');
  await mkdir(folder, { recursive: true });
  const files = { maps: nginxMaps(site), locations: nginxLocations(site), server: nginxServer(site, folder) };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, `${name}.conf`), text);
  const options = await mainFor(folder);
  const checked = spawnSync('nginx', [...options, '-t'], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(checked.stderr);
  const child = spawn('nginx', options, { stdio: 'ignore' });
  while (!(await listens(Number(new URL(site.origin).port)))) await new Promise((resolve) => setTimeout(resolve, 20));
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
}

/** A main configuration with nothing but what we wrote; the options by which nginx takes it, in the foreground. */
export async function mainFor(folder: string): Promise<readonly string[]> {
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`);
  const main = `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http { access_log off; ${temps.join(' ')} include ${folder}/server.conf; }`;
  await writeFile(join(folder, 'main.conf'), main);
  return ['-p', folder, '-e', `${folder}/error.log`, '-c', `${folder}/main.conf`];
}
