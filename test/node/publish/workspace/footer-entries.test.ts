import { describe, expect, test } from 'vitest';
import { check, ONE } from './support.ts';

describe('entries of the footer in bureau.json', () => {
  test('may be left out', async () => {
    const bureau = { siteIdUrl: undefined, publicSecurityPicture: undefined, siteIdPicture: undefined };
    const checked = await check(ONE, { bureau });
    expect(checked.ok && checked.bureau).toMatchObject({
      siteIdUrl: null,
      publicSecurityPicture: null,
      siteIdPicture: null,
    });
  });

  test.each([
    ['publicSecurityPicture', '../keys/root.png'],
    ['publicSecurityPicture', 'pictures/a.png'],
    ['publicSecurityPicture', 'A.png'],
    ['publicSecurityPicture', '.png'],
    ['siteIdPicture', 'https://example.org/a.png'],
    ['siteIdPicture', 'a.png\n'],
    ['siteIdPicture', 'a.html'],
    ['siteIdPicture', `${'a'.repeat(42)}.png`],
    ['siteIdUrl', 'http://example.org/'],
    ['siteIdUrl', 'javascript:alert(1)//https:'],
    ['siteIdUrl', 'example.org'],
    ['siteIdUrl', ''],
  ])('%s is not %j', async (key, value) => {
    const { ok, problems } = await check(ONE, { bureau: { [key]: value } });
    expect(ok).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'config-invalid', column: key }));
  });

  test('siteIdUrl is an address that begins with https', async () => {
    const checked = await check(ONE, { bureau: { siteIdUrl: 'https://example.org/site?id=0000000000' } });
    expect(checked.ok && checked.bureau.siteIdUrl).toBe('https://example.org/site?id=0000000000');
  });
});
