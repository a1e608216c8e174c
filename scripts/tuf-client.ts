/** `node scripts/tuf-client.ts …`: speaks the command line of the public TUF conformance suite. */
import { runTufClient } from '../src/node/verify/tuf-client/client.ts';

process.exitCode = await runTufClient(process.argv.slice(2), {
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
  fetch,
});
