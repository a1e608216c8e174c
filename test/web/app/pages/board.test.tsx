// @vitest-environment jsdom
/** A board's code opened in the app: the claim is checked with what the app holds, online and offline. */
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../../../src/core/domain/bytes.ts';
import { codeFromBytes } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import type { InstitutionRecord } from '../../../../src/core/snapshot/record.ts';
import { claimStatement, makeClaimText, type PrintedGrade } from '../../../../src/core/trust/claim.ts';
import type { ClaimKey, ClaimKeys } from '../../../../src/core/trust/claim-keys.ts';
import { packJson } from '../../../../src/node/publish/pack.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { graded, record } from '../../../support/records.ts';
import { openApp } from '../open-app.tsx';
import { BUREAU_ID, configFor, DAY, LATER, Origin, publish } from '../support.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const [HERE, OTHER] = [1, 2].map((n) => codeFromBytes(Uint8Array.from({ length: 9 }, (_, i) => n * 7 + i * n))) as [
  InstitutionRecord['code'],
  InstitutionRecord['code'],
];
const BOARD: PrintedGrade = { kid: 1, year: 2026, level: 2 };
const PHONE = '0000-7654321';

let key: ClaimKey;
let signing: CryptoKey;
beforeAll(async () => {
  window.scrollTo = () => undefined;
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  signing = privateKey;
  const point = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
  key = { kid: 1, suite: 'p256', publicKey: point, origin: location.origin, from: '2025-01-15', revokedOn: null };
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

async function board(printed: Partial<PrintedGrade> = {}, code = HERE): Promise<string> {
  const of = { ...BOARD, ...printed };
  const statement = claimStatement(of, { origin: key.origin, path: `/i/${code}` });
  const signature = new Uint8Array(await crypto.subtle.sign(ALGORITHM, signing, statement));
  return makeClaimText({ ...of, signature });
}

const mark = (zh: string, en: string) => ({ zh, en });
const MARKS = [mark('优秀', 'Excellent'), mark('合格', 'Qualified'), mark('差', 'Poor')];

function edition(change: Partial<ClaimKey> = {}, outcome: InstitutionRecord['outcome'] = { ...graded, reasons: [] }) {
  const file: ClaimKeys = {
    v: 1,
    bureau: BUREAU_ID,
    keys: [{ ...key, ...change }],
    marks: { 2025: MARKS, 2026: MARKS },
  };
  const records = [record({ code: HERE, outcome }), record({ code: OTHER, name: '河口诊所', address: '南街3号' })];
  records.sort((a, b) => (a.code < b.code ? -1 : 1));
  return publish({ records, claimKeys: packJson(file) });
}

const said = () => document.querySelector('[role=status].claim')?.textContent ?? null;

async function scan(fragment: string, { files } = edition(), path = `/i/${HERE}`): Promise<string | null> {
  await openApp(`${path}#${fragment}`, { files });
  await screen.findByText(/^已核验|^Verified/);
  await import('../../../../src/web/app/board-claim.ts');
  await expect.poll(said).not.toBeNull();
  return said();
}

const changed = (text: string) => text.replace(/.$/, (last) => String((Number(last) + 1) % 10));
const WITHDRAWN = { status: 'withdrawn', cause: 'other', on: isoDate('2026-01-10') } as const;

describe('a board, scanned, in the app', () => {
  it.each([
    ['with the grade in force', () => board(), '公示栏上的等级与现行等级一致'],
    [
      'of last year: what was printed and what is in force',
      () => board({ year: 2025, level: 1 }),
      '公示栏是2025年度的旧等级（优秀），已过期。2026年度等级为合格，以本页为准。',
    ],
    [
      'from before an amendment',
      () => board({ level: 1 }),
      '公示栏是2026年度调整前的等级（优秀），现行等级为合格，以本页为准。',
    ],
    [
      'with a changed digit',
      async () => changed(await board()),
      `公示栏上的防伪信息核对不通过，等级以本页为准。请拨打${PHONE}告诉我们。`,
    ],
    [
      'of another institution: it is named',
      () => board({}, OTHER),
      `公示栏上的防伪信息属于另一家：河口诊所（南街3号），等级以本页为准。请拨打${PHONE}告诉我们。`,
    ],
    [
      'with a key that nobody published',
      () => board({ kid: 7 }),
      `公示栏使用的签名，发布单位没有公布过，等级以本页为准。请拨打${PHONE}告诉我们。`,
    ],
    ['cut on the way', async () => (await board()).slice(0, 90), '公示栏上的码没有读完整，没有核对。请再扫一次。'],
  ])('%s', async (_, fragment, words) => {
    expect(await scan(await fragment())).toBe(words);
  });

  it('with a revoked key', async () => {
    expect(await scan(await board(), edition({ revokedOn: '2026-01-01' }))).toBe(
      '公示栏使用的签名已停用，等级以本页为准。',
    );
  });

  it('where the label is withdrawn', async () => {
    expect(await scan(await board(), edition({}, WITHDRAWN))).toBe(
      '公示栏上是2026年度的等级（合格），等级标识现已停用，以本页为准。',
    );
  });

  it('printed for another address', async () => {
    const own = edition({ origin: 'https://yx.example.gov.cn' });
    expect(await scan(await board(), own)).toContain('核对不通过');
  });

  it('is told where the page tells it, in the page’s language', async () => {
    await scan(await board({ year: 2025, level: 1 }));
    expect(document.querySelector('.now')?.nextElementSibling?.getAttribute('role')).toBe('status');
    await scan(await board());
    expect(document.querySelector('#ver')?.nextElementSibling?.getAttribute('role')).toBe('status');
    expect(await scan(await board(), edition(), `/en/i/${HERE}`)).toBe('The board shows the grade in force');
  });

  it('is silent without a claim', async () => {
    const { files } = edition();
    for (const fragment of ['', '#', '#board']) {
      await openApp(`/i/${HERE}${fragment}`, { files });
      await screen.findByText(/^已核验/);
      expect(said()).toBeNull();
    }
  });
});

describe('offline', () => {
  it('the kept keys serve: an equal grade is the same as the page’s, last year’s is old, a newer key is not judged', async () => {
    const { files } = edition();
    const [origin, store] = [new Origin(files), memoryStore()];
    await openApp('/', { files, origin, store });
    origin.online = false;
    for (const [fragment, words] of [
      [await board(), '公示栏上的等级与本页一致'],
      [await board({ year: 2025 }), '公示栏是2025年度的，已过期。2026年度等级仍为合格，以本页为准。'],
      [await board({ kid: 7 }), '公示栏可能比本页新，没有比对。请连上网络，再扫一次。'],
    ] as const) {
      await openApp(`/i/${HERE}#${fragment}`, { files, origin, store, now: LATER });
      await expect.poll(said).toBe(words);
    }
  });

  it('a device that kept this release before the app knew of claims says that it was not checked', async () => {
    const { files } = edition();
    const [origin, store] = [new Origin(files), memoryStore()];
    await openApp('/', { files, origin, store });
    const hash = [...origin.files.keys()].map((path) => /([0-9a-f]{64})\.claims/.exec(path)?.[1]).find(Boolean);
    const loadFile = store.loadFile.bind(store);
    store.loadFile = async (sha256) => (sha256 === hash ? null : loadFile(sha256));
    origin.online = false;
    await openApp(`/i/${HERE}#${await board()}`, { files, origin, store });
    await expect.poll(said).toBe('公示栏上的防伪信息没有核对。请连上网络，再扫一次。');
  });
});

it('a key that is revoked takes effect with the next check, without a tap on “new data”', async () => {
  const first = edition();
  const [origin, store] = [new Origin(first.files), memoryStore()];
  const config = await configFor(first.files);
  const { sync } = await openApp(`/i/${HERE}#${await board()}`, { files: first.files, origin, store, config });
  await expect.poll(said).toBe('公示栏上的等级与现行等级一致');
  const file = { v: 1, bureau: BUREAU_ID, keys: [{ ...key, revokedOn: '2026-01-20' }], marks: {} };
  const records = [
    record({ code: HERE, outcome: { ...graded, reasons: [] } }),
    record({ code: OTHER, name: '河口诊所', address: '南街3号' }),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
  const second = publish({ records, claimKeys: packJson(file), previous: first.next, now: DAY });
  for (const [path, bytes] of second.files) origin.files.set(path, bytes);
  await sync.check();
  expect(sync.state().offered).toBeNull();
  await expect.poll(said).toBe('公示栏使用的签名已停用，等级以本页为准。');
});
