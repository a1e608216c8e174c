/** Hands bytes to the browser's downloads. */
import type { Bytes } from '../../../core/domain/bytes.ts';

const LONG_ENOUGH_MS = 60_000;

export function saveFile(bytes: Bytes, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Safari reads the address after the press.
  setTimeout(() => URL.revokeObjectURL(address), LONG_ENOUGH_MS);
}
