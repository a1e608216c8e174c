// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { codeFromBytes, groupCode } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import type { InstitutionRecord } from '../../../../src/core/snapshot/record.ts';
import { graded, penaltyOpening, record } from '../../../support/records.ts';
import { accessibleText } from '../../page/reading.ts';
import { openApp } from '../open-app.tsx';
import { Origin, publish } from '../support.ts';

/** Different for every n below 961. */
const code = (n: number) => codeFromBytes(Uint8Array.of(n % 31, (n / 31) | 0, 5, 9, 14, 20, 27, 2, 11));
const excellent = { ...graded, grade: 'excellent', mark: { zh: '优秀', en: 'Excellent' }, level: 1 };

const RECORDS: readonly InstitutionRecord[] = [
  record({ code: code(1), sealed: ['x'], outcome: { ...graded, reasons: [] } }),
  record({
    code: code(2),
    name: '白水镇卫生院',
    otherNames: [],
    town: '白水镇',
    kind: '乡镇卫生院',
    outcome: excellent,
  }),
  record({
    code: code(3),
    name: '新开诊所',
    otherNames: [],
    town: '白水镇',
    outcome: { status: 'not-graded', state: 'new' },
  }),
  record({
    code: code(4),
    name: '歇业诊所',
    otherNames: [],
    outcome: { status: 'withdrawn', cause: 'closed', on: isoDate('2025-11-01') },
  }),
  ...Array.from({ length: 60 }, (_, n) =>
    record({ code: code(100 + n), name: `南山镇第${n}村卫生室`, otherNames: [], town: '南山镇' }),
  ),
].sort((a, b) => (a.code < b.code ? -1 : 1));

async function open(path = '/', online = true, waiting = false) {
  const { files } = publish({ records: RECORDS, openings: { [code(1)]: [penaltyOpening] } });
  const origin = new Origin(files);
  origin.online = online;
  const taken: string[] = [];
  const update = {
    waiting: () => waiting,
    accept: () => taken.push('accept'),
    dismiss: () => taken.push('dismiss'),
  };
  return { ...(await openApp(path, { files, origin, update })), taken };
}

const type = (text: string) => fireEvent.change(screen.getByLabelText('查机构'), { target: { value: text } });
const names = () => [...document.querySelectorAll('.result-name')].map((element) => element.textContent);

afterEach(() => {
  cleanup();
  localStorage.clear();
});
window.scrollTo = () => undefined;

