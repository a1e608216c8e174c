/** `yixinma verify` on a whole site as it ships, from its folder and over HTTP. */
import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runCommand } from '../../src/node/cli/main.ts';
import { type RunningServer, startServer } from '../../src/node/server/server.ts';
import { copyOf } from '../support/demo-site.ts';

let dir: string;
let site: string;
let server: RunningServer;
beforeAll(async () => {
  dir = await copyOf(inject('demoDir'));
  site = await realpath(join(dir, 'site'));
  server = await startServer({ siteDir: join(dir, 'site'), port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

async function verify(where: string): Promise<{ exit: number; files: string[]; said: string }> {
  let said = '';
  const out = (text: string) => {
    said += text;
  };
  const io = { stdin: async () => '', out, err: out, now: () => new Date(), cwd: process.cwd(), env: {} };
  const exit = await runCommand(['verify', where, '--json'], io);
  const { problems } = JSON.parse(said) as { problems: { file: string }[] };
  return { exit, said, files: [...new Set(problems.map(({ file }) => file))] };
}

/** Flips one bit in the middle of a file, runs, and puts it back. */
async function flipped(path: string): Promise<{ exit: number; files: string[] }> {
  const bytes = await readFile(join(site, path));
  const altered = Uint8Array.from(bytes);
  const middle = altered.length >> 1;
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  await writeFile(join(site, path), altered);
  try {
    return await verify(dir);
  } finally {
    await writeFile(join(site, path), bytes);
  }
}

describe('verify', () => {
  it('passes the untouched site, from its folder and over HTTP, its pages and app compared with the build', async () => {
    for (const where of [dir, server.url]) {
      const { exit, files, said } = await verify(where);
      expect(files).toEqual([]);
      expect(exit).toBe(0);
      expect(JSON.parse(said)).toMatchObject({ ok: true, comparedWithBuild: true, records: 301, pages: 602 });
    }
  });

  it('names the file after one flipped bit, in every kind of file', async () => {
    const targets = (await readdir(join(site, 'd/targets'), { recursive: true })).filter((path) =>
      /\.(bin|json)$/.test(path),
    );
    const names = await readdir(join(site, 'i'));
    const [page = '', data = ''] = ['.html', '.json'].map((kind) => names.find((name) => name.endsWith(kind)));
    const metadata = (await readdir(join(site, 'd/metadata'))).map((name) => `d/metadata/${name}`);
    const paths = [
      ...targets.map((path) => `d/targets/${path}`),
      ...metadata,
      'd/bundle.json',
      `i/${page}`,
      `i/${data}`,
      'index.html',
      '404.html',
      'sw.js',
      'headers.json',
    ];
    expect(targets.length).toBeGreaterThanOrEqual(7);
    for (const path of paths) {
      const { exit, files } = await flipped(path);
      expect([path, exit]).toEqual([path, 1]);
      // A flip in the first root changes the very fingerprint from which a folder alone is verified.
      const name = path.replace(/^d\/(?=targets|metadata|bundle)/, '');
      if (!/root\.json$/.test(path)) expect(files.some((file) => file === name || file === path)).toBe(true);
    }
  });

  it('names a page whose visible grade was exchanged beside an intact data block, and a file that nobody published', async () => {
    const names = await readdir(join(site, 'i'));
    for (const name of names) {
      const html = await readFile(join(site, 'i', name), 'utf8');
      const forged = html.replace('>差<', '>优秀<');
      if (forged === html) continue;
      await writeFile(join(site, 'i', name), forged);
      await writeFile(join(site, 'i/AAAAAAAAAA.html'), 'forged');
      expect((await verify(dir)).files).toEqual([`i/${name}`, 'i/AAAAAAAAAA.html']);
      return;
    }
    throw new Error('no institution of the demo is graded 差');
  });
});
