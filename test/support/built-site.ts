/** Before the browser tests: the bundles as they ship, and the demo county published once from them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { makeDemo } from './demo-site.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Workspace of the published demo county (`site` in it); tests that change it copy it first. */
    demoDir: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfChanged(process.cwd(), new Date());
  const base = await mkdtemp(join(tmpdir(), 'yixinma-e2e-'));
  const demoDir = join(base, 'demo');
  await makeDemo(demoDir);
  project.provide('demoDir', demoDir);
  return () => rm(base, { recursive: true, force: true });
}
