/** What `init` writes into `bureau.json` where it was told nothing, and how it is known again before it is published. */

/** Names that `init` writes where it was told none: a bureau's, an association's. */
export const EXAMPLE_NAMES = ['示例县卫生健康局', '示例社会办医疗机构协会'] as const;

/** Further values that `init` writes where it was told nothing; of two the second is an association's. */
export const PLACEHOLDERS = {
  nameEn: ['Health Commission of the Example County', 'Example Association of Non-Government Medical Institutions'],
  county: ['示例县', '示例'],
  countyEn: ['Example County', 'Example'],
  origin: ['https://yx.example.gov.cn'],
  phone: ['0000-0000000'],
  regionCode: ['000000'],
} as const;

/** What stands on every printed board: an example there would hang in a hundred clinics. */
const PRINTED = ['name', 'origin', 'phone', 'supervisor'];

/** Whether boards print it. */
export function isPrinted(key: string): boolean {
  return PRINTED.includes(key);
}

/** Hosts that nobody can have (RFC 2606, RFC 6761), and the one of the template. */
const NO_HOST = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org|gov\.cn))$/;

/** Whether this is what `init` wrote, or plainly made up. */
export function isExample(key: string, value: string): boolean {
  if (key === 'name' || key === 'supervisor') return EXAMPLE_NAMES.some((name) => value.startsWith(name));
  if (key === 'phone') return /^[0\D]*$/.test(value);
  if (key === 'origin') return URL.canParse(value) && NO_HOST.test(new URL(value).hostname);
  const written: Readonly<Record<string, readonly string[]>> = PLACEHOLDERS;
  return Object.hasOwn(written, key) && (written[key]?.includes(value) ?? false);
}
