/**
 * The sealed file that a phone exports when nothing can be sent (`yixinma-outbox-1`): it crosses the gap between networks
 * on a stick. It comes from anybody, so it is read like a request: limited, strict, every item for itself.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { type Envelope, envelopeDigest, parseEnvelope } from '../../core/complaint/envelope.ts';
import { LIMITS } from '../../core/complaint/limits.ts';
import { type Bytes, fromBase64Url } from '../../core/domain/bytes.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import { DeskFault } from './fault.ts';

/** A phone holds few items; a file of a hundred with all their photos is larger than this. */
export const OUTBOX_FILE_LIMIT = 256 * 1024 * 1024;
const MOST_ITEMS = 200;

const Outbox = v.strictObject({
  format: v.literal('yixinma-outbox-1'),
  items: v.pipe(
    v.array(v.strictObject({ envelope: v.unknown(), parts: v.pipe(v.array(v.string()), v.maxLength(LIMITS.parts)) })),
    v.minLength(1),
    v.maxLength(MOST_ITEMS),
  ),
});

/** `malformed`: not an envelope. `altered-parts`: its photos are not those that the envelope lists. */
export type ItemFault = 'malformed' | 'wrong-bureau' | 'unknown-key' | 'altered-parts';

export interface OutboxItem {
  readonly envelope: Envelope;
  readonly digest: string;
  readonly parts: readonly Bytes[];
}

/** Whose submissions are taken: the bureau, and the ids of all keys that it ever published. */
export interface Addressee {
  readonly bureau: string;
  readonly keys: ReadonlySet<string>;
}

/** Throws DeskFault `too-large`, `not-an-outbox`. The items come in the order of the file. */
export async function readOutboxFile(
  file: string,
  addressee: Addressee,
): Promise<readonly Result<OutboxItem, ItemFault>[]> {
  const read = v.safeParse(Outbox, parseJson(await readLimited(file)));
  if (!read.success) {
    throw new DeskFault(
      'not-an-outbox',
      `${file}不是手机导出的待送文件。请让提交人重新导出。`,
      `${file} is not a file that a phone exported: ask for it to be exported again.`,
    );
  }
  const items: Result<OutboxItem, ItemFault>[] = [];
  for (const item of read.output.items) items.push(await readItem(item, addressee));
  return items;
}

async function readItem(
  item: { readonly envelope: unknown; readonly parts: readonly string[] },
  addressee: Addressee,
): Promise<Result<OutboxItem, ItemFault>> {
  const parsed = parseEnvelope(item.envelope);
  if (!('envelope' in parsed)) return fail('malformed');
  const { envelope } = parsed;
  if (envelope.bureau !== addressee.bureau) return fail('wrong-bureau');
  if (!envelope.recipients.every(({ key }) => addressee.keys.has(key))) return fail('unknown-key');
  const parts = item.parts.map((part) => fromBase64Url(part) ?? new Uint8Array(0));
  const genuine = envelope.parts.every(({ sha256, length }, index) => {
    const bytes = parts[index];
    return bytes?.length === length && createHash('sha256').update(bytes).digest('hex') === sha256;
  });
  if (!genuine || parts.length !== envelope.parts.length) return fail('altered-parts');
  return ok({ envelope, digest: await envelopeDigest(envelope), parts });
}

/** Reads no more than the limit, whatever the size was a moment ago. */
async function readLimited(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => {
    throw new DeskFault(
      'not-an-outbox',
      `读不到${file}。请核对路径和权限。`,
      `${file} cannot be read: check the path and its permissions.`,
    );
  });
  try {
    const { size } = await handle.stat();
    if (size > OUTBOX_FILE_LIMIT) {
      throw new DeskFault(
        'too-large',
        `${file}超过${OUTBOX_FILE_LIMIT / 1024 / 1024}MB，没有读取。请分几次导出。`,
        `${file} has more than ${OUTBOX_FILE_LIMIT / 1024 / 1024} MB and was not read: export in several files.`,
      );
    }
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
