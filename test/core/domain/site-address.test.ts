import { describe, expect, it } from 'vitest';
import { type Site, sitePath, siteUrl } from '../../../src/core/domain/site-address.ts';
import { parseConfig } from '../../../src/node/publish/workspace/config.ts';
import { Ledger } from '../../../src/node/publish/workspace/table.ts';

const host: Site = { origin: 'https://www.example.gov.cn' };
const folder = { ...host, basePath: '/yiliao/xinyong/' };

describe('an address of the site', () => {
  it.each([
    [host, '/i/7K3M9PQ2XD', '/i/7K3M9PQ2XD'],
    [host, '/', '/'],
    [folder, '/i/7K3M9PQ2XD', '/yiliao/xinyong/i/7K3M9PQ2XD'],
    [folder, '/?lang=en', '/yiliao/xinyong/?lang=en'],
  ])('%j has %s at %s', (site, path, expected) => {
    expect(sitePath(site, path)).toBe(expected);
    expect(siteUrl(site, path)).toBe(`https://www.example.gov.cn${expected}`);
  });

  it('of the site itself ends in no slash: codes and claims go on with one', () => {
    expect([siteUrl(host), siteUrl(folder)]).toEqual([
      'https://www.example.gov.cn',
      'https://www.example.gov.cn/yiliao/xinyong',
    ]);
  });
});

describe('basePath in bureau.json', () => {
  const told = (basePath: unknown) => {
    const ledger = new Ledger();
    parseConfig(JSON.stringify({ basePath }), ledger);
    return ledger.problems.filter(({ column }) => column === 'basePath').length;
  };
  it.each(['/yiliao/xinyong/', '/a/', '/wsj-1.0/x_y/'])('%s is one', (path) => expect(told(path)).toBe(0));
  it.each([
    '/',
    '/a',
    'a/',
    '//',
    '/a//b/',
    '/../',
    '/a/../',
    '/医疗/',
    '/a b/',
    '/i/',
    '/a/en/',
    '/a?b/',
    '/a"/',
    7,
    null,
  ])('%j is none', (path) => expect(told(path)).toBe(1));

  it.each([
    '/api/',
    '/d/',
    '/assets/',
    '/i/',
    '/wsj/en/',
    '/D/',
    '/pictures/',
    '/status/',
    '/healthz/',
  ])('%s is refused by the name that the site itself uses', (path) => {
    const ledger = new Ledger();
    parseConfig(JSON.stringify({ basePath: path }), ledger);
    const detail = ledger.problems.filter(({ column }) => column === 'basePath').map((one) => JSON.stringify(one));
    expect(detail).toEqual([expect.stringContaining(`名为 ${path.split('/').at(-2)} 的文件夹`)]);
  });
});
