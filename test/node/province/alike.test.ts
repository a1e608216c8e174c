/** Which names people read as the same, and who holds one already. */
import { expect, it } from 'vitest';
import { heldByAnother, isAlike, nearlySame } from '../../../src/node/province/alike.ts';
import { badBureaus } from '../../../src/node/province/sittings/listed.ts';
import { publicPem } from '../../../src/node/publish/signing/key-file.ts';
import { newKey } from '../../../src/node/publish/signing/keys.ts';

const NAME = '示例县卫生健康局';

it.each([
  ['in full-width letters and with other blanks', 'ＡＢ　Health  Bureau', 'AB Health Bureau'],
  ['with a zero-width space', `示例\u200b县卫生健康局`, NAME],
  ['with a right-to-left override', `\u202e示例县卫生健康局`, NAME],
  ['with a variation selector', `示例县\ufe00卫生健康局`, NAME],
  ['with a Hangul filler, which is a letter and shows nothing', `示例县卫生健康局\u3164`, NAME],
  ['with a combining mark', `示例县卫生健康局\u0301`, NAME],
  ['with a blank of Braille, which is a sign', `示例县\u2800卫生健康局`, NAME],
  ['with a null notehead and a letter that is a mark', `示例县\u{1d159}卫生健康局\u02bc`, NAME],
  ['with a sign of ASCII, and one of a picture', '示例县卫生健康局`🏥', NAME],
  ['in traditional characters', '示例縣衛生健康局', NAME],
  ['with a Japanese form', '示例県卫生健康局', NAME],
  ['with a radical of the same look', '⽰例县卫生健康局', NAME],
  ['with a radical that no compatibility form folds', '长⺠县卫生健康局', '长民县卫生健康局'],
  ['with Cyrillic letters', 'Heаlth Burеau', 'Health Bureau'],
  ['in other case, with marks', 'HEALTH-BUREAU.', 'Health Bureau'],
])('attack: the name of another %s', (_, one, other) => {
  expect(isAlike(one, other)).toBe(true);
  expect(isAlike(other, one)).toBe(true);
});

it.each([
  [NAME, '示范县卫生健康局'],
  [NAME, '示例县卫生健康委员会'],
  ['南京市鼓楼区卫生健康委员会', '徐州市鼓楼区卫生健康委员会'],
  ['410481', '410482'],
])('%s is not %s', (one, other) => expect(isAlike(one, other)).toBe(false));

const bureau = (id: string, difference: object = {}) => ({
  ...{ id, name: `${id}卫生健康局`, nameEn: `Bureau of ${id}`, county: `${id}县`, countyEn: id, regionCode: '410481' },
  ...{ root: '0'.repeat(64), ...difference },
});

it('names what another bureau holds, and whose it is; a bureau’s own entry is no other', () => {
  const all = [bureau('ab'), bureau('cd', { regionCode: '410482' })];
  expect(heldByAnother(bureau('ab', { nameEn: 'Burеau of ab' }), all)).toBeNull();
  expect(heldByAnother(bureau('ef', { nameEn: 'bureau of AB' }), all)).toMatchObject({
    by: { id: 'ab' },
    what: ['nameEn'],
  });
  expect(heldByAnother(bureau('ef', { name: 'cd衛生健康局', regionCode: '410483' }), all)).toMatchObject({
    by: { id: 'cd' },
    what: ['name'],
  });
});

it('an association in the county of a bureau is no other’s name, and worth a second look', () => {
  const all = [bureau('ab'), bureau('cd', { regionCode: '410482' })];
  const association = bureau('ef', { name: 'ab县医疗机构协会', county: 'ab县' });
  expect(heldByAnother(association, all)).toBeNull();
  expect(nearlySame(association, all).map(({ id }) => id)).toEqual(['ab']);
  expect(nearlySame(bureau('ef', { regionCode: '4104８2' }), all).map(({ id }) => id)).toEqual(['cd']);
});

it('the same area under another suffix is worth a second look', () => {
  const all = [bureau('ab', { county: '示例县' }), bureau('cd', { county: '示范县' })];
  for (const county of ['示例区', '示例市', '示例', '示例自治县'])
    expect(nearlySame(bureau('ef', { county, regionCode: '410483' }), all).map(({ id }) => id)).toEqual(['ab']);
  expect(nearlySame(bureau('ef', { county: '例县', regionCode: '410483' }), all)).toEqual([]);
});

it('attack: an altered list in which a bureau has another’s name is signed by nobody', () => {
  const delegate = (id: string, difference: object) => ({
    ...{ ...bureau(id, difference), keys: [publicPem(newKey())], threshold: 1 },
  });
  const own = { keys: {}, roles: {} } as unknown as Parameters<typeof badBureaus>[1];
  const badIn = (difference: object) => {
    const delegates = [delegate('ab', {}), delegate('cd', { regionCode: '410482', ...difference })];
    return badBureaus({ province: 'example', list: ['', new Uint8Array()], delegates }, own);
  };
  expect(badIn({})).toEqual([]);
  for (const taken of [{ name: 'ab衛生健康局' }, { nameEn: 'BUREAU OF AB' }, { id: 'ab' }])
    expect(badIn(taken), JSON.stringify(taken)).toContain(Object.hasOwn(taken, 'id') ? 'ab' : 'cd');
});
