import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import {
  countGrades,
  type DrawEntry,
  type DrawFile,
  type DrawRound,
  drawCommitment,
  drawFaults,
  drawFrom,
  listText,
  parseDrawFile,
  type RevealedDraw,
  sortedList,
} from '../../../src/core/snapshot/draw.ts';
import { commitmentCommand, drawCommand, listFileName, listFileText } from '../../../src/core/snapshot/draw-command.ts';
import { openssl } from '../../support/openssl.ts';

const SHARES = { A: 5, B: 20, C: 50, D: 100, E: 100 };
const SEED = '00112233445566778899aabbccddeeff';
const LIST = sortedList(
  Array.from({ length: 200 }, (_, n): DrawEntry => [`${(n * 7919) % 10_007}K`, 'AABBBCDE'.charAt(n % 8)]),
);
type Revealed = DrawRound & { readonly revealed: RevealedDraw };

let round: Revealed;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yixinma-draw-'));
  round = {
    n: 3,
    committedOn: isoDate('2026-02-01'),
    commitment: await drawCommitment(SEED, LIST),
    shares: SHARES,
    of: countGrades(LIST, SHARES),
    revealed: { on: isoDate('2026-03-01'), seed: SEED, list: LIST, drawn: await drawFrom(SEED, LIST, SHARES) },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the commitment', () => {
  it('is SHA-256 over the seed and the 32 bytes of the list’s digest, as openssl computes it', async () => {
    const digest = openssl(['dgst', '-sha256', '-binary'], listText(LIST));
    const whole = openssl(['dgst', '-sha256', '-binary'], Buffer.concat([Buffer.from(SEED), digest]));
    expect(digest).toHaveLength(32);
    expect(await drawCommitment(SEED, LIST)).toBe(whole.toString('hex'));
  });

  it('stands on a list in one spelling: by id, no blanks, no newline', () => {
    const list = sortedList([
      ['B2', 'A'],
      ['A10', 'E'],
      ['A1', 'B'],
    ]);
    expect(listText(list)).toBe('[["A1","B"],["A10","E"],["B2","A"]]');
  });

  it('is another for another seed, another grade, another institution', async () => {
    const [first, ...rest] = LIST;
    const other: DrawEntry[] = [[first?.[0] ?? '', 'E'], ...rest];
    const all = await Promise.all([
      drawCommitment(SEED, LIST),
      drawCommitment(`${SEED}0`, LIST),
      drawCommitment(SEED, other),
      drawCommitment(SEED, rest),
    ]);
    expect(new Set(all).size).toBe(4);
  });
});

describe('a revealed round, drawn again', () => {
  it('fits', async () => {
    expect(await drawFaults(round)).toEqual([]);
    expect(await drawFaults({ ...round, revealed: null })).toEqual([]);
  });

  const altered: readonly (readonly [string, (whole: Revealed) => Partial<DrawRound>, readonly string[]])[] = [
    [
      'another seed, with the draw that it gives',
      ({ revealed }) => ({ revealed: { ...revealed, seed: `${SEED}0` } }),
      ['commitment', 'drawn'],
    ],
    [
      'somebody left out of those drawn',
      ({ revealed }) => ({ revealed: { ...revealed, drawn: revealed.drawn.slice(1) } }),
      ['drawn'],
    ],
    [
      'those drawn in another order',
      ({ revealed }) => ({ revealed: { ...revealed, drawn: [...revealed.drawn].reverse() } }),
      ['drawn'],
    ],
    [
      'somebody taken off the list who was not drawn',
      ({ revealed }) => {
        const gone = revealed.list.find(([id, grade]) => grade === 'B' && !revealed.drawn.includes(id));
        return { revealed: { ...revealed, list: revealed.list.filter((entry) => entry !== gone) } };
      },
      ['commitment', 'counts'],
    ],
    ['other counts', ({ of }) => ({ of: { ...of, A: 51 } }), ['counts']],
    ['another share', () => ({ shares: { ...SHARES, B: 30 } }), ['drawn']],
    ['another commitment', () => ({ commitment: 'ab'.repeat(32) }), ['commitment']],
    [
      'a list out of order',
      ({ revealed }) => ({ revealed: { ...revealed, list: [...revealed.list].reverse() } }),
      ['list'],
    ],
    [
      'an institution twice',
      ({ revealed }) => ({ revealed: { ...revealed, list: [...revealed.list.slice(0, 1), ...revealed.list] } }),
      ['list'],
    ],
    [
      'a grade without a share',
      ({ revealed }) => ({ revealed: { ...revealed, list: [...revealed.list, ['ZZ', 'F']] } }),
      ['list'],
    ],
  ];
  it.each(altered)('tells of %s', async (_, alter, faults) => {
    expect(await drawFaults({ ...round, ...alter(round) })).toEqual(faults);
  });
});

