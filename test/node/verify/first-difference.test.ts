/** Where a page differs from what should have been written, for whoever reads the finding. */
import { expect, it } from 'vitest';
import { firstDifference } from '../../../src/node/verify/first-difference.ts';

const PAGE =
  '<html><title>白水镇卫生院 · 合格</title><style>a{color:red;background:white;margin:0}</style><p>合格</p></html>';
const changed = (from: string, to: string) => firstDifference(PAGE.replace(from, to), PAGE);

it.each([
  ['a changed title', '合格</title>', '优秀</title>', 'title', '白水镇卫生院 · 优秀', '白水镇卫生院 · 合格'],
  ['a changed text', '<p>合格', '<p>优秀', 'page', '优秀', '合格'],
  ['a tag that was put in', '<p>', '<b>', 'page', '<b>', '<p>'],
  ['an attribute', '<p>', '<p hidden>', 'page', '<p hidden>', '<p>'],
  ['what follows a long beginning', 'margin:0', 'margin:9', 'page', 'ground:white;margin:9}', 'ground:white;margin:0}'],
  ['what was taken away at the end', '</html>', '', 'page', null, '</html>'],
])('%s is told by what stands there and what should', (_, from, to, fact, shown, signed) => {
  expect(changed(from, to)).toEqual({ fact, shown, signed });
});

it('what was put behind the end is shown beside nothing', () => {
  expect(firstDifference(`${PAGE}优秀`, PAGE)).toEqual({ fact: 'page', shown: '优秀', signed: null });
});
