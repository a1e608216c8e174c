/** The commands of the public conformance suite (its CLIENT-CLI.md), over the verifier that ships to browsers. */
import { readFile } from 'node:fs/promises';
import { fetchArtifact, isArtifact } from '../../../core/trust/delegations/artifact.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import { TrustError } from '../../../core/trust/problem.ts';
import { refreshStepwise, type Steps } from '../../../core/trust/stepwise.ts';
import { httpFetcher } from '../fetchers.ts';
import { type Arguments, parseArguments, USAGE } from './arguments.ts';
import { artifactFolder, roleFolder } from './folders.ts';

export interface ClientIo {
  readonly err: (text: string) => void;
  /** The device's clock. */
  readonly now: () => Date;
  /** The platform's; tests answer from memory. */
  readonly fetch: typeof fetch;
}

/** Runs one command. 0 done, 1 refused (the reason on stderr: code and file), 2 wrong usage. */
export async function runTufClient(args: readonly string[], io: ClientIo): Promise<0 | 1 | 2> {
  const parsed = parseArguments(args);
  if (parsed === null) {
    io.err(`${USAGE}\n`);
    return 2;
  }
  try {
    await run(parsed, io);
    return 0;
  } catch (error) {
    if (error instanceof TrustError) io.err(`未通过：${error.code}。 Refused: ${error.code}.\n`);
    else io.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function run(args: Arguments, io: ClientIo): Promise<void> {
  const store = roleFolder(args.metadataDir);
  if (args.command === 'init') return store.save('root', await readFile(args.root, 'utf8'));
  const fetcher = repositoryFetcher(args.metadataUrl, args.command === 'download' ? args.targetBaseUrl : '', io.fetch);
  const steps = await refreshStepwise({
    fetcher,
    store,
    now: io.now(),
    onEqualVersion: (file) =>
      io.err(`${file}：版本未变但内容不同，未采用。 The same version with other bytes; not used.\n`),
  });
  if (args.command === 'refresh') return;
  for (const path of args.targetNames) await download(path, steps, args.targetDir, fetcher);
}

/** 5.7, and nothing is fetched again that is there already. */
async function download(path: string, { set, find }: Steps, directory: string, fetcher: Fetcher): Promise<void> {
  const found = await find(path);
  if (found === null) throw new TrustError('unknown-target');
  const folder = artifactFolder(directory);
  const kept = await folder.load(path);
  if (kept !== null && (await isArtifact(found, kept))) return;
  const consistent = set.root.body.get('consistent_snapshot') === true;
  await folder.save(path, await fetchArtifact(path, found, consistent, fetcher));
}

/** Metadata and files may lie under two addresses. */
function repositoryFetcher(metadataUrl: string, targetUrl: string, get: typeof fetch): Fetcher {
  const [metadata, targets] = [httpFetcher(metadataUrl, get), httpFetcher(targetUrl, get)];
  return {
    fetch: (path, limit) => {
      const [, room, rest = ''] = /^(metadata|targets)\/(.*)$/s.exec(path) ?? [];
      return (room === 'targets' ? targets : metadata).fetch(rest, limit);
    },
  };
}
