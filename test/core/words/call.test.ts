import { expect, test } from 'vitest';
import { asTyped } from '../../../src/core/words/call.ts';

test.each([
  [
    '请先运行 yixinma check 我的县。/ Run yixinma check.',
    '请先运行 npx yixinma check 我的县。/ Run npx yixinma check.',
  ],
  ['运行yixinma publish', '运行npx yixinma publish'],
  ['yixinma COMMAND …\nyixinma --help', 'npx yixinma COMMAND …\nnpx yixinma --help'],
])('a command in a message can be copied and run: %s', (said, typed) => {
  expect(asTyped(said)).toBe(typed);
});

test.each([
  'npx yixinma check',
  'yixinma-serve.service',
  '默认yixinma，工作文件夹归它所有',
  '/srv/yixinma data/site',
  '{"text":"yixinma check"}\n',
])('what is none, or is typed right already, stays: %s', (text) => {
  expect(asTyped(text)).toBe(text);
});

test('a program of one file names its own commands as it was called, and leaves those that it has not', () => {
  const said = '    yixinma verify a.html --site https://… / 由 yixinma serve 生成';
  expect(asTyped(said, 'node a.mjs', ['verify', 'mirror'])).toBe(
    '    node a.mjs verify a.html --site https://… / 由 yixinma serve 生成',
  );
});
