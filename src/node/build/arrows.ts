/** Checks the arrows between rooms (`.dependency-cruiser.cjs`), and that the checker really saw every file. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ArrowCheck {
  /** One line a violation: `rule: from → to`. */
  readonly violations: readonly string[];
  /** Source files that the checker did not look at: an unsupported compiler makes it see nothing and report no fault. */
  readonly unseen: readonly string[];
  readonly modules: number;
}

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** Cruises `src` and `scripts` under `root`; `tools` is the folder whose checker and rules are used. */
export async function checkArrows(root: string, tools: string = root): Promise<ArrowCheck> {
  const cli = join(tools, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(tools, '.dependency-cruiser.cjs');
  const { stdout } = await run(process.execPath, [cli, '--config', config, '--output-type', 'json', 'src', 'scripts'], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((fault: { stdout?: string }) => {
    if (!fault.stdout) throw fault; // violations give a non-zero exit, and their report
    return { stdout: fault.stdout };
  });
  const result = JSON.parse(stdout) as CruiseResult;
  const seen = new Set(result.modules.map((module) => resolve(root, module.source)));
  const files = [...(await sourcesIn(join(root, 'src'))), ...(await sourcesIn(join(root, 'scripts')))];
  return {
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    unseen: files.filter((file) => !seen.has(file)),
    modules: seen.size,
  };
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => resolve(entry.parentPath, entry.name));
}