describe('draw.json', () => {
  const sealed = (): DrawRound => ({ ...round, n: 4, revealed: null });
  const file = (): DrawFile => ({ v: 1, rounds: [round, sealed()] });
  const read = (value: unknown) => parseDrawFile(utf8(JSON.stringify(value)));

  it('is read as it was written', () => {
    expect(read(file())).toEqual(file());
    expect(read({ v: 1, rounds: [] })).toEqual({ v: 1, rounds: [] });
  });

  const wrong: readonly (readonly [string, (whole: Revealed) => unknown])[] = [
    ['another version', (one) => ({ v: 2, rounds: [one] })],
    ['no rounds', () => ({ v: 1 })],
    ['rounds out of order', (one) => ({ v: 1, rounds: [{ ...one, n: 4 }, one] })],
    ['a number twice', (one) => ({ v: 1, rounds: [one, one] })],
    ['round 0', (one) => ({ v: 1, rounds: [{ ...one, n: 0 }] })],
    ['a commitment in capitals', (one) => ({ v: 1, rounds: [{ ...one, commitment: 'AB'.repeat(32) }] })],
    ['no such day', (one) => ({ v: 1, rounds: [{ ...one, committedOn: '2026-02-30' }] })],
    ['a share above the whole', (one) => ({ v: 1, rounds: [{ ...one, shares: { A: 101 } }] })],
    ['half a count', (one) => ({ v: 1, rounds: [{ ...one, of: { A: 1.5 } }] })],
    ['an empty seed', (one) => ({ v: 1, rounds: [{ ...one, revealed: { ...one.revealed, seed: '' } }] })],
    ['nothing said of the reveal', ({ revealed: _, ...one }) => ({ v: 1, rounds: [one] })],
    [
      'an entry of three',
      (one) => ({ v: 1, rounds: [{ ...one, revealed: { ...one.revealed, list: [['a', 'A', 'B']] } }] }),
    ],
    ['a drawn number', (one) => ({ v: 1, rounds: [{ ...one, revealed: { ...one.revealed, drawn: [1] } }] })],
  ];
  it.each(wrong)('is not read with %s', (_, make) => {
    expect(read(make(round))).toBeNull();
  });

  it('is not read where it is no JSON, or no UTF-8', () => {
    expect(parseDrawFile(utf8('{'))).toBeNull();
    expect(parseDrawFile(Uint8Array.of(0xff))).toBeNull();
  });
});

describe('the commands for openssl', () => {
  const run = (command: string) => {
    const { error, status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder });
    expect([error, status, stderr.toString()]).toEqual([undefined, 0, '']);
    return stdout.toString();
  };

  it.each([
    ['hex', SEED],
    ['any text', `it's $HOME; "阳山"`],
  ])('print the commitment and those drawn, with a seed that is %s', async (_, seed) => {
    const revealed = { ...round.revealed, seed };
    const drawn = await drawFrom(seed, LIST, SHARES);
    const gradeOf = new Map(LIST);
    await writeFile(join(folder, listFileName(3)), listFileText(revealed));
    expect(run(commitmentCommand(3, revealed))).toContain(await drawCommitment(seed, LIST));
    expect(run(drawCommand(round, revealed))).toBe(drawn.map((id) => `${gradeOf.get(id)} ${id}\n`).join(''));
  });
});
