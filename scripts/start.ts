/** `npm start [-- --rulebook ID] [-- --https] [-- --port N]`, or PORT (8787): one rulebook's demo, built, published and served. */
import { parseArgs } from 'node:util';

const usage = (ids: readonly string[]): string =>
  `npm start [-- --rulebook ${ids.join('|')}] [-- --https] [-- --port 8787]`;
const root = process.cwd();

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    return stop('请安装 Node 24 后再试（https://nodejs.org）。/ Install Node 24 and try again.');
  }
  // Loaded after that check, so that a wrong Node gets its plain message.
  const { DEFAULT_RULEBOOK, hasStory, STORIES } = await import('../src/node/demo/stories.ts');
  const { notAPort, notOneOf } = await import('../src/node/cli/wrong-usage.ts');
  const { values } = parseArgs({
    options: {
      rulebook: { type: 'string', default: DEFAULT_RULEBOOK },
      https: { type: 'boolean', default: false },
      port: { type: 'string', default: process.env.PORT ?? '8787' },
      help: { type: 'boolean', default: false },
    },
  });
  const { rulebook, https, help } = values;
  const port = Number(values.port);
  const hint = usage(Object.keys(STORIES));
  if (help) return stop(hint);
  if (!hasStory(rulebook)) return stop(`${notOneOf('--rulebook', rulebook, Object.keys(STORIES))}\n${hint}`);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) return stop(`${notAPort('--port', values.port)}\n${hint}`);
  const { startDemo } = await import('../src/node/demo/start.ts');
  const { printWelcome } = await import('../src/node/demo/welcome.ts');
  const databaseUrl = process.env.DATABASE_URL;
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const started = await startDemo({
    root,
    rulebook,
    https,
    port,
    host: '0.0.0.0',
    databaseUrl,
    now: () => new Date(),
    say,
  });
  const out = (text: string) => void process.stdout.write(text);
  await printWelcome(started, { out, colours: process.stdout.isTTY === true, root, https });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void started.close());
}

/** An option that was mistyped, in words. */
async function usageFault(fault: unknown): Promise<string | null> {
  if (!(fault instanceof TypeError)) return null;
  const { parseFault } = await import('../src/node/cli/wrong-usage.ts');
  const { STORIES } = await import('../src/node/demo/stories.ts');
  const hint = usage(Object.keys(STORIES));
  const said = parseFault(fault, hint);
  return said && `${said}\n${hint}`;
}

function stop(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

try {
  await main();
} catch (fault) {
  const wrong = await usageFault(fault);
  const expected = fault instanceof Error && (fault.name === 'StartFault' || 'code' in fault);
  if (wrong !== null) stop(wrong);
  else {
    process.stderr.write(`${expected ? fault.message : fault instanceof Error ? fault.stack : String(fault)}\n`);
    process.exitCode = 1;
  }
}
