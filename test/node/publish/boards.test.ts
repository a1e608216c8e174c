import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { canonicalJson, type Json } from '../../../src/core/snapshot/canonical.ts';
import { commitmentOf, type Opening } from '../../../src/core/snapshot/opening.ts';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { boardsCommand } from '../../../src/node/cli/boards.ts';
import { type BoardSource, makeBoards, pageOpenings } from '../../../src/node/publish/boards.ts';
import { renderPrintBatch, renderPrintDocument } from '../../../src/web/page/print/document.tsx';
import { association, CNMIA, samples } from '../../web/page/sample-policies.ts';
import { bureau, clinic, people, wugang } from '../../web/print/sample.ts';

const renderer = { renderPrintBatch, renderPrintDocument };
const NOW = new Date('2026-11-22T04:00:00Z');
const ORDER = { kind: 'board', paper: 'a3', town: null, printedOn: isoDate('2026-11-22') } as const;
const codes = [1, 2, 3].map((n) => codeFromBytes(new Uint8Array(9).fill(n)));

const staff: Opening = { salt: 'AAAAAAAAAAAAAAAAAAAAAA', body: { type: 'staff', members: people(9) } };
let source: BoardSource;

beforeAll(async () => {
  const sealed = [await commitmentOf(staff)];
  const records = codes.map((code, i): InstitutionRecord => ({ ...clinic, code, sealed, name: `第${i}诊所` }));
  const [first, second, third] = records;
  if (!first || !second || !third) throw new Error('three records');
  const closed = { status: 'withdrawn', cause: 'closed', on: isoDate('2026-05-01') } as const;
  source = {
    bureau,
    terms: wugang,
    release: { version: 3, time: '2026-01-15T02:00:00Z' },
    fingerprint: 'ab'.repeat(32),
    records: [first, { ...second, town: '白云/乡' }, { ...third, outcome: closed }],
    openings: new Map(codes.map((code) => [code, [staff]])),
  };
});

const page = (record: InstitutionRecord, openings: readonly Opening[]) =>
  `<script id="proof" type="application/json">${canonicalJson({ v: 1, record, openings } as unknown as Json)}</script>`;

function world(from = source) {
  const said: string[] = [];
  const command = boardsCommand({
    loadSource: async () => ({ source: from, claimKeys: [] }),
    loadRenderer: async () => renderer,
  });
  const run = async (cwd: string, ...args: string[]) =>
    command.run(args, {
      stdin: async () => '',
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      now: () => NOW,
      cwd,
      env: {},
    });
  return { run, said };
}

describe('a batch of boards', () => {
  it('has a document for each institution and one for each town, with the full staff list and no mark of haste', () => {
    const { files, printed, towns, refused } = makeBoards(source, renderer, ORDER, null);
    expect([...files.keys()].sort()).toEqual(
      [`${codes[0]}.html`, `${codes[1]}.html`, 'town-白云_乡.html', 'town-青石镇.html'].sort(),
    );
    expect({ printed, towns }).toEqual({ printed: 2, towns: ['青石镇', '白云/乡'] });
    const html = files.get(`${codes[0]}.html`) ?? '';
    for (const person of people(9)) expect(html).toContain(person.name);
    expect(html).not.toContain('临时张贴');
    expect(html).toContain('ABAB ABAB ABAB ABAB');
    expect(refused).toEqual([{ name: '第2诊所', code: codes[2], why: 'not-operating' }]);
  });

  it('keeps institutions whose town is missing together under a name that says so', () => {
    const records = source.records.slice(0, 1).map((record) => ({ ...record, town: '' }));
    const { files } = makeBoards({ ...source, records }, renderer, ORDER, null);
    expect([...files.keys()]).toContain('town-未填乡镇.html');
  });

  it('of one town holds that town only', () => {
    const { files } = makeBoards(source, renderer, { ...ORDER, town: '青石镇' }, null);
    expect([...files.keys()]).toEqual([`${codes[0]}.html`, 'town-青石镇.html']);
  });
});

describe('staff lists taken from pages', () => {
  it('count only when the page holds the signed record and every opening belongs to it', async () => {
    const site = await mkdtemp(join(tmpdir(), 'boards-'));
    await mkdir(join(site, 'i'));
    const [first, second, third] = source.records;
    if (!first || !second || !third) throw new Error('three records');
    const stranger: Opening = { ...staff, body: { type: 'staff', members: people(2) } };
    await writeFile(join(site, 'i', `${first.code}.html`), page(first, [staff]));
    await writeFile(join(site, 'i', `${second.code}.html`), page(second, [stranger]));
    await writeFile(join(site, 'i', `${third.code}.html`), page({ ...third, name: '别的' }, [staff]));
    const { openings, altered } = await pageOpenings(site, source.records);
    expect([...openings.keys()]).toEqual([first.code]);
    expect(altered).toEqual([second.code, third.code]);
  });
});