describe('the home page', () => {
  it('says who publishes, how many and when, and that the data are fictional', async () => {
    await open();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('示例县医疗机构信用查询');
    expect(screen.getByText('示例县卫生健康局公布，共64家，2026年1月15日更新')).toBeTruthy();
    expect(screen.getAllByText('演示数据，均为虚构').length).toBeGreaterThan(0);
    expect(screen.getByText('已核验，与示例县卫生健康局公布的一致')).toBeTruthy();
    expect(document.title).toBe('示例县医疗机构信用查询');
  });

  it.each([
    ['a name', '白水镇卫', '白水镇卫生院'],
    ['a second name', '和安口腔中心', '青石镇和安口腔门诊部'],
    ['pinyin initials', 'bszwsy', '白水镇卫生院'],
    ['a code as printed', groupCode(code(3)), '新开诊所'],
    ['a town and part of a name', '白水镇 诊所', '新开诊所'],
  ])('finds by %s', async (_, typed, name) => {
    await open();
    type(typed);
    await waitFor(() => expect(names()).toContain(name));
  });

  it('writes the grade as a word, and a state in words of its own, never as a bad grade', async () => {
    await open();
    type('白水镇');
    await waitFor(() => expect(names()).toHaveLength(2));
    const rows = [...document.querySelectorAll('.result')].map((row) => row.textContent);
    expect(rows.find((row) => row?.includes('卫生院'))).toContain('优秀');
    expect(rows.find((row) => row?.includes('新开'))).toContain('新设，未评');
    type('歇业');
    await waitFor(() => expect(document.querySelector('.mark-withdrawn')?.textContent).toBe('标识停用'));
  });

  it('announces how many were found, politely, and shows at most fifty', async () => {
    await open();
    type('卫生室');
    await waitFor(() => expect(names()).toHaveLength(50));
    const count = document.querySelector('.count');
    expect(count?.getAttribute('role')).toBe('status');
    expect(count?.textContent).toContain('只显示前50家');
  });

  it('says what to do when nothing is found, and that this does not mean unlicensed', async () => {
    await open();
    type('不存在的医院');
    await waitFor(() => expect(screen.getByText('没有找到“不存在的医院”')).toBeTruthy());
    expect(screen.getByText(/没查到不等于没有许可/).textContent).toContain('0000-7654321');
  });

  it('offers the nearest codes for a mistyped one, and none for a name that is not there', async () => {
    await open();
    const right = code(2);
    const wrong = (right.startsWith('0') ? '1' : '0') + right.slice(1);
    type(wrong.toLowerCase());
    await waitFor(() => expect(screen.getByText(/可能输错了/)).toBeTruthy());
    expect(screen.getByText(groupCode(right)).closest('a')?.getAttribute('href')).toBe(`/i/${right}`);
    const near = document.querySelectorAll('.near li').length;
    await waitFor(() => expect(screen.getAllByText('青石镇中街12号')).toHaveLength(near));
    await expect(accessibleText(document.body)).toMatchFileSnapshot('../../page/accessible/code-mistyped.txt');
    expect(screen.getByText(/没查到不等于没有许可/)).toBeTruthy();
    type('不存在的一家乡镇医院');
    await waitFor(() => expect(screen.queryByText(/可能输错了/)).toBeNull());
  });

  it('lists a town, fifty at a time', async () => {
    await open('/?town=南山镇');
    expect(screen.getByText('南山镇，共60家')).toBeTruthy();
    expect(names()).toHaveLength(50);
    fireEvent.click(screen.getByText('再显示50家'));
    expect(names()).toHaveLength(60);
  });

  it('explains the grades with the sentence that always goes with them', async () => {
    await open();
    expect(screen.getByText('现场评价和日常监督综合评为优秀。')).toBeTruthy();
    expect(screen.getByText('等级反映依法执业情况，不代表医疗技术水平。')).toBeTruthy();
  });

  it('speaks English by a switch, and by the address', async () => {
    await open();
    fireEvent.click(screen.getByText('English'));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Example County: credit grades of medical institutions',
    );
    expect(document.documentElement.lang).toBe('en');
    cleanup();
    localStorage.clear();
    await open('/?lang=en');
    expect(screen.getByLabelText('Find an institution')).toBeTruthy();
  });

  it('says that the first visit needs a network, and opens after one tap when it is there', async () => {
    const { origin } = await open('/', false);
    expect(screen.getByText('第一次打开需要网络。')).toBeTruthy();
    origin.online = true;
    fireEvent.click(screen.getByText('重试'));
    await waitFor(() => expect(screen.getByLabelText('查机构')).toBeTruthy());
  });

  it('offers an update of the app and does nothing until it is tapped', async () => {
    const { taken } = await open('/', true, true);
    expect(screen.getByText(/有新版本/).textContent).toContain('正在填写的内容会保留');
    expect(taken).toEqual([]);
    fireEvent.click(screen.getByText('现在更新'));
    expect(taken).toEqual(['accept']);
  });
});

