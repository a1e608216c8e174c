/** What the parts of `hosting` share. */
import { resolve } from 'node:path';
import { loadServed, type Served, servedFor } from '../../hosting/served.ts';
import { loadProvince, publisherOf } from '../../province/config.ts';
import type { Command, Io } from '../command.ts';
import { isProvince } from '../province/refuse.ts';
import { folderFaults, wrongUsage } from '../wrong-usage.ts';

/** A part of the command: its lines of the usage, and its run. */
export type HostingCommand = Pick<Command, 'usage' | 'run'>;

/** The one workspace that was named; else the exit code of wrong usage, said. */
export function workspaceOf(positionals: readonly string[], io: Io, command: HostingCommand): string | 2 {
  const [dir] = positionals;
  const faults = folderFaults(positionals);
  return dir === undefined || faults.length > 0 ? wrongUsage(io, command, faults) : resolve(io.cwd, dir);
}

export async function notPublished(dir: string, io: Io): Promise<1> {
  const publish = (await isProvince(dir)) ? 'yixinma province publish' : 'yixinma publish';
  io.err(`还没有发布过，请先运行 ${publish}。/ Nothing is published yet: run ${publish} first.\n`);
  return 1;
}

/** What configurations must know of a bureau's workspace, or of a province's. @throws {ConfigError} */
export async function servedIn(dir: string, dist: string): Promise<Served> {
  return (await isProvince(dir)) ? servedFor(dir, publisherOf(await loadProvince(dir)), dist) : loadServed(dir, dist);
}

/** The port of `yixinma serve`: its default where none is named, null for what is no port. */
export function portOf(typed: string | undefined): number | null {
  const port = Number(typed ?? 8787);
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : null;
}
