/** What may stand in `bureau.json`, entry by entry. Own messages are Chinese / English. */
import * as v from 'valibot';
import { SITE_FOLDERS } from '../../../core/domain/site-folders.ts';
import { RULEBOOKS as ALL } from '../../../core/rulebooks/registry.ts';
import { PICTURE_NAME } from '../pictures.ts';

/** Ids of all rulebooks. */
export const RULEBOOKS: readonly string[] = ALL.map(({ id }) => id);

const text = v.pipe(v.string(), v.trim(), v.minLength(1, '不能为空 / must not be empty'));
const optional = v.optional(v.nullable(v.pipe(v.string(), v.trim())), null);

const BASE = /^\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)+$/;

/** Plain names between slashes. */
function isBasePath(value: string): boolean {
  return BASE.test(value);
}

/** The first of its folders that has a name of the site's own: what lies in it would read like a page, signed data, a part of the app. */
function reservedIn(path: string): string | undefined {
  return path.split('/').find((name) => SITE_FOLDERS.has(name.toLowerCase()));
}

const ORIGIN = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d+)?$/;

/**
 * The origin is printed in every code: only scheme, host and port. It stands in configurations of other programs too, so
 * that its host has none of the characters that a URL's may have beside those of a domain name.
 */
function isOrigin(value: string): boolean {
  return ORIGIN.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:';
}

const picture = v.optional(
  v.nullable(
    v.pipe(
      v.string(),
      v.regex(
        PICTURE_NAME,
        '应为小写字母、数字、连字符的文件名，以 .png、.svg 或 .webp 结尾 / a name of a-z, 0-9 and -, ending in .png, .svg or .webp',
      ),
    ),
  ),
  null,
);

const TERM = v.object({
  days: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1, '应为1至365 / 1 to 365'),
    v.maxValue(365, '应为1至365 / 1 to 365'),
  ),
  citation: text,
});

/** What is published of the bureau. */
export const BUREAU = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,39}$/, '应为2至40位小写字母、数字、连字符 / a-z, 0-9 and -')),
  name: text,
  nameEn: text,
  county: text,
  countyEn: text,
  regionCode: v.pipe(v.string(), v.regex(/^\d{6}$/, '应为6位数字 / six digits')),
  rulebook: v.picklist(RULEBOOKS, `应为 ${RULEBOOKS.join('、')} 之一 / one of ${RULEBOOKS.join(', ')}`),
  origin: v.pipe(
    v.string(),
    v.check(
      isOrigin,
      '应为 https://主机名，末尾不带斜杠；主机名只用小写字母、数字、点、横线，中文域名请写成 xn-- 开头的形式 / https://host without a slash at the end; a host of a-z, 0-9, dots and hyphens, others as xn--',
    ),
  ),
  basePath: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(
        isBasePath,
        '应为 /文件夹/，首尾都带斜杠，只用字母、数字、点、横线 / a path from slash to slash, of letters, digits, dots and hyphens',
      ),
      v.check(
        (value) => reservedIn(value) === undefined,
        ({ input }) =>
          `不能用名为 ${reservedIn(String(input))} 的文件夹，网站自己要用这个名称，请换一个 / no folder named ${reservedIn(String(input))}: the site itself uses that name, choose another`,
      ),
    ),
  ),
  pages: v.exactOptional(
    v.picklist(['files', 'folders', 'on-request'], '应为 files、folders 或 on-request / files, folders or on-request'),
  ),
  phone: text,
  phoneHours: text,
  phoneHoursEn: optional,
  hotline: optional,
  supervisor: text,
  operator: optional,
  icp: optional,
  publicSecurityNo: optional,
  siteId: optional,
  siteIdUrl: v.optional(
    v.nullable(v.pipe(v.string(), v.check(isHttps, '应为 https 开头的网址 / an address that begins with https'))),
    null,
  ),
  publicSecurityPicture: picture,
  siteIdPicture: picture,
  commitment: v.optional(v.array(text), []),
  intake: v.optional(v.picklist(['none', 'online'], '应为 none 或 online / none or online'), 'none'),
  intakeTerms: v.optional(v.nullable(v.object({ accept: TERM, answer: TERM })), null),
  elsewhere: optional,
  demo: v.optional(v.boolean('应为 true 或 false / true or false'), false),
});

const RULING = v.object({ choice: text, adoptedBy: optional });
const WORDS = v.record(v.string(), v.string());
export const TABLE = v.object({
  file: text,
  sheet: v.optional(text),
  columns: v.optional(WORDS),
  defaults: v.optional(WORDS),
  values: v.optional(v.record(v.string(), WORDS)),
});

/** The whole file. */
export const CONFIG = v.object({
  ...BUREAU.entries,
  registerMonths: v.optional(
    v.nullable(
      v.pipe(v.number(), v.integer(), v.minValue(1, '应为1至36 / 1 to 36'), v.maxValue(36, '应为1至36 / 1 to 36')),
    ),
    null,
  ),
  rulings: v.optional(v.record(v.string(), RULING), {}),
  tables: v.optional(v.record(v.string(), TABLE), {}),
});
