/** What was signed before: versions and names continue from it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLE_FILE, parseBundle } from '../../../core/trust/bundle.ts';
import { mapAt } from '../../../core/trust/json.ts';
import { SigningError } from './errors.ts';
import { readOwn } from './roles.ts';

export interface Previous {
  /** Every root file's text from version 1 on. */
  readonly roots: readonly string[];
  readonly timestamp: string;
  readonly snapshot: string;
  readonly targets: string;
  /** Text files that travel in the bundle, by signed path. */
  readonly bundled: ReadonlyMap<string, string>;
  /** The delegated role that signs them, in a bureau's folder of a province's site. */
  readonly role?: string;
}

/** Reads the repository under `directory` (`…/d`); null when there is none. SigningError `bad-previous` when it is broken. */
export async function loadPrevious(directory: string): Promise<Previous | null> {
  const read = (name: string) => readOptional(join(directory, 'metadata', name));
  const roots: string[] = [];
  for (let text = await read('1.root.json'); text !== null; text = await read(`${roots.length + 1}.root.json`)) {
    roots.push(text);
  }
  const timestamp = await read('timestamp.json');
  if (timestamp === null && roots.length === 0) return null;
  const snapshot =
    timestamp === null ? null : await read(`${listedVersion(timestamp, 'timestamp', 'snapshot')}.snapshot.json`);
  const targets =
    snapshot === null ? null : await read(`${listedVersion(snapshot, 'snapshot', 'targets')}.targets.json`);
  const bundle = parseBundle((await readOptional(join(directory, BUNDLE_FILE))) ?? '');
  if (timestamp === null || snapshot === null || targets === null || !bundle.ok || roots.length === 0) {
    throw new SigningError(
      'bad-previous',
      `${directory}中的签名文件不完整。请从备份恢复站点文件夹后重试。 The signed files in ${directory} are incomplete. Restore the site folder from a backup and try again.`,
    );
  }
  const { files, role } = bundle.value;
  return { roots, timestamp, snapshot, targets, bundled: files, ...(role !== undefined && { role }) };
}

function listedVersion(text: string, role: 'timestamp' | 'snapshot', listed: string): number {
  return Number(mapAt(mapAt(readOwn(text, role).body, 'meta'), `${listed}.json`).get('version'));
}

async function readOptional(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
