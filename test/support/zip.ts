/** ZIP archives as unusual programs and attackers write them: every field can be said. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array;
  /** In the local header, where it differs. */
  readonly localName?: string;
  /** What the directory says of its unpacked size. */
  readonly unpacked?: number;
  readonly crc?: number;
  /** Bit 0: encrypted. */
  readonly flags?: number;
  readonly method?: number;
}

export interface ZipForm {
  /** Sizes and checksum behind the content, and zero before it, as writers do that cannot go back. */
  readonly descriptors?: boolean;
  /** Everything that may be in 64 bits is. */
  readonly wide?: boolean;
}

const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

function numbers(...fields: readonly (readonly [size: 2 | 4 | 8, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 2) bytes.writeUInt16LE(value);
      else if (size === 4) bytes.writeUInt32LE(value);
      else bytes.writeBigUInt64LE(BigInt(value));
      return bytes;
    }),
  );
}

export function zipOf(parts: readonly ZipPart[], { descriptors = false, wide = false }: ZipForm = {}): Uint8Array {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const part of parts) {
    const { content, method = 8, crc = crc32(content), unpacked = content.length } = part;
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const flags = (part.flags ?? 0) | (descriptors ? 8 : 0);
    const about = [
      [2, 45],
      [2, flags],
      [2, method],
      [4, 0],
    ] as const;
    const known = descriptors ? [0, 0, 0] : [crc, packed.length, unpacked];
    const local = Buffer.from(part.localName ?? part.name);
    const body = Buffer.concat([
      numbers([4, 0x04034b50], ...about, ...known.map((value) => [4, value] as const), [2, local.length], [2, 0]),
      local,
      packed,
      descriptors ? numbers([4, 0x08074b50], [4, crc], [4, packed.length], [4, unpacked]) : Buffer.alloc(0),
    ]);
    const name = Buffer.from(part.name);
    const extra = wide ? numbers([2, 1], [2, 24], [8, unpacked], [8, packed.length], [8, at]) : Buffer.alloc(0);
    const short = (value: number) => [4, wide ? FULL_32 : value] as const;
    directory.push(
      numbers([4, 0x02014b50], [2, 45], ...about, [4, crc], short(packed.length), short(unpacked)),
      numbers([2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], short(at)),
      name,
      extra,
    );
    bodies.push(body);
    at += body.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...bodies, ...directory, endOf(parts.length, size, at, wide)]);
}

function endOf(count: number, size: number, at: number, wide: boolean): Buffer {
  const long = numbers(
    ...([
      [4, 0x06064b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
    ] as const),
    ...[count, count, size, at].map((value) => [8, value] as const),
    ...([
      [4, 0x07064b50],
      [4, 0],
      [8, at + size],
      [4, 1],
    ] as const),
  );
  const counts = wide ? FULL_16 : count;
  return Buffer.concat([
    wide ? long : Buffer.alloc(0),
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, counts], [2, counts]),
    numbers([4, wide ? FULL_32 : size], [4, wide ? FULL_32 : at], [2, 0]),
  ]);
}
