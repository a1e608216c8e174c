/** Of a bureau that is no demo: what `init` wrote as an example may not reach a printed board. */
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../../src/node/cli/publish/refusals.ts';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { check, codes, makeWorkspace, NOW, ONE } from './support.ts';

const OWN = {
  demo: false,
  name: '某县卫生健康局',
  nameEn: 'Health Bureau of Mou County',
  county: '某县',
  countyEn: 'Mou County',
  origin: 'https://yx.mou.gov.cn',
  phone: '0738-1234567',
  supervisor: '某县卫生计生监督所',
};

describe('examples that were left in bureau.json', () => {
  test('a bureau’s own name, address and telephone can be published', async () => {
    expect((await check(ONE, { bureau: OWN })).ok).toBe(true);
  });

  test.each([
    ['name', '示例县卫生健康局'],
    ['origin', 'https://yx.example.gov.cn'],
    ['origin', 'https://xinyong.example'],
    ['origin', 'http://localhost:8787'],
    ['phone', '0000-0000000'],
    ['phone', '待填'],
    ['supervisor', '示例县卫生健康局'],
  ])('%s “%s” stops the publication, and stays possible in a demo', async (key, value) => {
    expect((await check(ONE, { bureau: { ...OWN, [key]: value } })).ok).toBe(false);
    expect((await check(ONE, { bureau: { ...OWN, [key]: value, demo: true } })).ok).toBe(true);
  });

  test('publish says each, in words, and what to do', async () => {
    const dir = await makeWorkspace(ONE, { bureau: { demo: false } });
    const workspace = await loadWorkspace(dir, NOW);
    if (workspace.ok) throw new Error('not refused');
    let said = '';
    const io = { stdin: async () => '', out: () => undefined, now: () => NOW, cwd: dir, env: {} };
    const err = (text: string) => {
      said += text;
    };
    expect(refuse({ code: 'workspace', workspace }, false, '我的县', { ...io, err })).toBe(1);
    expect(said.match(/还是样例/g)).toHaveLength(4);
    expect(said).toContain('phone 还是样例（0000-0000000），会印在公示栏和每个网页上');
    expect(said).toContain('把 demo 改为 true');
  });

  test('a region code that is still the example is only pointed out: it stands on no board', async () => {
    const found = await check(ONE, { bureau: OWN });
    expect(codes(found)).toEqual(['config-placeholder']);
  });

  test.each([
    ['county', '示例县'],
    ['countyEn', 'Example County'],
    ['nameEn', 'Health Commission of the Example County'],
  ])('%s “%s”, which pages and addresses say, is pointed out too', async (key, value) => {
    const { problems, ok } = await check(ONE, { bureau: { ...OWN, regionCode: '419999', [key]: value } });
    expect([ok, problems.map(({ column }) => column)]).toEqual([true, [key]]);
  });
});
