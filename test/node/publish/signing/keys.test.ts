import { chmod, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../src/core/domain/bytes.ts';
import { createKeys, keysAreMade, loadOnlineSigner, loadSigners } from '../../../../src/node/publish/signing/keys.ts';

const CHEAP = { N: 2 ** 14, r: 8, p: 1 };
const PASSPHRASE = '县卫健局 2026 年度';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

function ids(signers: readonly { keyid: string }[]): string[] {
  return signers.map(({ keyid }) => keyid);
}

describe('the keys of a bureau', () => {
  it('are made once: three for root, two for targets, one online; loading them gives the same', async () => {
    const made = await createKeys(directory, PASSPHRASE, CHEAP);
    expect((await readdir(directory)).sort()).toEqual([
      'online.pem',
      'root-1.key.json',
      'root-2.key.json',
      'root-3.key.json',
      'targets-1.key.json',
      'targets-2.key.json',
    ]);
    const loaded = await loadSigners(directory, PASSPHRASE);
    expect([ids(loaded.root), ids(loaded.targets), loaded.online.keyid]).toEqual([
      ids(made.root),
      ids(made.targets),
      made.online.keyid,
    ]);
    expect(new Set([...ids(made.root), ...ids(made.targets), made.online.keyid]).size).toBe(6);
  });

  it('are never overwritten', async () => {
    await createKeys(directory, PASSPHRASE, CHEAP);
    const before = await readFile(join(directory, 'root-1.key.json'), 'utf8');
    await expect(createKeys(directory, PASSPHRASE, CHEAP)).rejects.toMatchObject({ code: 'keys-exist' });
    expect(await readFile(join(directory, 'root-1.key.json'), 'utf8')).toBe(before);
  });

  it('are made anew, under another passphrase too, where the run that made them was killed', async () => {
    const FILES = ['root-1.key.json', 'root-2.key.json', 'root-3.key.json', 'targets-1.key.json', 'targets-2.key.json'];
    await createKeys(directory, 'the passphrase of the run that was killed', CHEAP);
    for (const left of [[], FILES.slice(0, 1), FILES, [...FILES, 'online.pem']]) {
      for (const name of await readdir(directory)) if (!left.includes(name)) await unlink(join(directory, name));
      await writeFile(join(directory, 'being-made'), '');
      await writeFile(join(directory, 'targets-1.key.json.next'), '{"half of');
      expect(keysAreMade(directory)).toBe(false);
      const made = await createKeys(directory, PASSPHRASE, CHEAP);
      expect(keysAreMade(directory)).toBe(true);
      expect((await readdir(directory)).sort()).toEqual(['online.pem', ...FILES]);
      const loaded = await loadSigners(directory, PASSPHRASE);
      expect([ids(loaded.root), loaded.online.keyid]).toEqual([ids(made.root), made.online.keyid]);
    }
  });

  it('open only with their passphrase, which may be typed in another Unicode form', async () => {
    await createKeys(directory, 'Ünïcode ２０２６', CHEAP);
    await expect(loadSigners(directory, 'wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(loadSigners(directory, '')).rejects.toThrow(/root-1\.key\.json/);
    expect((await loadSigners(directory, 'Ünïcode 2026'.normalize('NFD'))).root).toHaveLength(3);
  });

  it('hold no secret in the clear, and only their owner can read them', async () => {
    const { root } = await createKeys(directory, PASSPHRASE, CHEAP);
    for (const name of await readdir(directory)) {
      expect((await stat(join(directory, name))).mode & 0o777, name).toBe(0o600);
      if (name !== 'online.pem') expect(await readFile(join(directory, name), 'utf8')).not.toContain('PRIVATE');
    }
    expect(root).toHaveLength(3);
  });

  it('altered in any field of the file are refused, and the file is named', async () => {
    await createKeys(directory, PASSPHRASE, CHEAP);
    const file = join(directory, 'targets-1.key.json');
    const honest = JSON.parse(await readFile(file, 'utf8'));
    const other = JSON.parse(await readFile(join(directory, 'targets-2.key.json'), 'utf8'));
    const edits = [
      { ...honest, public: other.public },
      { ...honest, name: 'root-1' },
      { ...honest, kdf: { ...honest.kdf, N: 2 ** 15 } },
      { ...honest, cipher: other.cipher },
      { ...honest, cipher: { ...honest.cipher, tag: honest.cipher.tag.slice(0, 8) } },
    ];
    for (const edit of edits) {
      await writeFile(file, JSON.stringify(edit));
      await expect(loadSigners(directory, PASSPHRASE)).rejects.toThrow(/targets-1\.key\.json/);
    }
    for (const text of ['', '{}', JSON.stringify({ ...honest, kdf: { ...honest.kdf, N: 2 ** 30 } })]) {
      await writeFile(file, text);
      await expect(loadSigners(directory, PASSPHRASE)).rejects.toMatchObject({ code: 'bad-key-file' });
    }
  });

  it('that are elsewhere with their holders are not missed until they are needed', async () => {
    await createKeys(directory, PASSPHRASE, CHEAP);
    for (const name of ['root-1', 'root-2', 'root-3']) await unlink(join(directory, `${name}.key.json`));
    const signers = await loadSigners(directory, PASSPHRASE);
    expect([signers.root.length, signers.targets.length]).toEqual([0, 2]);
  });

  it('the online key loads alone, without a passphrase, and says what to do when it is not there', async () => {
    const { online } = await createKeys(directory, PASSPHRASE, CHEAP);
    const alone = await loadOnlineSigner(directory);
    expect(alone.keyid).toBe(online.keyid);
    expect(alone.sign(utf8('x'))).toMatch(/^30[0-9a-f]+$/);
    await chmod(join(directory, 'online.pem'), 0o600);
    await writeFile(join(directory, 'online.pem'), 'no key');
    await expect(loadOnlineSigner(directory)).rejects.toMatchObject({ code: 'bad-key-file' });
    await unlink(join(directory, 'online.pem'));
    await expect(loadOnlineSigner(directory)).rejects.toMatchObject({ code: 'no-keys' });
    await expect(loadSigners(join(directory, 'nowhere'), PASSPHRASE)).rejects.toMatchObject({ code: 'no-keys' });
  });
});
