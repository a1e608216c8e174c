/** What somebody gives to verify from: a root file, or a fingerprint as it is printed. */
import { readFile } from 'node:fs/promises';
import { fingerprint } from './read-release.ts';

/** All 64 hex digits, or as many of the first as boards print. */
export interface GivenRoot {
  readonly digits: string;
  readonly whole: boolean;
}

/** Fewer could be found by trying (2^64 trials for sixteen). */
export const LEAST_DIGITS = 16;

export type RootFault = 'short' | 'no-file' | 'no-root';

/** The digits of a fingerprint as people copy it: in capitals, with blanks, colons or hyphens between them. */
export function digitsOf(text: string): string {
  return text.replace(/[\s:-]/g, '').toLowerCase();
}

/** Hex digits with blanks, colons or hyphens between them, or a root file. */
export async function givenRoot(text: string, path: string): Promise<GivenRoot | RootFault> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes !== null) {
    return isRoot(bytes.toString('utf8')) ? { digits: fingerprint(bytes), whole: true } : 'no-root';
  }
  const digits = digitsOf(text);
  if (!/^[0-9a-f]{1,64}$/.test(digits)) return 'no-file';
  return digits.length < LEAST_DIGITS ? 'short' : { digits, whole: digits.length === 64 };
}

function isRoot(text: string): boolean {
  try {
    const { signed } = JSON.parse(text) as { signed?: { _type?: unknown } };
    return signed?._type === 'root';
  } catch {
    return false;
  }
}

/** Whether a fingerprint is the one given. */
export function isGiven({ digits }: GivenRoot, whole: string): boolean {
  return whole.startsWith(digits);
}
