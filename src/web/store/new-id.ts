/** Ids of drafts and of the submissions that become of them. */
import type { Random } from '../../core/complaint/suite.ts';
import { toHex } from '../../core/domain/bytes.ts';

/** UUID version 4 (RFC 9562). `crypto.randomUUID` is younger than our oldest browsers. */
export function newId(random: Random): string {
  const bytes = Uint8Array.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
