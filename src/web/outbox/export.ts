/** Undelivered items as one file that can be carried to the bureau by hand. All of it is sealed; only the desk opens it. */
import * as v from 'valibot';
import { type Envelope, envelopeText, parseEnvelope } from '../../core/complaint/envelope.ts';
import { LIMITS } from '../../core/complaint/limits.ts';
import { type Bytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '../../core/domain/bytes.ts';

export const EXPORT_FORMAT = 'yixinma-outbox-1';

export interface ExportedItem {
  readonly envelope: Envelope;
  /** The sealed parts, in the envelope's order. */
  readonly parts: readonly Bytes[];
}

const File = v.object({
  format: v.literal(EXPORT_FORMAT),
  items: v.array(v.object({ envelope: v.unknown(), parts: v.pipe(v.array(v.string()), v.maxLength(LIMITS.parts)) })),
});

/** UTF-8 JSON: `{ "format": "yixinma-outbox-1", "items": [{ "envelope": {…}, "parts": ["base64url", …] }] }`. */
export function writeExport(items: readonly ExportedItem[]): Bytes {
  const listed = items.map(({ envelope, parts }) => ({
    envelope: JSON.parse(envelopeText(envelope)) as unknown,
    parts: parts.map(toBase64Url),
  }));
  return utf8(JSON.stringify({ format: EXPORT_FORMAT, items: listed }));
}

/**
 * Reads such a file; null when it is none. An item that is not whole stands as null in its place, so that one damaged
 * item does not cost the others.
 */
export function readExport(bytes: Bytes): readonly (ExportedItem | null)[] | null {
  try {
    const read = v.safeParse(File, JSON.parse(fromUtf8(bytes)));
    return read.success ? read.output.items.map(readItem) : null;
  } catch {
    return null;
  }
}

function readItem(item: { readonly envelope: unknown; readonly parts: readonly string[] }): ExportedItem | null {
  const read = parseEnvelope(item.envelope);
  if (!('envelope' in read)) return null;
  const parts = item.parts.flatMap((part) => fromBase64Url(part) ?? []);
  const whole =
    parts.length === read.envelope.parts.length &&
    parts.every((part, index) => part.length === read.envelope.parts[index]?.length);
  return whole ? { envelope: read.envelope, parts } : null;
}
