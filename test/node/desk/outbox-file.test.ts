import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toBase64Url } from '../../../src/core/domain/bytes.ts';
import { OUTBOX_FILE_LIMIT, readOutboxFile } from '../../../src/node/desk/outbox-file.ts';
import { publicIntakeKeys } from '../../../src/node/publish/signing/intake-keys.ts';
import { jpeg, makeOffice } from './support.ts';

async function setting() {
  const office = await makeOffice();
  const { intake } = await publicIntakeKeys(join(office.dir, 'keys'), 'example', 0);
  const keys = new Set(intake.recipients.map(({ id }) => id));
  const sealed = await office.seal({}, [jpeg()]);
  const item = { envelope: sealed.envelope, parts: sealed.parts.map(toBase64Url) };
  const file = join(office.dir, 'stick.json');
  const read = async (value: unknown, bureau = 'example') => {
    await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
    return readOutboxFile(file, { bureau, keys });
  };
  const one = async (changed: object, bureau?: string) =>
    (await read({ format: 'yixinma-outbox-1', items: [{ ...item, ...changed }] }, bureau))[0];
  return { file, item, read, one, keys };
}

test('what a phone exports is read, and each fault concerns its own item alone', async () => {
  const { item, one, read } = await setting();
  expect(await one({})).toMatchObject({ ok: true, value: { envelope: item.envelope } });
  expect(await one({}, 'other-county')).toEqual({ ok: false, fault: 'wrong-bureau' });
  expect(await one({ envelope: { ...item.envelope, more: 1 } })).toEqual({ ok: false, fault: 'malformed' });
  expect(await one({ parts: [] })).toEqual({ ok: false, fault: 'altered-parts' });
  expect(await one({ parts: [...item.parts, ...item.parts] })).toEqual({ ok: false, fault: 'altered-parts' });
  expect(await one({ parts: [toBase64Url(new Uint8Array(item.envelope.parts[0]?.length ?? 0))] })).toEqual({
    ok: false,
    fault: 'altered-parts',
  });
  const recipients = item.envelope.recipients.map((recipient, i) => ({ ...recipient, key: String(i).repeat(16) }));
  const items = [{ ...item, envelope: { ...item.envelope, recipients } }, item];
  const both = await read({ format: 'yixinma-outbox-1', items });
  expect(both.map(({ ok }) => ok)).toEqual([false, true]);
  expect(both[0]).toEqual({ ok: false, fault: 'unknown-key' });
});

test.each([
  ['no JSON', 'PK\u0003\u0004'],
  ['another format', { format: 'yixinma-outbox-2', items: [] }],
  ['no items', { format: 'yixinma-outbox-1', items: [] }],
  ['an unknown field', { format: 'yixinma-outbox-1', items: [{ envelope: {}, parts: [], path: '../../keys' }] }],
  ['too many parts', { format: 'yixinma-outbox-1', items: [{ envelope: {}, parts: Array(25).fill('') }] }],
  ['too many items', { format: 'yixinma-outbox-1', items: Array(201).fill({ envelope: {}, parts: [] }) }],
])('attack: a file with %s is refused whole', async (_, value) => {
  const { read } = await setting();
  await expect(read(value)).rejects.toMatchObject({ code: 'not-an-outbox' });
});

test('attack: a file above the limit is not read into memory', async () => {
  const { file, keys } = await setting();
  await writeFile(file, '');
  await truncate(file, OUTBOX_FILE_LIMIT + 1);
  await expect(readOutboxFile(file, { bureau: 'example', keys })).rejects.toMatchObject({ code: 'too-large' });
});