describe('an institution of the local data', () => {
  it('shows its record with the penalty in its term', async () => {
    await open(`/i/${code(1).toLowerCase()}`);
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('青石镇和安口腔门诊部'));
    expect(document.body.textContent).toContain('示卫医罚〔2025〕17号');
    expect(document.body.textContent).toContain('青石镇中街12号');
    await waitFor(() => expect(document.title).toContain('青石镇和安口腔门诊部'));
  });

  it('is in English at its English address, and back in Chinese at the other', async () => {
    await open(`/en/i/${code(1)}`);
    await waitFor(() => expect(document.body.textContent).toContain('Why this grade'));
    expect(document.documentElement.lang).toBe('en');
    expect(
      screen
        .getByText(/kept on this phone/)
        .querySelector('a')
        ?.getAttribute('href'),
    ).toBe(`/en/i/${code(1)}`);
    fireEvent.click(screen.getByText('中文'));
    await waitFor(() => expect(document.body.textContent).toContain('为什么是这个等级'));
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(
      screen
        .getByText(/没有存在这部手机上/)
        .querySelector('a')
        ?.getAttribute('href'),
    ).toBe(`/i/${code(1)}`);
  });

  it('offers the nearest codes for a mistyped one', async () => {
    const right = code(2);
    const wrong = (right.startsWith('0') ? '1' : '0') + right.slice(1);
    await open(`/i/${wrong}`);
    await waitFor(() => expect(screen.getByText(/可能输错了/)).toBeTruthy());
    expect(screen.getByText(groupCode(right)).closest('a')?.getAttribute('href')).toBe(`/i/${right}`);
  });

  it('says plainly that there is no such code, with the telephone', async () => {
    await open('/i/nothing');
    expect(screen.getByText('没有这个编码。请核对公示栏，或按名称查询。')).toBeTruthy();
    expect(document.body.textContent).toContain('0000-7654321');
    await expect(accessibleText(document.body)).toMatchFileSnapshot('../../page/accessible/code-unknown.txt');
  });

  it('says that this device has no data of it when there is no network', async () => {
    await open(`/i/${code(1)}`, false);
    expect(screen.getByText('没有网络，本机也没有保存这家机构的资料。')).toBeTruthy();
    expect(screen.getByText('重试')).toBeTruthy();
    expect(document.body.textContent).not.toContain('输错');
  });

  it('says of a code that none can have, without data and network too, that it was mistyped', async () => {
    const right = code(1);
    for (const wrong of [right.slice(0, 9), `${right.slice(0, 9)}${right.endsWith('0') ? '1' : '0'}`]) {
      cleanup();
      await open(`/i/${wrong}`, false);
      expect(screen.getByText('编码不完整，或有一位输错了，请核对公示栏。')).toBeTruthy();
    }
  });

  it('offers the pages that were opened on this phone, by name alone, the last one first', async () => {
    const page = (name: string) => `<h1><span data-f="name">${name}</span></h1><strong>优秀</strong>`;
    const kept = new Map([
      ['/i/AAAAAAAAAA', page('仁心诊所')],
      ['/en/i/BBBBBBBBBB', page('德安医院')],
      ['/i/CCCCCCCCCC', '<p>gateway</p>'],
    ]);
    const pages = {
      keys: async () => [...kept.keys()].map((path) => new Request(new URL(path, 'https://yx.example.gov.cn'))),
      match: async ({ url }: Request) => new Response(kept.get(new URL(url).pathname)),
    };
    Object.assign(globalThis, { caches: { has: async () => true, open: async () => pages } });
    try {
      await open('/', false);
      await screen.findByText('打开过的机构，没有网络也能再看');
      const links = screen.getAllByRole('link').map((link) => [link.getAttribute('href'), link.textContent]);
      expect(links.filter(([href]) => href?.includes('/i/'))).toEqual([
        ['/en/i/BBBBBBBBBB', '德安医院'],
        ['/i/AAAAAAAAAA', '仁心诊所'],
      ]);
      expect(document.body.textContent).not.toContain('优秀');
    } finally {
      Reflect.deleteProperty(globalThis, 'caches');
    }
  });
});

describe('the status page', () => {
  it('says what is held, by number and date, with sizes and fingerprints, and checks on request', async () => {
    const { origin } = await open('/status');
    const text = document.body.textContent ?? '';
    expect(text).toContain('公布记录第1号，2026年1月15日公布');
    expect(text).toMatch(/index\.bin，\d+KB，已核验/);
    expect(text).toContain('根密钥指纹');
    const before = origin.asked.length;
    fireEvent.click(screen.getByText('现在更新'));
    await waitFor(() => expect(origin.asked.length).toBeGreaterThan(before));
  });
});

