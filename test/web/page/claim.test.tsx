// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sha256, toBase64Url, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { claimStatement, makeClaimText, type PrintedGrade } from '../../../src/core/trust/claim.ts';
import type { ClaimKey, ClaimKeys } from '../../../src/core/trust/claim-keys.ts';
import { claimEn, claimZh } from '../../../src/core/words/board.ts';
import { showClaim } from '../../../src/web/page/claim/main.ts';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import type { Verification } from '../../../src/web/page/types.ts';
import { accessibleText } from './reading.ts';
import { propsOf, samples, TODAY } from './sample.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const { record } = samples.typical;
const FILE = `${record.bureau}/keys/claims.json`;
const BOARD = { kid: 1, year: 2026, level: 2 };

const LATER = '公示栏可能比本页新，没有比对。请连上网络，再扫一次。';
const UNCHECKED = '公示栏上的防伪信息没有核对。请连上网络，再扫一次。';
/** For every word that takes something. */
const SLOTS = {
  year: 2025,
  old: 'A',
  nowYear: 2026,
  now: 'B',
  phone: '1',
  inst: 'C',
  address: 'D',
  printed: 'E',
  here: 'F',
};

const OK: Verification = { kind: 'ok', published: isoDate('2026-01-15'), confirmed: TODAY };
const aged = (kind: 'offline' | 'superseded' | 'bureau'): Verification => ({
  kind: 'aged',
  published: isoDate('2026-01-15'),
  asOf: isoDate('2026-01-15'),
  cause: kind === 'superseded' ? { kind, newer: TODAY } : kind === 'bureau' ? { kind, days: 3 } : { kind },
});
const CLOCK: Verification = { kind: 'clock', deviceDay: TODAY, published: TODAY, confirmed: TODAY };

let key: ClaimKey;
let signing: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  signing = privateKey;
  key = {
    kid: 1,
    suite: 'p256',
    publicKey: toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))),
    origin: 'https://yx.example.gov.cn',
    from: '2025-01-15',
    revokedOn: null,
  };
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  location.hash = '';
});

async function board(printed: PrintedGrade = BOARD, code = record.code): Promise<string> {
  const statement = claimStatement(printed, { origin: key.origin, path: `/i/${code}` });
  return makeClaimText({
    ...printed,
    signature: new Uint8Array(await crypto.subtle.sign(ALGORITHM, signing, statement)),
  });
}

/** A file of keys, and what the page's check hands over when that file is the signed one. */
async function signed(difference: Partial<ClaimKeys> = {}) {
  const mark = (zh: string, en: string) => ({ zh, en });
  const marks = [mark('优秀', 'Excellent'), mark('合格', 'Qualified'), mark('差', 'Poor')];
  const text = JSON.stringify({ v: 1, bureau: record.bureau, keys: [key], marks: { 2025: marks }, ...difference });
  const info = { length: utf8(text).length, sha256: toHex(await sha256(utf8(text))) };
  const trusted = { target: (path: string) => (path === FILE ? info : null) };
  return { trusted, files: new Map([[FILE, text]]) };
}

interface Visit {
  readonly verification?: Verification;
  readonly source?: Partial<Awaited<ReturnType<typeof signed>>>;
  readonly lang?: 'zh' | 'en';
  readonly record?: Partial<InstitutionRecord>;
  readonly day?: string;
  /** The address that was opened; without it the page was saved or forwarded. */
  readonly at?: string;
}

/** The text of the box after a visit with this fragment; null where there is none. */
async function scan(fragment: string, visit: Visit = {}): Promise<string | null> {
  history.replaceState(null, '', visit.at ?? '/');
  location.hash = fragment;
  document.documentElement.lang = visit.lang ?? 'zh-CN';
  const of = { ...samples.typical, record: { ...record, ...visit.record } };
  render(<InstitutionPage {...propsOf(of)} lang={visit.lang ?? 'zh'} />);
  const view = publicNow(of.record, of.openings, isoDate(visit.day ?? TODAY));
  await showClaim({ verification: visit.verification ?? OK, ...(visit.source ?? (await signed())) }, view);
  return document.querySelector('[role=status]')?.textContent ?? null;
}

