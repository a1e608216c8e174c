// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { codeFromBytes, groupCode } from '../../../src/core/domain/institution-code.ts';
import { addDays, isoDate } from '../../../src/core/domain/iso-date.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { loadBundle } from '../../../src/web/page/enhance/bundle.ts';
import { offerSearch } from '../../../src/web/page/enhance/comfort.ts';
import { readProof } from '../../../src/web/page/enhance/proof.ts';
import { showVerification } from '../../../src/web/page/enhance/show.ts';
import { trustsOther } from '../../../src/web/page/enhance/store.ts';
import { markLapsed, removeLapsed } from '../../../src/web/page/enhance/today.ts';
import { InstitutionPage } from '../../../src/web/page/institution-page.tsx';
import { offerSizes } from '../../../src/web/page/text-size.ts';
import { propsOf, type Sample, samples, TODAY } from './sample.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.className = '';
});

function visit(of: Sample, day: string) {
  const { view } = propsOf(of);
  render(<InstitutionPage {...propsOf(of)} />);
  return { shown: view, now: publicNow(of.record, of.openings, isoDate(day)) };
}

const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
const visible = (selector: string) => document.querySelector(selector)?.closest('[hidden]') === null;

describe('on a later day', () => {
  test('a penalty past its last day is gone, with its count and its reason', () => {
    const { shown, now } = visit(samples.typical, '2026-12-03');
    removeLapsed(shown, now);
    expect(document.body.innerHTML).not.toMatch(/示卫医罚|卫生行政处罚1次/);
    expect(text('#penalties h2')).toContain('， 0条');
    expect(visible('[data-later=no-penalty]')).toBe(true);
    expect(visible('[data-later=hidden-reason]')).toBe(true);
  });

  test('on its last day it still stands', () => {
    const { shown, now } = visit(samples.typical, '2026-12-02');
    removeLapsed(shown, now);
    expect(text('#penalties')).toContain('示卫医罚〔2025〕17号');
    expect(visible('[data-later=no-penalty]')).toBe(false);
    expect(visible('[data-later=hidden-reason]')).toBe(false);
  });

  test('of two penalties only the lapsed one leaves', () => {
    const [first, second] = samples.poor.openings;
    if (first?.body.type !== 'penalty' || second === undefined) throw new Error('two penalties expected');
    const early = { ...first, body: { ...first.body, shownUntil: addDays(TODAY, 1) } };
    const { shown, now } = visit({ ...samples.poor, openings: [early, second] }, addDays(TODAY, 2));
    removeLapsed(shown, now);
    expect(text('#penalties h2')).toContain('， 1条');
    expect(text('#penalties')).not.toContain(first.body.documentNo);
    expect(document.querySelectorAll('#penalties li')).toHaveLength(1);
  });

  test('taking down goes on from what the first time left, and takes no other row', () => {
    const [first, second] = samples.poor.openings;
    if (first?.body.type !== 'penalty' || second?.body.type !== 'penalty') throw new Error('two penalties expected');
    const openings = [
      { ...first, body: { ...first.body, shownUntil: addDays(TODAY, 1) } },
      { ...second, body: { ...second.body, shownUntil: addDays(TODAY, 5) } },
    ];
    const of = { ...samples.poor, openings };
    const { shown, now } = visit(of, addDays(TODAY, 2));
    const on = (days: number) => publicNow(of.record, openings, addDays(TODAY, days));
    const left = removeLapsed(removeLapsed(shown, now), on(5));
    expect(text('#penalties')).toContain(second.body.documentNo);
    removeLapsed(left, on(6));
    expect(document.querySelectorAll('#penalties li')).toHaveLength(0);
    expect(text('#penalties h2')).toContain('， 0条');
  });

  test('a grade past its validity is no longer shown', () => {
    const { shown, now } = visit(samples.jinjiangA, '2027-01-15');
    markLapsed(shown, now);
    expect(document.querySelector('.seal')).toBeNull();
    expect(document.querySelector('#why')).toBeNull();
    expect(visible('[data-later=lapsed]')).toBe(true);
    expect(document.title).not.toContain('A级');
  });

  test('a grade on its last day stands', () => {
    const { shown, now } = visit(samples.jinjiangA, '2027-01-14');
    markLapsed(shown, now);
    expect(document.querySelector('.seal')).not.toBeNull();
    expect(visible('[data-later=lapsed]')).toBe(false);
  });
});

