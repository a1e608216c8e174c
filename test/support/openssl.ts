/** The real openssl, as an independent computation. */
import { spawnSync } from 'node:child_process';

/** Runs openssl with bytes on its standard input; its standard output. A machine without it fails the test, saying so. */
export function openssl(args: readonly string[], input: string | Uint8Array): Buffer {
  const { error, status, stdout, stderr } = spawnSync('openssl', args, { input });
  if (error) {
    throw new Error(
      `this test compares with the openssl command, which could not be run: install openssl (${error.message})`,
    );
  }
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr.toString()}`);
  return stdout;
}

/** HMAC-SHA-256 by openssl, lower-case hex. */
export function opensslHmac(key: string, message: string): string {
  const hexKey = Buffer.from(key, 'utf8').toString('hex');
  return openssl(['dgst', '-sha256', '-mac', 'HMAC', '-macopt', `hexkey:${hexKey}`, '-binary'], message).toString(
    'hex',
  );
}