describe('the accessible text of a page to which a board led', () => {
  test.each([
    ['current', BOARD],
    ['old', { ...BOARD, year: 2025, level: 1 }],
    ['same-grade', { ...BOARD, year: 2025 }],
  ] as const)('is what stands in its file (%s)', async (name, printed) => {
    await scan(await board(printed));
    await expect(accessibleText(document.body)).toMatchFileSnapshot(`accessible/board-${name}.txt`);
  });

  test('is what stands in its file (forged)', async () => {
    await scan((await board()).replace(/.$/, (last) => String((Number(last) + 1) % 10)));
    await expect(accessibleText(document.body)).toMatchFileSnapshot('accessible/board-forged.txt');
  });
});

describe('a scanned board', () => {
  test('with the grade in force says so, directly below the verification line', async () => {
    expect(await scan(await board())).toBe('公示栏上的等级与现行等级一致');
    const boxes = document.querySelectorAll('[role=status]');
    expect(boxes).toHaveLength(1);
    expect(boxes[0]).toBe(document.querySelector('#ver')?.nextElementSibling);
    expect(boxes[0]?.className).toBe('ver claim good');
  });

  test('of last year names its year and grade, and what is in force', async () => {
    expect(await scan(await board({ ...BOARD, year: 2025, level: 1 }))).toBe(
      '公示栏是2025年度的旧等级（优秀），已过期。2026年度等级为合格，以本页为准。',
    );
  });

  test('of last year with the same grade has expired, and the grade is the same again', async () => {
    const text = await scan(await board({ ...BOARD, year: 2025 }));
    expect(text).toBe('公示栏是2025年度的，已过期。2026年度等级仍为合格，以本页为准。');
    expect(document.querySelector('[role=status]')?.className).toBe('changed ver claim aged');
  });

  test('from before a change within the year says so', async () => {
    const source = await signed({ marks: { 2026: [{ zh: '优秀', en: 'Excellent' }] } });
    expect(await scan(await board({ ...BOARD, level: 1 }), { source })).toBe(
      '公示栏是2026年度调整前的等级（优秀），现行等级为合格，以本页为准。',
    );
  });

  test('of a year whose marks are not known any more is old without a mark', async () => {
    expect(await scan(await board({ ...BOARD, year: 2019 }))).toBe(
      '公示栏是2019年度的旧等级，已过期。2026年度等级为合格，以本页为准。',
    );
  });

  test('where the label is withdrawn says so', async () => {
    const outcome = { status: 'withdrawn', cause: 'other', on: TODAY } as const;
    expect(await scan(await board({ ...BOARD, year: 2025 }), { record: { outcome } })).toBe(
      '公示栏上是2025年度的等级（合格），等级标识现已停用，以本页为准。',
    );
  });

  test.each([
    'awaiting',
    'incomplete',
    'out-of-scope',
  ] as const)('where no grade is in force (%s) says that there is none', async (state) => {
    const outcome = { status: 'not-graded', state } as const;
    expect(await scan(await board({ ...BOARD, year: 2025 }), { record: { outcome } })).toBe(
      '公示栏上是2025年度的等级（合格），已不是现行等级；目前没有现行等级，以本页为准。',
    );
    expect(document.querySelector('.grade > .state')?.nextElementSibling?.getAttribute('role')).toBe('status');
  });

  test('of a grade that lapsed since is no longer in force', async () => {
    const outcome = { ...record.outcome, validUntil: isoDate('2026-11-19') } as InstitutionRecord['outcome'];
    expect(await scan(await board(), { record: { outcome } })).toContain('已不是现行等级');
  });

  test('is answered in English on an English page', async () => {
    expect(await scan(await board({ ...BOARD, year: 2025, level: 1 }), { lang: 'en' })).toBe(
      'The board shows the 2025 grade (Excellent), which has expired. The 2026 grade is Qualified. This page counts.',
    );
    cleanup();
    expect(await scan(await board({ ...BOARD, year: 2025 }), { lang: 'en' })).toBe(
      'The board is of 2025 and has expired. The 2026 grade is Qualified again. This page counts.',
    );
  });

  test('of a year that is not published yet is told both years', async () => {
    expect(await scan(await board({ ...BOARD, year: 2027, level: 1 }))).toBe(
      '公示栏是2027年度的，本页是2026年度的，以本页为准。',
    );
  });
});

