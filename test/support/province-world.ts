/** A province of two bureaus, made once for a test file. Every test gets a copy that it may change. */
import { mkdtempSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { A, B, changeBureau, deliver, publishBureau, twoBureaus } from './province.ts';
import { writeBuild } from './workspace.ts';

/** After the first publication of both. */
export const LATER = new Date('2026-01-20T02:00:00Z');

export function provinceWorld(name: string) {
  const base = mkdtempSync(join(tmpdir(), `yixinma-${name}-`));
  const dist = join(base, 'dist');
  const made = {} as Awaited<ReturnType<typeof twoBureaus>>;
  let count = 0;
  beforeAll(async () => {
    await writeBuild(dist);
    Object.assign(made, await twoBureaus(join(base, 'made'), dist));
  });
  afterAll(() => rm(base, { recursive: true, force: true }));
  /** A path that is free. */
  const free = () => join(base, `copy-${count++}`);
  const world = async () => {
    const where = free();
    await cp(join(base, 'made'), where, { recursive: true, verbatimSymlinks: true });
    return { where, province: join(where, 'province'), a: join(where, A), b: join(where, B) };
  };
  /** Publishes a bureau's workspace with other institutions, and delivers it. Returns its folder of the inbox. */
  const nextOf = async (where: string, id: string, names: readonly string[], now = LATER) => {
    await changeBureau(where, id, names);
    await publishBureau(join(where, id), dist, now);
    return deliver(join(where, id), join(where, 'province'), id);
  };
  return { dist, made, free, world, nextOf };
}
