import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { APP_PATHS, isAppPath, isOwnDepth } from '../../../src/core/domain/app-paths.ts';

it('the app’s router, its worker and the server know the same addresses', async () => {
  const source = await readFile('src/web/app/app.tsx', 'utf8');
  const routes = [...source.matchAll(/<Route path="(\/[^"]*)"/g)].map(([, path]) => path);
  expect(routes).toEqual([...APP_PATHS]);
});

describe.each(['/', '/yiliao/xinyong/'])('the worker of a site at %s', (base) => {
  it.each([
    ['', true],
    ['i/7K3M9PQ2XD', true],
    ['en/i/7K3M9PQ2XD/', true],
    ['report', true],
    ['report/7K3M9PQ2XD', true],
    ['inspector', true],
    ['en/standard', true],
    ['404', false],
    ['robots.txt', false],
    ['print/list.html', false],
    ['healthz', false],
    ['metrics', false],
    ['d/bundle.json', false],
    ['api/status', false],
  ])('answers %s: %s', (path, answers) => {
    expect(isAppPath(base + path, base)).toBe(answers);
  });

  it.each([
    ['nowhere', true],
    ['en/nowhere', true],
    ['', false],
    ['b/', false],
    ['b/nowhere', false],
    ['nowhere.html', false],
  ])('without a network has the app say that there is no page %s: %s', (path, answers) => {
    expect(isOwnDepth(base + path, base)).toBe(answers);
    expect(isOwnDepth(`/elsewhere${base}${path}`, `/x${base}`)).toBe(false);
  });

  it.each([
    'b/',
    'b/i/7K3M9PQ2XD',
    'b/en/i/7K3M9PQ2XD',
    'b/status',
    'b/c/report',
    'log/i/7K3M9PQ2XD',
    'statusx/',
  ])('swallows no site in a folder of it: %s', (path) => {
    expect(isAppPath(base + path, base)).toBe(false);
  });
});

it('the worker of an inner site answers nothing of the outer one', () => {
  expect(isAppPath('/status', '/b/')).toBe(false);
});