describe('a board that does not agree is told of directly below the mark', () => {
  test.each([
    ['old', { ...BOARD, year: 2025 }, {}],
    ['unknown', { ...BOARD, kid: 2 }, {}],
    ['revoked', BOARD, { revokedOn: '2026-06-01' }],
  ] as const)('%s: once, politely, before the verification line', async (_, printed, change) => {
    await scan(await board(printed), { source: await signed({ keys: [{ ...key, ...change }] }) });
    const boxes = document.querySelectorAll('[role=status]');
    expect(boxes).toHaveLength(1);
    expect(boxes[0]).toBe(document.querySelector('.now')?.nextElementSibling);
    expect(boxes[0]?.compareDocumentPosition(document.querySelector('#ver') as Node)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  test('below what stands in its place once the grade has lapsed', async () => {
    const outcome = { ...record.outcome, validUntil: isoDate('2026-11-19') } as InstitutionRecord['outcome'];
    await scan(await board(), { record: { outcome } });
    expect(document.querySelector('.state')?.nextElementSibling?.getAttribute('role')).toBe('status');
  });
});

describe('refused by name', () => {
  const changed = (text: string) => `${text.slice(0, -1)}${(Number(text.at(-1)) + 1) % 10}`;

  test('changed digit: the board’s code does not check out, and the bureau can be told', async () => {
    const text = await scan(changed(await board()));
    expect(text).toBe('公示栏上的防伪信息核对不通过，等级以本页为准。请拨打0000-7654321告诉我们。');
    expect(text).not.toContain('伪造');
    expect(document.querySelector('[role=status]')?.className).toBe('changed ver claim aged');
  });

  test('another institution’s claim under this address', async () => {
    expect(await scan(await board(BOARD, '7L3M9PR2U5' as typeof record.code))).toContain('核对不通过');
  });

  test('revoked key: the signature no longer counts, and nobody is blamed', async () => {
    const source = await signed({ keys: [{ ...key, revokedOn: '2026-06-01' }] });
    expect(await scan(await board(), { source })).toBe('公示栏使用的签名已停用，等级以本页为准。');
  });

  test('unknown key, by the newest list', async () => {
    expect(await scan(await board({ ...BOARD, kid: 2 }))).toBe(
      '公示栏使用的签名，发布单位没有公布过，等级以本页为准。请拨打0000-7654321告诉我们。',
    );
  });

  test.each([
    'offline',
    'superseded',
    'bureau',
  ] as const)('unknown key, by a list that may be old (%s): the board may be newer', async (kind) => {
    expect(await scan(await board({ ...BOARD, kid: 2 }), { verification: aged(kind) })).toBe(LATER);
  });

  test.each([
    ['a digit short', (text: string) => text.slice(1)],
    ['a digit more', (text: string) => `${text}0`],
    ['leading zeros', (text: string) => `0${text}`],
    ['cut to a few digits', (text: string) => text.slice(0, 3)],
  ])('%s: it was not read completely, which is nobody’s fault', async (_, change) => {
    expect(await scan(change(await board()))).toBe('公示栏上的码没有读完整，没有核对。请再扫一次。');
    expect(document.querySelector('[role=status]')?.className).toBe('ver claim plain');
  });

  test.each([
    ['a zero in place of the key', (text: string) => `0${text.slice(1)}`],
    ['no level', (text: string) => `${text.slice(0, 3)}00${text.slice(5)}`],
    ['a value of 2^512 and more', (text: string) => `${text.slice(0, 5)}${'9'.repeat(155)}`],
  ])('%s: a form that no board has', async (_, change) => {
    expect(await scan(change(await board()))).toBe(
      '公示栏上的防伪信息格式不对，等级以本页为准。请拨打0000-7654321告诉我们。',
    );
  });

  test('every case has words of its own, in both languages, and none says 伪造 or 假', () => {
    for (const words of [claimZh, claimEn]) {
      const said = Object.values(words).map((word) => (typeof word === 'string' ? word : word({ ...SLOTS } as never)));
      expect(new Set(said).size).toBe(said.length);
      expect(said.join('')).not.toMatch(/伪造|假|forge|fake|undefined/i);
    }
  });
});

describe('wrong origin', () => {
  const site = 'http://localhost:3000';

  test('a copy of the site under another address: the address on the board is named', async () => {
    expect(await scan(await board(), { at: `/i/${record.code}` })).toBe(
      `公示栏上的网址是https://yx.example.gov.cn，现在打开的是${location.origin}，请认准公示栏上的网址。公示栏上的等级与现行等级一致`,
    );
    expect(document.querySelector('[role=status]')?.className).toBe('changed ver claim aged');
  });

  test.each(['/i/', '/en/i/'])('the address that is printed is not remarked upon (%s)', async (folder) => {
    const own = await signed({ keys: [{ ...key, kid: 2, origin: location.origin }, key] });
    expect(site).toBe(location.origin);
    expect(await scan(await board(), { at: folder + record.code, source: own })).toBe('公示栏上的等级与现行等级一致');
  });

  test('the site’s folder is part of its address', async () => {
    const own = await signed({ keys: [{ ...key, kid: 2, origin: `${location.origin}/yx` }, key] });
    expect(await scan(await board(), { at: `/yx/i/${record.code}`, source: own })).not.toContain('网址');
    cleanup();
    expect(await scan(await board(), { at: `/zz/i/${record.code}`, source: own })).toContain(
      `现在打开的是${location.origin}/zz`,
    );
  });

  test('a page that was saved or forwarded has no address to compare', async () => {
    expect(await scan(await board(), { at: '/saved.html' })).toBe('公示栏上的等级与现行等级一致');
  });
});

describe('on a page that may not be the newest', () => {
  test.each([
    aged('offline'),
    aged('bureau'),
    CLOCK,
  ])('an equal grade is only called the same as the page’s', async (verification) => {
    expect(await scan(await board(), { verification })).toBe('公示栏上的等级与本页一致');
    expect(document.querySelector('[role=status]')?.className).toBe('ver claim plain');
  });

  test('another grade of the same year: the board may be the newer one, so they are not compared', async () => {
    const other = await board({ ...BOARD, level: 1 });
    expect(await scan(other, { verification: aged('offline') })).toBe(LATER);
    cleanup();
    const outcome = { status: 'withdrawn', cause: 'other', on: TODAY } as const;
    expect(await scan(other, { verification: aged('offline'), record: { outcome } })).toBe(LATER);
  });

  test('last year’s board is old all the same', async () => {
    expect(await scan(await board({ ...BOARD, year: 2025 }), { verification: aged('offline') })).toContain('已过期');
  });

  test('a page that is superseded judges no board', async () => {
    for (const year of [2025, 2026]) {
      expect(await scan(await board({ ...BOARD, year }), { verification: aged('superseded') })).toBe(LATER);
      cleanup();
    }
  });
});

describe('nothing is shown that was not verified', () => {
  test('on a page that failed its check a board is not judged at all', async () => {
    expect(await scan(await board(), { verification: { kind: 'bad', kept: null } })).toBeNull();
  });

  test('on a phone without crypto.subtle it says that it cannot', async () => {
    const claim = await board();
    const source = await signed();
    const { subtle } = crypto;
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
    try {
      expect(await scan(claim, { source, verification: { kind: 'insecure' } })).toBe(
        '这个浏览器不能核对公示栏上的防伪信息，等级以本页为准。',
      );
    } finally {
      Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true });
    }
  });

  test('without trust: the check came to nothing', async () => {
    const { trusted, files } = await signed();
    const claim = await board();
    for (const source of [{}, { files }, { trusted }]) {
      expect(await scan(claim, { source })).toBe(UNCHECKED);
      cleanup();
    }
    expect(localStorage.getItem('yixinma-claims')).toBeNull();
  });

  test('a file of keys that is not the signed one is neither used nor kept, whatever it says', async () => {
    const { trusted } = await signed();
    const { files } = await signed({ keys: [] });
    expect(await scan(await board(), { source: { trusted, files } })).toBe(UNCHECKED);
    expect(localStorage.getItem('yixinma-claims')).toBeNull();
  });

  test('offline on a later visit the kept copy serves, as long as it is the signed one', async () => {
    const claim = await board();
    await scan(claim);
    cleanup();
    const { trusted } = await signed();
    const offline = { verification: aged('offline'), source: { trusted, files: new Map<string, string>() } };
    expect(await scan(claim, offline)).toBe('公示栏上的等级与本页一致');
    cleanup();
    localStorage.setItem('yixinma-claims', JSON.stringify({ v: 1, keys: [key], marks: {} }));
    expect(await scan(claim, offline)).toBe(UNCHECKED);
  });

  test('a full or forbidden storage does not stop it', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      expect(await scan(await board())).toBe('公示栏上的等级与现行等级一致');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});
