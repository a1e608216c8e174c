/** Finds the command, and loads only its file. */
import type { Command, Io } from './command.ts';
import { isMeantForBureau } from './province/refuse.ts';
import { run } from './run.ts';
import { meantText } from './wrong-usage.ts';

/** Loaded when called: `evaluate` must not wait for a workbook reader. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  rulebook: async () => (await import('./rulebook.ts')).rulebook,
  gaps: async () => (await import('./gaps.ts')).gaps,
  draw: async () => (await import('./draw.ts')).draw,
  init: async () => (await import('./init.ts')).init,
  check: async () => (await import('./check.ts')).check,
  map: async () => (await import('./map.ts')).map,
  match: async () => (await import('./match.ts')).match,
  publish: async () => (await import('./publish.ts')).publish,
  sign: async () => (await import('./sign.ts')).sign,
  amend: async () => (await import('./amend.ts')).amend,
  refresh: async () => (await import('./refresh.ts')).refresh,
  province: async () => (await import('./province.ts')).province,
  status: async () => (await import('./status.ts')).status,
  keys: async () => (await import('./keys.ts')).keys,
  boards: async () => (await import('./boards.ts')).boards,
  verify: async () => (await import('./verify.ts')).verify,
  mirror: async () => (await import('./mirror.ts')).mirror,
  serve: async () => (await import('./serve.ts')).serve,
  hosting: async () => (await import('./hosting.ts')).hosting,
  submissions: async () => (await import('./submissions.ts')).submissions,
  ratings: async () => (await import('./ratings.ts')).ratings,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  move: async () => (await import('./move.ts')).move,
  audit: async () => (await import('./audit.ts')).audit,
  code: async () => (await import('./code.ts')).code,
  workdays: async () => (await import('./workdays.ts')).workdays,
  supervision: async () => (await import('./supervision.ts')).supervision,
  calendar: async () => (await import('./calendar.ts')).calendar,
};

async function help(io: Io): Promise<0> {
  io.out('yixinma COMMAND …\n\n');
  for (const load of Object.values(COMMANDS)) {
    const command = await load();
    io.out(`  ${command.name.padEnd(13)}${command.summary}\n`);
  }
  io.out('\nyixinma COMMAND --help\n');
  return 0;
}

/** Runs `args[0]` with the rest. 0 done, 1 refused, 2 wrong usage, 3 could not be told. */
export async function runCommand(args: readonly string[], io: Io): Promise<0 | 1 | 2 | 3> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') return help(io);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const meant = meantText(name, Object.keys(COMMANDS));
    io.err(
      `没有“${name}”这个命令${meant[0]}，运行 yixinma --help 查看全部命令。/ No command "${name}"${meant[1]}: see yixinma --help.\n`,
    );
    return 2;
  }
  if (await isMeantForBureau(name, rest, io)) return 1;
  return run(await load(), rest, io);
}