describe('the verification line', () => {
  test('is announced politely when there is a result, and silent while checking', () => {
    visit(samples.typical, TODAY);
    const words = document.querySelector('#ver')?.lastElementChild;
    showVerification({ kind: 'checking' }, 'graded');
    expect([words?.textContent, words?.getAttribute('aria-live')]).toEqual(['正在核对……', 'off']);
    showVerification({ kind: 'ok', published: isoDate('2026-01-15'), confirmed: TODAY }, 'graded');
    expect(words?.getAttribute('aria-live')).toBe('polite');
    expect(text('#ver')).toContain('已核验，与示例县卫生健康局公布的一致');
  });

  test('goes back to the words it came with when nothing could be learnt', () => {
    visit(samples.typical, TODAY);
    const before = text('#ver');
    showVerification({ kind: 'checking' }, 'graded');
    showVerification({ kind: 'unchecked' }, 'graded');
    expect(text('#ver')).toBe(before);
    expect(document.querySelector('#ver')?.className).toBe('ver plain');
  });

  test('over plain http says in one line why nothing is checked', () => {
    visit(samples.typical, TODAY);
    showVerification({ kind: 'insecure' }, 'graded');
    expect(text('#ver')).toBe('本页由示例县卫生健康局发布，您的手机未做自动核对。当前是http连接，请用https网址打开。');
  });

  test('marks the page when it failed, and takes the mark back when it did not', () => {
    visit(samples.typical, TODAY);
    showVerification({ kind: 'bad', kept: null }, 'graded');
    expect(document.querySelector('#page')?.className).toBe('page bad');
    showVerification({ kind: 'ok', published: TODAY, confirmed: TODAY }, 'graded');
    expect(document.querySelector('#page')?.className).toBe('page');
  });
});

describe('the address of a page', () => {
  const { code } = samples.typical.record;
  const other = codeFromBytes(new Uint8Array(9));
  afterEach(() => {
    history.replaceState(null, '', '/');
    document.getElementById('proof')?.remove();
  });

  /** Whether the page, as it is, passes for genuine there. */
  function isSoundAt(path: string): boolean | undefined {
    visit(samples.typical, TODAY);
    const { record, openings } = samples.typical;
    const block = document.body.appendChild(document.createElement('script'));
    block.id = 'proof';
    block.type = 'application/json';
    block.textContent = JSON.stringify({ v: 1, record, openings, pin: { rootSha256: 'ab' } });
    history.replaceState(null, '', path);
    return readProof(document)?.sound;
  }

  test.each([
    `/i/${code}`,
    `/en/i/${code}`,
    `/i/${code}.html`,
    `/county/health/i/${code}.html`,
    `/i/${code.toLowerCase()}`,
    `/i/${code}/`,
    `/i/${code}?from=timeline#board`,
    `/i/${encodeURIComponent(groupCode(code))}`,
    `/i/${code.replaceAll('1', 'i').replaceAll('0', 'O').replaceAll('2', 'z').replaceAll('5', 's').replaceAll('U', 'v')}`,
  ])('%s is its own', (path) => {
    expect(isSoundAt(path)).toBe(true);
  });

  test.each([
    '/',
    '/saved.html',
    `/i/${encodeURIComponent(samples.typical.record.name)}.html`,
    '/i/my-dentist.html',
    '/i/dentistry12.html',
  ])('%s names no code: a page saved or forwarded under another name', (path) => {
    expect(isSoundAt(path)).toBe(true);
  });

  test.each([
    `/i/${other}`,
    `/en/i/${other}`,
    `/i/${other.toLowerCase()}.html`,
    `/${code}/i/${other}`,
    `/i/${code}/i/${other}/`,
  ])('%s is another institution’s: not genuine there', (path) => {
    expect(isSoundAt(path)).toBe(false);
  });
});

