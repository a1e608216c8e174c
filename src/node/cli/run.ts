/** Runs one command: its help, and its faults turned into words and an exit code. */
import { UnfitExport } from '../publish/sittings/problem.ts';
import { systemFaultText } from '../publish/system-fault.ts';
import type { Command, Io } from './command.ts';
import { unfitText } from './sittings/words.ts';
import { parseFault, wrongUsage } from './wrong-usage.ts';

/** 0 done, 1 refused, 2 wrong usage, 3 could not be told. */
export async function run(command: Command, args: readonly string[], io: Io): Promise<0 | 1 | 2 | 3> {
  if (args.includes('--help')) {
    io.out(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (fault) {
    const typed = parseFault(fault, command.usage);
    if (typed !== null) return wrongUsage(io, command, [typed]);
    io.err(`${messageOf(fault)}\n`);
    return 1;
  }
}

/** What went wrong, in words; Ctrl+C at a question is no fault. */
function messageOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if (fault instanceof UnfitExport) return unfitText(fault.problems);
  const system = systemFaultText(fault);
  if (system !== null) return system;
  return fault.name === 'AbortError' ? '已取消，什么都没有签名。/ Cancelled; nothing was signed.' : fault.message;
}
