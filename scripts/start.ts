/** `npm start [-- --rulebook wugang|jinjiang] [-- --https]`, PORT (8787): the demo county, built, published and served. */
import { parseArgs } from 'node:util';

const USAGE = 'npm start [-- --rulebook wugang|jinjiang] [-- --https]   PORT=8787';
const root = process.cwd();

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    return stop('请安装 Node 24 后再试（https://nodejs.org）。/ Install Node 24 and try again.');
  }
  const { values } = parseArgs({
    options: {
      rulebook: { type: 'string', default: 'wugang' },
      https: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { rulebook, https, help } = values;
  const port = Number(process.env.PORT ?? 8787);
  if (help || (rulebook !== 'wugang' && rulebook !== 'jinjiang')) return stop(USAGE);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return stop(`PORT 应为0至65535 / PORT is 0 to 65535. ${USAGE}`);
  // Loaded after the checks, so that a wrong Node or argument gets its plain message.
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

function stop(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

try {
  await main();
} catch (fault) {
  const expected = fault instanceof Error && (fault.name === 'StartFault' || 'code' in fault);
  process.stderr.write(`${expected ? fault.message : fault instanceof Error ? fault.stack : String(fault)}\n`);
  process.exitCode = 1;
}
