/** The addresses under which phones on the same network reach this machine. */
import { networkInterfaces } from 'node:os';

/** IPv4 addresses of this machine other than loopback, private ones first, sorted: the list is stable between starts. */
export function lanAddresses(interfaces = networkInterfaces()): readonly string[] {
  const found = Object.values(interfaces)
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal && !entry.address.startsWith('169.254.'))
    .map((entry) => entry.address);
  return [...new Set(found)].sort((a, b) => Number(isPrivate(b)) - Number(isPrivate(a)) || (a < b ? -1 : 1));
}

/** RFC 1918. */
function isPrivate(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);
}
