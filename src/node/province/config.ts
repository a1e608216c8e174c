/** `province.json`: what is public of whoever lists the bureaus. It grades nobody and holds no bureau's keys. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bureau } from '../../core/domain/bureau.ts';
import { BUREAU } from '../publish/workspace/config-schema.ts';

export const PROVINCE_FILE = 'province.json';

const FIELDS = v.pick(BUREAU, [
  'id',
  'name',
  'nameEn',
  'county',
  'countyEn',
  'regionCode',
  'origin',
  'basePath',
  'phone',
  'phoneHours',
  'phoneHoursEn',
  'hotline',
  'icp',
  'publicSecurityNo',
  'siteId',
  'siteIdUrl',
  'demo',
]);
/** Pages on request would need every bureau's staff lists (decision 061). */
const PROVINCE = v.object({
  ...FIELDS.entries,
  pages: v.exactOptional(v.picklist(['files', 'folders'], '应为 files 或 folders / files or folders')),
});

/** Fields as a bureau's; `county` is the name of the city or province, `pages` the form in which all pages lie at its host. */
export type Province = v.InferOutput<typeof PROVINCE>;

/** Throws with every problem, in words. */
export function parseProvince(text: string): Province {
  const problems: string[] = [];
  try {
    const parsed = v.safeParse(PROVINCE, JSON.parse(text.replace(/^\uFEFF/, '')));
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) {
      const message = issue.received === 'undefined' ? '缺少这一项 / missing' : issue.message;
      problems.push(`  ${v.getDotPath(issue) ?? ''}：${message}`);
    }
  } catch (fault) {
    problems.push(`  ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  throw new Error(`${PROVINCE_FILE} 有误，请改正 / please correct ${PROVINCE_FILE}:\n${problems.join('\n')}`);
}

export async function loadProvince(dir: string): Promise<Province> {
  const text = await readFile(join(dir, PROVINCE_FILE), 'utf8').catch(() => {
    throw new Error(
      `${dir} 不是市级、省级平台的工作文件夹，请先运行 yixinma province init。/ ${dir} is no province's workspace: run yixinma province init first.`,
    );
  });
  return parseProvince(text);
}

/** The province in the shape in which pages without an institution name their publisher. */
export function publisherOf(province: Province): Bureau {
  return {
    ...province,
    phoneHoursEn: province.phoneHoursEn,
    rulebook: '',
    supervisor: province.name,
    operator: null,
    publicSecurityPicture: null,
    siteIdPicture: null,
    commitment: [],
    intake: 'none',
    intakeTerms: null,
    elsewhere: null,
  };
}

/** Folder of a bureau's site on the province's host, from slash to slash: it stands in every code that the bureau prints. */
export function folderOf({ basePath = '/' }: Pick<Province, 'basePath'>, bureau: string): string {
  return `${basePath}${bureau}/`;
}
