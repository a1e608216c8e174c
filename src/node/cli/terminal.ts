/** Questions to whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { asTyped } from '../../core/words/call.ts';
import type { Ask, Io } from './command.ts';

/** Writes what a command says, commands named as they can be typed. */
function writerTo(stream: NodeJS.WritableStream): (text: string) => void {
  return (text) => void stream.write(asTyped(text));
}

/** Asks on standard error; what is typed is shown unless it is hidden. Ctrl+C throws AbortError. */
const askAtTerminal: Ask = async (question, { hidden }) => {
  // Hidden, the interface writes nothing at all: the question and the line's end are ours then.
  if (hidden) process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? silent : process.stderr, terminal: true });
  try {
    return await lines.question(hidden ? '' : question);
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
};

/** The world of a process. Relative paths start in `cwd`. */
export function processIo(cwd: string): Io {
  // Whoever reads along may stop (`check | head`); the work goes on, and its exit code counts.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
  }
  return {
    stdin: () => text(process.stdin),
    out: writerTo(process.stdout),
    err: writerTo(process.stderr),
    ...(process.stdin.isTTY && { ask: askAtTerminal }),
    terminal: process.stderr.isTTY === true,
    now: () => new Date(),
    cwd,
    env: process.env,
  };
}
