import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ask, Io } from '../../../src/node/cli/command.ts';
import { askKeyPassphrase, askPassphrase } from '../../../src/node/cli/passphrase.ts';
import { confirmed } from '../../../src/node/cli/publish/confirm.ts';
import { createKeys } from '../../../src/node/publish/signing/keys.ts';
import { NOW, PASSPHRASE } from '../../support/workspace.ts';
import { temporaryFolder } from '../publish/workspace/support.ts';

/** A terminal at which these lines are typed, one a question; none: nobody sits there. */
function world(cwd: string, typed?: readonly string[], env: Record<string, string> = {}) {
  const [said, lines] = [{ err: '', asked: 0 }, [...(typed ?? [])]];
  const ask: Ask = async () => {
    said.asked++;
    const line = lines.shift();
    if (line === undefined) throw new Error('asked once too often');
    return line;
  };
  const io: Io = {
    stdin: async () => '',
    out: () => undefined,
    err: (text) => {
      said.err += text;
    },
    ...(typed && { ask }),
    now: () => NOW,
    cwd,
    env,
  };
  return { io, said };
}

const COST = { N: 2 ** 14, r: 8, p: 1 };
let base: string;
let keys: string;
beforeEach(async () => {
  base = await temporaryFolder();
  keys = join(base, 'keys');
  await writeFile(join(base, 'pass'), `${PASSPHRASE}\n`);
});

describe('the passphrase', () => {
  test('that was mistyped can be typed again, and the third time is the last', async () => {
    await createKeys(keys, PASSPHRASE, COST);
    const { io, said } = world(base, ['a slip of the finger', 'another slip of it', PASSPHRASE]);
    expect(await askPassphrase({ file: undefined, keys }, io)).toBe(PASSPHRASE);
    expect(said.err).toBe(
      '口令不对。还可以试2次。/ Wrong passphrase. Tries left: 2.\n口令不对。还可以试1次。/ Wrong passphrase. Tries left: 1.\n',
    );
    const { io: other, said: told } = world(base, ['one', 'two', 'three', PASSPHRASE]);
    await expect(askPassphrase({ file: undefined, keys }, other)).rejects.toThrow('已试3次，没有继续');
    expect(told.asked).toBe(3);
  });

  test('is accepted beside a key file that is another’s or damaged, and where no key is at hand', async () => {
    await createKeys(keys, PASSPHRASE, COST);
    await writeFile(join(keys, 'a.key.json'), '{}');
    const { io } = world(base, [PASSPHRASE]);
    expect(await askPassphrase({ file: undefined, keys }, io)).toBe(PASSPHRASE);
    await mkdir(join(base, 'none'));
    const { io: other } = world(base, ['whatever it may be']);
    expect(await askPassphrase({ file: undefined, keys: join(base, 'none') }, other)).toBe('whatever it may be');
  });

  test('of new keys is typed twice the same and long enough, each slip being one of three tries', async () => {
    const { io, said } = world(base, [
      'short',
      'long enough now',
      'not the same one',
      'long enough now',
      'long enough now',
    ]);
    expect(await askPassphrase({ file: undefined, keys, fresh: true }, io)).toBe('long enough now');
    expect(said.err).toContain('口令至少12个字符。还可以试2次。');
    expect(said.err).toContain('两次输入不一致。还可以试1次。');
  });

  test('from a file is tried once, and asked of nobody', async () => {
    await createKeys(keys, PASSPHRASE, COST);
    const { io, said } = world(base, []);
    expect(await askPassphrase({ file: 'pass', keys }, io)).toBe(PASSPHRASE);
    expect(said.asked).toBe(0);
    await expect(askPassphrase({ file: undefined, keys }, world(base).io)).rejects.toThrow('--passphrase-file');
  });

  test('is measured where keys are sealed with it, and not where it opens some', async () => {
    await writeFile(join(base, 'short'), 'short\n');
    const order = { file: 'short', keys };
    await expect(askPassphrase({ ...order, fresh: true }, world(base).io)).rejects.toThrow('口令至少12个字符');
    await createKeys(keys, PASSPHRASE, COST);
    // What is wrong with it is said by the key that it does not open.
    expect(await askPassphrase(order, world(base).io)).toBe('short');
    const [name, key] = ['root-1', join(keys, 'root-1.key.json')];
    expect(await askKeyPassphrase({ file: 'short', name, key }, world(base).io)).toBe('short');
    await expect(askKeyPassphrase({ file: 'short', name, key: null }, world(base).io)).rejects.toThrow('至少12个字符');
  });
});

describe('warnings of the review', () => {
  const file = { file: 'pass', yes: false };

  test('are answered by the passphrase that is typed below them, or by --yes; none asks nothing', async () => {
    for (const [warnings, given] of [
      [3, { file: undefined, yes: false }],
      [3, { file: 'pass', yes: true }],
      [0, file],
    ] as const) {
      const { io, said } = world(base, []);
      expect(await confirmed(warnings, given, io)).toBe(true);
      expect(said.asked).toBe(0);
    }
  });

  test.each([
    ['是', true],
    ['YES', true],
    ['', false],
    ['不', false],
  ])('with a passphrase file, “%s” at the terminal: %s', async (typed, goes) => {
    const { io, said } = world(base, [typed]);
    expect(await confirmed(1, file, io)).toBe(goes);
    expect(said.err.includes('没有签名')).toBe(!goes);
  });

  test('attack: a script with the passphrase in a file, named or in the environment, signs past no warning', async () => {
    for (const { io, said } of [world(base), world(base, undefined, { YIXINMA_PASSPHRASE_FILE: 'pass' })]) {
      expect(await confirmed(2, { file: io.env.YIXINMA_PASSPHRASE_FILE ? undefined : 'pass', yes: false }, io)).toBe(
        false,
      );
      expect(said.err).toContain('审核单里有2处⚠');
      expect(said.err).toContain('--yes');
    }
  });
});
