/** Other spellings of the signatures in a file, which careless readers take for the same. */

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** DER of two integers given as magnitudes in hex, correctly spelled. */
export function derOf(r: bigint, s: bigint): string {
  return sequence(integer(r), integer(s));
}

export function sequence(...parts: readonly string[]): string {
  const body = parts.join('');
  return `30${byte(body.length / 2)}${body}`;
}

/** One INTEGER; `lead` is put before its bytes. */
export function integer(value: bigint, lead = ''): string {
  const plain = value.toString(16);
  const even = plain.length % 2 === 0 ? plain : `0${plain}`;
  const signed = lead + (Number.parseInt(even.slice(0, 2), 16) > 0x7f ? `00${even}` : even);
  return `02${byte(signed.length / 2)}${signed}`;
}

/** r and s of a strict DER signature. */
export function integersOf(der: string): { r: bigint; s: bigint } {
  const length = 2 * Number.parseInt(der.slice(6, 8), 16);
  return { r: BigInt(`0x${der.slice(8, 8 + length)}`), s: BigInt(`0x${der.slice(12 + length)}`) };
}

/** The file with a zero byte before r. */
export function overlongP256Signature(file: string): string {
  return respell(file, ({ r, s }) => sequence(integer(r, '00'), integer(s)));
}

/** The file with s + n in place of s: the same residue. */
export function signatureWithS(file: string): string {
  return respell(file, ({ r, s }) => derOf(r, s + ORDER));
}

function respell(file: string, spell: (integers: { r: bigint; s: bigint }) => string): string {
  return file.replace(/"sig":"([0-9a-f]+)"/g, (_, sig: string) => `"sig":"${spell(integersOf(sig))}"`);
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