describe('yixinma boards', () => {
  it('writes into DIR/boards/a3, clears sheets of older releases there and leaves other files alone', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'boards-'));
    await mkdir(join(cwd, 'boards/a3'), { recursive: true });
    await writeFile(join(cwd, 'boards/a3/0000000000.html'), 'old');
    await writeFile(join(cwd, 'boards/a3/notes.txt'), 'mine');
    const { run, said } = world();
    expect(await run(cwd, '.')).toBe(0);
    expect((await readdir(join(cwd, 'boards/a3'))).sort()).toEqual(
      [`${codes[0]}.html`, `${codes[1]}.html`, 'notes.txt', 'town-白云_乡.html', 'town-青石镇.html'].sort(),
    );
    expect(said.join('')).toContain('未打印 第2诊所');
  });

  it('writes stickers of one town where told', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'boards-'));
    expect(await world().run(cwd, '.', '--stickers', '--town', '青石镇', '--out', 'print')).toBe(0);
    expect((await readdir(join(cwd, 'print/stickers'))).sort()).toEqual(
      [`${codes[0]}.html`, 'town-青石镇.html'].sort(),
    );
  });

  it('names the towns there are when the one asked for is not', async () => {
    const { run, said } = world();
    expect(await run('/', '.', '--town', '无此镇')).toBe(1);
    expect(said.join('')).toContain('可选：青石镇、白云/乡');
  });

  it('takes away what an older batch held of an institution that is refused now, of one town too', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'boards-'));
    await mkdir(join(cwd, 'boards/a3'), { recursive: true });
    const closed = { status: 'withdrawn', cause: 'other', on: isoDate('2026-05-01') } as const;
    const records = source.records.map((record) => ({ ...record, town: '青石镇', outcome: closed }));
    for (const name of [`${codes[0]}.html`, 'town-青石镇.html', 'town-白云_乡.html']) {
      await writeFile(join(cwd, 'boards/a3', name), 'old');
    }
    const { run, said } = world({ ...source, records });
    expect(await run(cwd, '.', '--town', '青石镇')).toBe(1);
    expect(await readdir(join(cwd, 'boards/a3'))).toEqual(['town-白云_乡.html']);
    expect(said.join('')).toContain(`未打印 第0诊所（${codes[0]}）：${wugang.board.withdrawn.zh}`);
  });

  it('of an association prints the rated alone, and says of all others why not', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'boards-'));
    const held = [samples.rated, samples['rated-extended'], samples['rated-void'], samples['rating-removed']];
    const records = [...held, samples.unrated, samples.unissued].map(({ record }, i) => ({
      ...record,
      name: `第${i}机构`,
      code: codeFromBytes(new Uint8Array(9).fill(i + 1)),
    }));
    for (const [kind, folder] of [
      [[], 'a3'],
      [['--stickers'], 'stickers'],
    ] as const) {
      const { run, said } = world({ ...source, bureau: association, terms: CNMIA, records, openings: new Map() });
      expect(await run(cwd, '.', '--no-claims', ...kind)).toBe(0);
      const files = await readdir(join(cwd, 'boards', folder));
      expect(files.filter((name) => !name.startsWith('town-')).sort()).toEqual(
        records.slice(0, 2).map(({ code }) => `${code}.html`),
      );
      const town = await readFile(join(cwd, 'boards', folder, `town-${records[0]?.town}.html`), 'utf8');
      expect(town.match(/<article/g)).toHaveLength(2);
      const why = said
        .join('')
        .match(/未打印 .*?(?=\n)/g)
        ?.map((line) => line.replace(/（\w+）/, ''));
      expect(why?.map((line) => line.split(' / ')[0])).toEqual([
        '未打印 第2机构：证书已过有效期，作废，证书和铭牌不得继续使用',
        '未打印 第3机构：协会已摘牌，证书和铭牌不再使用，不能打印。',
        '未打印 第4机构：目前没有有效的协会信用评价',
        '未打印 第5机构：目前没有有效的协会信用评价',
      ]);
    }
  });

  it('refuses a paper it does not know', async () => {
    expect(await world().run('/', '.', '--paper', 'a2')).toBe(2);
  });
});
