/** Questions to whoever sits at the terminal. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Ask } from './command.ts';

/** Asks on standard error; what is typed is shown unless it is hidden. Ctrl+C throws AbortError. */
export const askAtTerminal: Ask = async (question, { hidden }) => {
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
