/** A server in a process of its own, so that a test can end it: `node app-server.ts SITE_DIR PORT`. Prints its address. */
import { startServer } from '../../src/node/server/server.ts';

const [siteDir = '', port = '0'] = process.argv.slice(2);
const server = await startServer({ siteDir, port: Number(port), host: '127.0.0.1' });
process.stdout.write(`${server.url}\n`);