describe('an address that is no page', () => {
  it('says so and leads home', async () => {
    await open('/nowhere/at/all');
    expect(screen.getByText('没有这个页面。')).toBeTruthy();
  });
});

describe('the public lists', () => {
  it('name the institutions of the listed grades with town, grade and year, and none else', async () => {
    await open('/lists');
    expect(await screen.findByRole('heading', { name: '红榜，1家' })).toBeTruthy();
    const row = screen.getByRole('link', { name: /白水镇卫生院.*白水镇.*2026年度.*优秀/ });
    expect(row.getAttribute('href')).toBe(`/i/${code(2)}`);
    expect(screen.getByRole('heading', { name: '黑榜，0家' })).toBeTruthy();
    expect(screen.queryByText(/新开诊所|歇业诊所/)).toBeNull();
    expect(screen.getByText(/以下名单截至2026年1月15日，/)).toBeTruthy();
  });

  it('stand in English below /en, and lead to the English pages', async () => {
    await open('/en/lists');
    expect(await screen.findByRole('heading', { name: 'Red list: 1' })).toBeTruthy();
    const row = screen.getByRole('link', { name: /白水镇卫生院.*for 2026.*Excellent/ });
    expect(row.getAttribute('href')).toBe(`/en/i/${code(2)}`);
  });

  it('are reached from the legend, as the rules are', async () => {
    await open('/');
    fireEvent.click(await screen.findByRole('link', { name: '公布的名单' }));
    expect(await screen.findByRole('heading', { level: 1, name: '公布的名单' })).toBeTruthy();
  });
});

describe('a public list that is too long for one page', () => {
  const many = Array.from({ length: 310 }, (_, n) => {
    const town = n < 5 ? '' : '南山镇';
    return record({ code: code(n), name: `第${n}村卫生室`, otherNames: [], town, outcome: excellent });
  }).sort((a, b) => (a.code < b.code ? -1 : 1));
  const openMany = (path: string) => {
    const { files } = publish({ records: many, openings: {} });
    return openApp(path, { files, origin: new Origin(files) });
  };
  const rows = () => document.querySelectorAll('.results > li').length;

  it('is by town, and each town at the address of its static page', async () => {
    await openMany('/lists');
    expect(await screen.findByRole('heading', { name: '红榜，310家' })).toBeTruthy();
    expect(rows()).toBe(0);
    fireEvent.click(screen.getByRole('link', { name: '南山镇' }));
    expect(await screen.findByRole('heading', { name: '红榜：南山镇，305家' })).toBeTruthy();
    expect(rows()).toBe(300);
    fireEvent.click(screen.getByRole('link', { name: '下一页' }));
    expect(await screen.findByText('第2页，共2页')).toBeTruthy();
    expect(rows()).toBe(5);
    fireEvent.click(screen.getByRole('link', { name: '全部名单' }));
    expect(await screen.findByRole('link', { name: '未注明乡镇' })).toBeTruthy();
  });

  it('opens at the address that was sent, in its language, also where a host added a slash', async () => {
    await openMany('/en/lists-red-0/');
    expect(await screen.findByRole('heading', { name: 'Red list, Town not stated: 5' })).toBeTruthy();
  });

  it('of a town from which nobody stands on it says so', async () => {
    await openMany('/lists-red-4e00');
    expect(await screen.findByText('目前没有。')).toBeTruthy();
    expect(screen.getByRole('link', { name: '全部名单' })).toBeTruthy();
  });
});

describe('the rules', () => {
  it('are read in full from the verified release', async () => {
    await open('/standard');
    expect(await screen.findByRole('heading', { level: 1, name: '评价标准和口径' })).toBeTruthy();
    expect(await screen.findByText(/双星项不符合要求，不能评为合格以上等级/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: '执行口径' })).toBeTruthy();
  });

  it('stand in English below /en', async () => {
    await open('/en/standard');
    expect(await screen.findByRole('heading', { level: 1, name: 'Rules and how they are read' })).toBeTruthy();
  });
});
