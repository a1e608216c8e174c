/**
 * Makes a process die where it is told: before, or in the middle of, any of its changes to a folder. What is told stands
 * outside the program: it wraps the file system's own functions, so that every write that there is has its moment.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import { promisify } from 'node:util';

export interface Death {
  /** Of the changes, counted from 0. */
  readonly at: number;
  /** Half of what is written is written. */
  readonly torn: boolean;
}

type Change = (operation: string, path: unknown, half?: () => void) => void;
type Call = (...args: never[]) => Promise<unknown>;

/** `tell` is called before every change below `root`, in its order: `rename codes.csv`. `flush` is that of all files. */
export function makeMortal(root: string, death: Death | null, tell: (change: string) => void): void {
  let count = 0;
  const change: Change = (operation, path, half) => {
    const below = relative(root, String(path));
    if (below.startsWith('..')) return;
    tell(`${operation} ${below}`);
    if (count++ !== death?.at) return;
    if (death.torn) half?.();
    die();
  };
  wrapWrites(change);
  wrapMoves(change);
  wrapOpen(change);
  wrapFlush(() => change('flush', root));
  syncBuiltinESMExports();
}

/** No handler, no `finally`, no flush of what is under way. */
function die(): never {
  for (;;) process.kill(process.pid, 'SIGKILL');
}

function halfOf(content: unknown): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : (content as Uint8Array);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function replace<Name extends keyof typeof fs.promises>(name: Name, by: (call: Call) => Call): void {
  const call = (fs.promises[name] as Call).bind(fs.promises);
  Object.assign(fs.promises, { [name]: by(call) });
}

function wrapWrites(change: Change): void {
  const { writeFileSync } = fs;
  const half = (path: unknown, content: unknown) => () => writeFileSync(String(path), halfOf(content));
  fs.writeFileSync = (path, content, options) => {
    change('write', path, half(path, content));
    writeFileSync(path, content, options);
  };
  replace('writeFile', (call) => async (...args: unknown[]) => {
    const [path, content] = args;
    change('write', path, half(path, content));
    return call(...(args as never[]));
  });
  for (const name of ['mkdir', 'rm', 'chmod', 'unlink'] as const) {
    replace(name, (call) => async (...args: unknown[]) => {
      change(name, args[0]);
      return call(...(args as never[]));
    });
  }
}

/** Named by the new path. */
function wrapMoves(change: Change): void {
  for (const name of ['rename', 'link', 'symlink', 'copyFile'] as const) {
    replace(name, (call) => async (...args: unknown[]) => {
      change(name, args[1]);
      return call(...(args as never[]));
    });
  }
}

function wrapOpen(change: Change): void {
  replace('open', (call) => async (...args: unknown[]) => {
    const [path, flags = 'r'] = args;
    if (String(flags) === 'w') change('open', path);
    const handle = (await call(...(args as never[]))) as fs.promises.FileHandle;
    const write = handle.writeFile.bind(handle);
    const sync = handle.sync.bind(handle);
    handle.writeFile = async (content, options) => {
      change('write', path, () => fs.writeSync(handle.fd, halfOf(content)));
      return write(content, options);
    };
    handle.sync = async () => {
      change('sync', path);
      return sync();
    };
    return handle;
  });
}

/** `sync -f`, which makes a whole file system durable. */
function wrapFlush(change: () => void): void {
  const own = promisify(childProcess.execFile);
  const wrapped = Object.assign(() => undefined, {
    [promisify.custom]: async (...args: Parameters<typeof own>) => {
      if (args[0] === 'sync') change();
      return own(...args);
    },
  });
  Object.assign(childProcess, { execFile: wrapped });
}