describe('a second visit', () => {
  const first = '{"signed":{}}';
  const pin = createHash('sha256').update(first).digest('hex');
  const holding = (text: string | null) => ({ getItem: () => text, setItem: () => undefined });

  test('under another root than the phone trusts is refused', async () => {
    const stored = holding(JSON.stringify({ roots: [first, 'a later one'] }));
    expect(await trustsOther(stored, pin)).toBe(false);
    expect(await trustsOther(stored, '0'.repeat(64))).toBe(true);
  });

  test.each([null, '', 'null', '{}', '{"roots":[]}', '{"roots":'])('finds no trust in a store of %s', async (text) => {
    expect(await trustsOther(holding(text), pin)).toBe(false);
  });
});

describe('the bundle', () => {
  afterEach(() => vi.unstubAllGlobals());
  const answering = (text: string) => vi.stubGlobal('fetch', async () => new Response(text));

  test.each([
    '<!DOCTYPE html><title>登录</title>',
    '\r\n<!DOCTYPE html><script>x={"roots":1,"files":2}</script>',
    '{"code":302,"url":"http://10.0.0.1/login"}',
    '{\n"login": true\n}',
    '[]',
    'null',
    '',
    '请先登录',
  ])('that a captive portal answers in its place, %j, is not there', async (text) => {
    answering(text);
    expect((await loadBundle()).bundle).toBeUndefined();
  });

  test('damaged on the way is there, and cannot be read', async () => {
    answering('{"roots":["{}"],"timestamp":,"files":{}}');
    expect((await loadBundle()).bundle).toBeNull();
  });

  test('is read as it is', async () => {
    answering('{"roots":["{}"],"timestamp":"t","snapshot":"s","targets":"g","files":{"a/b.json":"{}"}}');
    expect((await loadBundle()).bundle?.files.get('a/b.json')).toBe('{}');
  });
});

describe('comforts', () => {
  test('text size goes round three sizes, names the next one, and is remembered', () => {
    visit(samples.typical, TODAY);
    offerSizes();
    const button = document.querySelector('button');
    expect([button?.hidden, button?.textContent]).toEqual([false, '长辈版']);
    button?.click();
    expect([document.documentElement.className, button?.textContent]).toEqual(['elder', '特大字']);
    button?.click();
    expect([document.documentElement.className, button?.textContent]).toEqual(['larger', '标准版']);
    document.documentElement.className = '';
    offerSizes();
    expect(document.documentElement.className).toBe('larger');
  });

  test('a size edited by hand does no harm', () => {
    localStorage.setItem('yixinma-size', 'constructor');
    visit(samples.typical, TODAY);
    offerSizes();
    expect(document.documentElement.className).toBe('');
  });

  test('search finds a person in the fold too, and never calls anyone unlicensed', () => {
    visit(samples.poor, TODAY);
    offerSearch();
    const input = document.querySelector('input');
    const last = [...document.querySelectorAll('.people b')].at(-1)?.textContent ?? '';
    if (!input) throw new Error('no search');
    fireEvent.input(input, { target: { value: last } });
    expect(document.querySelector('#staff details')?.hasAttribute('open')).toBe(true);
    const shown = [...document.querySelectorAll<HTMLElement>('.people > li')].filter((person) => !person.hidden);
    expect(shown.every((person) => person.textContent?.startsWith(last))).toBe(true);
    expect(visible('#staff [role=status]')).toBe(false);
    fireEvent.input(input, { target: { value: '查无此人' } });
    expect(visible('#staff [role=status]')).toBe(true);
    expect(text('#staff [role=status]')).toContain('本页没有这个姓名');
  });

  test('search looks at names, not at what people do', () => {
    visit(samples.poor, TODAY);
    offerSearch();
    const input = document.querySelector('input');
    if (!input) throw new Error('no search');
    fireEvent.input(input, { target: { value: '护士' } });
    expect(visible('#staff [role=status]')).toBe(true);
  });
});
