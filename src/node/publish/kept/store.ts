/** `DIR/kept/round`: what was kept, private like keys, and believed only with its seal. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, replaceDurably } from '../durable.ts';
import { type KeptRound, packRound, parseRound } from './round.ts';

export const KEPT_FOLDER = 'kept';
const FILE = 'round';
const SEAL = 32;

/** By the secret of the workspace: what another wrote, cut off or changed has another seal. */
function sealOf(secret: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha256', secret).update('yixinma kept 1\n').update(bytes).digest();
}

/** Null where nothing is kept, or what is kept is not as it was written here. */
export async function loadRound(dir: string, secret: Uint8Array): Promise<KeptRound | null> {
  const file = await readFile(join(dir, KEPT_FOLDER, FILE)).catch(() => null);
  if (file === null || file.length < SEAL) return null;
  const bytes = file.subarray(SEAL);
  return timingSafeEqual(file.subarray(0, SEAL), sealOf(secret, bytes)) ? parseRound(bytes) : null;
}

/** Whole or not at all. */
export async function saveRound(dir: string, secret: Uint8Array, round: KeptRound): Promise<void> {
  const folder = join(dir, KEPT_FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const bytes = packRound(round);
  await replaceDurably(join(folder, FILE), Buffer.concat([sealOf(secret, bytes), bytes]), 0o600);
}

export async function forgetRound(dir: string): Promise<void> {
  const folder = join(dir, KEPT_FOLDER);
  if (await exists(folder)) await rm(folder, { recursive: true, force: true });
}
