/** Disks that fail as disks do: C libraries, preloaded into the process that writes. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../browser.ts';

/**
 * Path of the compiled library, for `LD_PRELOAD`. Null where there is no C compiler on Linux: such a disk cannot be had
 * there, and a test says so instead of passing.
 */
export async function compileShim(name: 'durable' | 'full'): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const out = join(await temporaryFolder('shim'), `${name}.so`);
  const args = ['-shared', '-fPIC', '-O1', '-o', out, `test/support/power-cut/${name}.c`, '-ldl'];
  return promisify(execFile)('cc', args).then(
    () => out,
    () => null,
  );
}
