/** The command line of the public conformance suite. */
import { parseArgs } from 'node:util';

export const USAGE = `用法 / Usage:
  tuf-client --metadata-dir DIR init ROOT_FILE
  tuf-client --metadata-dir DIR --metadata-url URL refresh
  tuf-client --metadata-dir DIR --metadata-url URL --target-name PATH… --target-base-url URL --target-dir DIR download`;

export type Arguments = { readonly metadataDir: string } & (
  | { readonly command: 'init'; readonly root: string }
  | { readonly command: 'refresh'; readonly metadataUrl: string }
  | {
      readonly command: 'download';
      readonly metadataUrl: string;
      readonly targetNames: readonly string[];
      readonly targetBaseUrl: string;
      readonly targetDir: string;
    }
);

/** Null when something is missing, unknown or too much. */
export function parseArguments(args: readonly string[]): Arguments | null {
  const parsed = read(args);
  if (parsed === null) return null;
  const { values, positionals } = parsed;
  const [command, root, ...more] = positionals;
  const metadataDir = values['metadata-dir'];
  const metadataUrl = values['metadata-url'];
  if (metadataDir === undefined || more.length > 0) return null;
  if (command === 'init') return root === undefined ? null : { command, metadataDir, root };
  if (metadataUrl === undefined || root !== undefined) return null;
  if (command === 'refresh') return { command, metadataDir, metadataUrl };
  const targetNames = values['target-name'];
  const [targetBaseUrl, targetDir] = [values['target-base-url'], values['target-dir']];
  if (command !== 'download' || !targetNames || targetBaseUrl === undefined || targetDir === undefined) return null;
  return { command, metadataDir, metadataUrl, targetNames, targetBaseUrl, targetDir };
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'metadata-dir': text,
        'metadata-url': text,
        'target-name': { type: 'string', multiple: true },
        'target-base-url': text,
        'target-dir': text,
      },
    });
  } catch {
    return null;
  }
}
