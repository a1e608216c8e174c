import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { envelopeDigest } from '../../../src/core/complaint/envelope.ts';
import { parseReceiptKeys, type ReceiptKeys } from '../../../src/core/complaint/keys.ts';
import { groupReceiptNumber, parseReceipt, verifyReceipt } from '../../../src/core/complaint/receipt.ts';
import { openDeskKeys } from '../../../src/node/desk/keys.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { publicIntakeKeys } from '../../../src/node/publish/signing/intake-keys.ts';
import { writeExport } from '../../../src/web/outbox/export.ts';
import { onSite, writeBuild, writeWorkspace } from '../../support/workspace.ts';
import { INSTITUTIONS, jpeg, makeOffice, type Office, PASSPHRASE, RECEIVED, TERMS } from '../desk/support.ts';

async function publish({ dir }: Office): Promise<ReceiptKeys> {
  await writeBuild(join(dir, 'dist'));
  const sheets = { 机构: INSTITUTIONS, 评定: onSite('A1', '93.5') };
  await writeWorkspace(dir, sheets, { intake: 'online', intakeTerms: TERMS });
  const order = { dir, year: 2026, stage: 'final', now: RECEIVED, passphrase: PASSPHRASE } as const;
  const done = await publishRelease({ ...order, dist: join(dir, 'dist') });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  const { receipts } = await publicIntakeKeys(join(dir, 'keys'), 'example', 16);
  const read = parseReceiptKeys(JSON.stringify(receipts));
  if (read === null) throw new Error('no receipt keys');
  return read;
}

test('what a phone exported crosses on a stick: receipts that phones accept, the same when it comes again, and after a key change', async () => {
  const office = await makeOffice();
  const receiptKeys = await publish(office);
  const [one, two, foreign] = [await office.seal({}, [jpeg()]), await office.seal(), await office.seal()];
  const altered = { ...foreign, envelope: { ...foreign.envelope, bureau: 'other-county' } };
  await writeFile(join(office.dir, 'stick.json'), writeExport([one, altered, two]));
  // Not published yet: a receipt signed with it would be refused by every phone.
  expect(await office.run(['submissions', 'rotate-key', '.', 'receipt'])).toBe(0);
  expect(await office.run(['submissions', 'import', '.', 'stick.json', '--json'])).toBe(1);
  const [{ taken }] = JSON.parse(office.said.out);
  expect(taken.map(({ kind }: { kind: string }) => kind)).toEqual(['new', 'refused', 'new']);
  expect(taken[1].why).toBe('wrong-bureau');
  for (const [sealed, index] of [
    [one, 0],
    [two, 2],
  ] as const) {
    const receipt = parseReceipt(taken[index].receipt);
    const expected = { id: sealed.envelope.id, digest: await envelopeDigest(sealed.envelope) };
    expect(receipt && (await verifyReceipt(receipt, expected, receiptKeys))).toBe(true);
  }
  const later = new Date('2026-03-09T02:00:00Z');
  await writeFile(join(office.dir, 'again.json'), writeExport([one, two]));
  expect(await office.run(['submissions', 'import', '.', 'again.json', '--json'], later)).toBe(0);
  const again = JSON.parse(office.said.out)[0].taken;
  expect(again).toEqual([taken[0], taken[2]].map(({ receipt }) => ({ kind: 'known', receipt })));
  expect(await office.run(['submissions', 'import', '.', 'again.json'], later)).toBe(0);
  expect(office.said.out).toContain(groupReceiptNumber(taken[0].receipt.number));
  expect(await office.run(['submissions', 'open', '.', taken[0].receipt.number])).toBe(0);
  expect(office.said.out).toContain('photo-1.jpg：正常');
});

test('before anything is published nothing is taken in, and no file is no wrong usage', async () => {
  const office = await makeOffice();
  await writeFile(join(office.dir, 'stick.json'), writeExport([await office.seal()]));
  expect(await office.run(['submissions', 'import', '.', 'stick.json'])).toBe(1);
  expect(office.said.err).toContain('请先公布');
  expect(await office.run(['submissions', 'import', '.'])).toBe(2);
});

test('a new desk key is named, and the clerk is told to publish and to keep the old one', async () => {
  const office = await makeOffice();
  const [before] = await openDeskKeys(join(office.dir, 'keys'), PASSPHRASE, 'desk');
  expect(await office.run(['submissions', 'rotate-key', '.', 'desk'])).toBe(0);
  const keys = await openDeskKeys(join(office.dir, 'keys'), PASSPHRASE, 'desk');
  expect(keys.map(({ id }) => id)).toEqual([expect.any(String), before?.id]);
  expect(office.said.out).toContain(keys[0]?.id);
  expect(office.said.out).toMatch(/yixinma publish[\s\S]*旧的 desk 密钥文件留到/);
  expect(await office.run(['submissions', 'rotate-key', '.', 'root'])).toBe(2);
});

test('retention deletes what ended long ago, says what, and leaves number and steps', async () => {
  const office = await makeOffice();
  const [ended, open] = await office.receiveAll([{}, {}]);
  if (!ended || !open) throw new Error('nothing received');
  const refuse = [
    'submissions',
    'decide',
    '.',
    ended.number,
    '--state',
    'refused',
    '--answer',
    '不属于本局',
    '--by',
    '王办',
  ];
  await office.run(refuse, RECEIVED);
  const days = (count: number) => new Date(RECEIVED.getTime() + count * 86_400_000);
  await office.run(['submissions', 'retain', '.', '--json'], days(180));
  expect(JSON.parse(office.said.out)).toMatchObject({ submissions: 0, days: { closed: 180 } });
  expect(await office.run(['submissions', 'retain', '.'], days(181))).toBe(0);
  expect(office.said.out).toContain('已删除1件的内容');
  expect(await office.run(['submissions', 'open', '.', ended.number], days(181))).toBe(1);
  expect(office.said.err).toContain('内容已删除');
  expect(await office.run(['submissions', 'open', '.', open.number], days(181))).toBe(0);
  await office.run(['submissions', 'list', '.', '--state', 'refused'], days(181));
  expect(office.said.out).toContain('内容已删除 deleted');
});
