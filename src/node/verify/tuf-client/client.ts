/** The commands of the public conformance suite (its CLIENT-CLI.md), over the verifier that ships to browsers. */
import { readFile } from 'node:fs/promises';
import { isArtifact } from '../../../core/trust/delegations/artifact.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import type { TrustProblem } from '../../../core/trust/problem.ts';
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
    const problem = await run(parsed, io);
    if (problem === null) return 0;
    io.err(`未通过核验（${problem.code}）：${problem.file}。 Refused (${problem.code}): ${problem.file}.\n`);
  } catch (error) {
    // A file or folder of one's own that cannot be read or written.
    io.err(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return 1;
}

async function run(args: Arguments, io: ClientIo): Promise<TrustProblem | null> {
  const store = roleFolder(args.metadataDir);
  if (args.command === 'init') {
    await store.save('root', await readFile(args.root, 'utf8'));
    return null;
  }
  const fetcher = repositoryFetcher(args.metadataUrl, args.command === 'download' ? args.targetBaseUrl : '', io.fetch);
  const onEqualVersion = (file: string) =>
    io.err(`${file}版本未变而内容不同，未采用。 ${file} has other bytes under the same version; not used.\n`);
  const steps = await refreshStepwise({ fetcher, store, now: io.now(), onEqualVersion });
  if (!steps.ok) return steps.fault;
  if (args.command === 'refresh') return null;
  for (const path of args.targetNames) {
    const problem = await download(path, steps.value, args.targetDir);
    if (problem !== null) return problem;
  }
  return null;
}

/** 5.7, and nothing is fetched again that is there already. */
async function download(path: string, steps: Steps, directory: string): Promise<TrustProblem | null> {
  const found = await steps.find(path);
  if (!found.ok) return found.fault;
  const folder = artifactFolder(directory);
  const kept = await folder.load(path);
  if (kept !== null && (await isArtifact(found.value, kept))) return null;
  const bytes = await steps.fetch(path, found.value);
  if (!bytes.ok) return bytes.fault;
  await folder.save(path, bytes.value);
  return null;
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
