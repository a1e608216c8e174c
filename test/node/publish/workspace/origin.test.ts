/** The site's address, which stands in codes and in the configurations of other programs. */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/node/publish/workspace/config.ts';
import { configText, newConfig } from '../../../../src/node/publish/workspace/create.ts';
import { Ledger } from '../../../../src/node/publish/workspace/table.ts';

function read(origin: string) {
  const ledger = new Ledger();
  const config = parseConfig(JSON.stringify({ ...JSON.parse(configText(newConfig('wugang'))), origin }), ledger);
  const faults = ledger.problems.filter(({ code }) => code === 'config-invalid');
  return { origin: config?.bureau.origin, said: faults.map(({ message }) => message.zh).join() };
}

it.each([
  'https://yx.example.gov.cn',
  'http://localhost:8787',
  'http://10.0.0.1',
  'https://[2001:db8::1]:8443',
  'https://xn--fiqs8s.example',
])('%s is an address', (origin) => {
  expect(read(origin)).toEqual({ origin, said: '' });
});

describe('attack on the server’s configuration by an address that a browser would take', () => {
  it.each([
    'http://a.cn;stub_status',
    'http://a.cn;}server{stub_status',
    'http://$hostname',
    'https://a.cn"x',
    "https://a'b.cn",
    'https://~.*',
    'http://*.cn',
    'http://.cn',
    'http://a.cn;\nreturn',
    'https://中国.cn',
    'https://a.cn/',
    'ftp://a.cn',
  ])('%j is refused, and the clerk is told what it may be', (origin) => {
    expect(read(origin)).toEqual({ origin: undefined, said: expect.stringContaining('主机名只用小写字母、数字、点') });
  });
});
