/** What a server does hourly for a province, in a process of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepProvinceFresh, renewOnce } from '../../../src/node/cli/province/keep-fresh.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-keep-fresh-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A program in the place of ours. */
async function program(name: string, text: string): Promise<string> {
  await writeFile(join(dir, name), text);
  return join(dir, name);
}

async function told(entry: string, limitMs = 60_000): Promise<string> {
  const said: string[] = [];
  await renewOnce(dir, { err: (text) => void said.push(text) }, { entry, limitMs });
  return said.join('');
}

const outcome = (difference: object) =>
  `console.log(JSON.stringify(${JSON.stringify({ taken: [], refused: [], waiting: [], strays: [], renewed: false, fingerprint: 'ab', ...difference })}))`;

it('says what was taken in and what was refused, whatever the exit code, and nothing when nothing happened', async () => {
  const refused = [{ bureau: 'county-a', refusal: { code: 'older', detail: '7' } }];
  const text = `${outcome({ taken: ['county-b'], refused, renewed: true })}; process.exitCode = 1;`;
  expect(await told(await program('both.mjs', text))).toMatch(/✓ county-b.*✗ county-a：交来的比已公布的旧/s);
  expect(await told(await program('nothing.mjs', outcome({})))).toBe('');
});

it('attack: a delivery that hangs, kills or chokes the renewal ends no server: it is told and tried again', async () => {
  for (const [text, why, limitMs] of [
    ['setInterval(() => 0, 1000);', /已中止/, 200],
    ['process.kill(process.pid, "SIGSEGV"); setInterval(() => 0, 1000);', /SIGSEGV/],
    ['console.error("province init"); process.exitCode = 1;', /province init/],
    ['console.log("{half"); process.exitCode = 9;', /exit code 9/],
  ] as const) {
    const said = await told(await program('bent.mjs', text), limitMs);
    expect(said).toMatch(/^续签失败，稍后再试：/);
    expect(said).toMatch(why);
  }
});

it('what runs ends with the server, and says nothing more', async () => {
  const said: string[] = [];
  const stop = new AbortController();
  const entry = await program('endless.mjs', 'setInterval(() => 0, 1000);');
  const run = renewOnce(dir, { err: (text) => void said.push(text) }, { entry, signal: stop.signal });
  stop.abort();
  await run;
  expect(said).toEqual([]);
});

it('looks again and again, one at a time, until it is stopped', async () => {
  const entry = await program('once.mjs', outcome({ renewed: true }));
  let count = 0;
  await new Promise<void>((done) => {
    const stop = keepProvinceFresh(
      dir,
      {
        err: (text) => {
          if (text.includes('fingerprint') && ++count === 2) done(stop());
        },
      },
      { entry },
      5,
    );
  });
  expect(count).toBe(2);
});
