/** What `init` writes into `bureau.json` where it was told nothing, and how it is known again before it is published. */

/** Names that `init` writes where it was told none: a bureau's, an association's. */
export const EXAMPLE_NAMES = ['示例县卫生健康局', '示例社会办医疗机构协会'] as const;

/** Further values that `init` writes where it was told nothing. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  origin: 'https://yx.example.gov.cn',
  phone: '0000-0000000',
  regionCode: '000000',
};

/** What stands on every printed board: an example there would hang in a hundred clinics. */
const PRINTED = ['name', 'origin', 'phone'];

/** Whether boards print it. */
export function isPrinted(key: string): boolean {
  return PRINTED.includes(key);
}

/** Hosts that nobody can have (RFC 2606, RFC 6761), and the one of the template. */
const NO_HOST = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org|gov\.cn))$/;

/** Whether this is what `init` wrote, or plainly made up. */
export function isExample(key: string, value: string): boolean {
  if (key === 'name') return EXAMPLE_NAMES.some((name) => value.startsWith(name));
  if (key === 'phone') return /^[0\D]*$/.test(value);
  if (key === 'origin') return URL.canParse(value) && NO_HOST.test(new URL(value).hostname);
  return PLACEHOLDERS[key] === value;
}
