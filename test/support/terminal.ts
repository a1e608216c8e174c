/** A terminal for commands in tests: nobody types unless told, and what a command says is kept. */
import type { Command, Io } from '../../src/node/cli/command.ts';
import { runCommand } from '../../src/node/cli/main.ts';

/** Where the command runs and when; further parts of the world as a test wants them. */
type World = Pick<Io, 'cwd'> & { readonly now: Date } & Partial<Omit<Io, 'cwd' | 'now' | 'out' | 'err'>>;

interface Said {
  out: string;
  err: string;
}

export function terminal({ now, ...world }: World): { readonly io: Io; readonly said: Said } {
  const said: Said = { out: '', err: '' };
  const io: Io = {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => now,
    env: {},
    ...world,
  };
  return { io, said };
}

/** Types `yixinma …`: exit code, and what was said. */
export async function typed(args: readonly string[], world: World) {
  const { io, said } = terminal(world);
  return { code: await runCommand(args, io), ...said };
}

/** Runs one command, faults thrown as they are. */
export async function ran(command: Command, args: readonly string[], world: World) {
  const { io, said } = terminal(world);
  return { code: await command.run(args, io), ...said };
}
