/** A new workspace: configuration, workbook template, next steps. Never overwrites. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { asTyped } from '../../../core/words/call.ts';
import { createDurably } from '../durable.ts';
import { SHEETS, sheetsOf } from './columns.ts';
import { CONFIG_FILE, type WorkspaceConfig } from './config.ts';
import { EXAMPLE_NAMES, PLACEHOLDERS } from './config-examples.ts';
import { isAssociation, keepsRegister, type Policy, policyOf } from './policy.ts';
import { isFile, WORKBOOK_FILE } from './sources.ts';
import { workbookBytes } from './write-workbook.ts';

export const GUIDE_FILE = '说明.txt';

/** An example, to be replaced by the bureau's own letter: none of the policies prints one. */
const COMMITMENT = [
  '严格遵守医疗卫生法律法规，在核准的地点和诊疗科目内执业。',
  '不聘用非卫生技术人员，医师、护士均依法注册。',
  '规范书写病历和处方，合理检查、合理用药、合理收费。',
  '落实传染病防治、消毒隔离和医疗废物管理制度。',
  '不雇佣医托，不发布违法医疗广告。',
  '自觉接受监督检查和社会监督。',
];

/** What `init` was told; everything else starts as an example that `check` points out. */
export type BureauInput = Partial<
  Pick<
    Bureau,
    'id' | 'name' | 'nameEn' | 'county' | 'countyEn' | 'regionCode' | 'origin' | 'phone' | 'phoneHours' | 'phoneHoursEn'
  >
>;

/** The configuration of a new workspace. Until the bureau gives its own name, every page is marked as fictional. */
export function newConfig(rulebook: string, input: BureauInput = {}): WorkspaceConfig {
  const policy = policyOf(rulebook);
  const association = policy !== null && isAssociation(policy);
  const name = input.name ?? EXAMPLE_NAMES[association ? 1 : 0];
  const of = <T>([bureau, its]: readonly [T, T]): T => (association ? its : bureau);
  const county = input.county ?? /^(.+?[县市区旗])/.exec(name)?.[1] ?? of(PLACEHOLDERS.county);
  return {
    bureau: {
      id: input.id ?? `bureau-${input.regionCode ?? PLACEHOLDERS.regionCode[0]}`,
      name,
      nameEn: input.nameEn ?? of(PLACEHOLDERS.nameEn),
      county,
      countyEn: input.countyEn ?? of(PLACEHOLDERS.countyEn),
      regionCode: input.regionCode ?? PLACEHOLDERS.regionCode[0],
      rulebook,
      origin: input.origin ?? PLACEHOLDERS.origin[0],
      phone: input.phone ?? PLACEHOLDERS.phone[0],
      phoneHours: input.phoneHours ?? '工作日8:30–17:30',
      phoneHoursEn: input.phoneHoursEn ?? null,
      // 12345 is the government's, and no association answers there.
      hotline: association ? null : '12345',
      supervisor: name,
      operator: null,
      icp: null,
      publicSecurityNo: null,
      siteId: null,
      siteIdUrl: null,
      publicSecurityPicture: null,
      siteIdPicture: null,
      commitment: COMMITMENT,
      intake: 'none',
      intakeTerms: null,
      elsewhere: null,
      demo: input.name === undefined,
    },
    rulings: {},
    tables: {},
  };
}

/** `bureau.json`, as `parseConfig` reads it. */
export function configText({ bureau, rulings, tables }: WorkspaceConfig): string {
  return `${JSON.stringify({ ...bureau, rulings, tables }, null, 2)}\n`;
}

/** Makes the folder and its three files. Fails with the names of files that are already there; then nothing is written. */
export async function createWorkspace(
  dir: string,
  config: WorkspaceConfig,
): Promise<Result<readonly string[], readonly string[]>> {
  const names = [CONFIG_FILE, WORKBOOK_FILE, GUIDE_FILE];
  const taken: string[] = [];
  for (const name of names) if (await isFile(join(dir, name))) taken.push(name);
  if (taken.length > 0) return fail(taken);
  const policy = policyOf(config.bureau.rulebook);
  await saveAll(dir, [
    [CONFIG_FILE, configText(config)],
    [WORKBOOK_FILE, await workbookBytes({}, policy)],
    [GUIDE_FILE, `\uFEFF${nextSteps(policy).replaceAll('\n', '\r\n')}`],
  ]);
  return ok(names);
}

/** All of them or none: half a workspace would be refused at the next try. A file that came up meanwhile is left alone. */
async function saveAll(dir: string, files: readonly (readonly [name: string, content: Uint8Array | string])[]) {
  const made: string[] = [];
  try {
    for (const [name, content] of files) {
      await createDurably(join(dir, name), content);
      made.push(join(dir, name));
    }
  } catch (fault) {
    for (const file of made) await rm(file, { force: true });
    throw fault;
  }
}

/** Only a register has entries without a last day of their own. */
const REGISTER_MONTHS = '\n   registerMonths 填记分、表彰公示几个月，不填即公示到公布年度的12月31日。';

function nextSteps(policy: Policy | null): string {
  const steps = asTyped(stepsOf(policy));
  return policy !== null && isAssociation(policy) ? steps.replaceAll('本局', '本会') : steps;
}

function stepsOf(policy: Policy | null): string {
  return `医信码工作区：下一步

1. 打开 bureau.json，改成本局的名称、监督单位（supervisor）、电话、网址（origin）、行政区划代码（regionCode）和
   代号（id，如 hechuan-wsj，公布以后不要再改），以及英文名称；
   name 等填好后，把 demo 改为 false。rulings 填本局采用的执行口径及其文号，例如
   "rulings": { "GEN-3": { "choice": "display-only", "adoptedBy": "某卫健〔2026〕1号" } }
   commitment 是承诺书样例，请换成本局的承诺书。${policy && keepsRegister(policy) ? REGISTER_MONTHS : ''}
   页脚的 icp、publicSecurityNo、siteId（siteIdUrl 为其查询网址）按证填写，小图标放入 pictures 文件夹，publicSecurityPicture、siteIdPicture 写文件名。
2. 打开 workbook.xlsx，先看“说明”表，再填写${titles(policy).join('、')}等各张表。
   也可以建一个 workbook 文件夹，放入 机构.csv、人员.csv 等（CSV UTF-8），这时请移走 workbook.xlsx。
   已有现成名单的，不必重录：运行一次 yixinma map 本文件夹 名单.csv，看哪些列已认得，其余的照提示写明，例如
   yixinma map 本文件夹 名单.csv --column 机构编号=登记号 --column 名称=单位 --fixed 类别=诊所 --keep
   对应关系记在 bureau.json 里，明年换上新名单就行。别的表加 --as：${titles(policy).slice(1).join('、')}。
3. 运行 yixinma check 本文件夹，按 check-report.csv 逐条改正；有错误的行暂不采用，其余照常。
4. 运行 yixinma publish 本文件夹 --year 年度 --stage final 公布。
   letters 文件夹里的异议码只印在给机构的通知书上，不要公开。
5. 网上反映默认不开通（bureau.json 的 intake 为 none，页面只留电话）。要开通：网站须是 https；
   把 intake 改为 online，在 intakeTerms 写明本局的受理、答复期限（天）和依据，例如
   "intakeTerms": { "accept": { "days": 7, "citation": "依据的文件和条款" },
     "answer": { "days": 60, "citation": "依据的文件和条款" } }
   elsewhere 可写一句不归本局管的问题找谁（收费、医保、买药等），不写就用通用的电话。
   再公布一次，keys 文件夹里会多出 desk（办件）、escrow（存保险柜）两把密钥和 receipt（回执，留在服务器）。
   desk、escrow 可移到别的介质保管；keys/intake-public.json 请留在原处并一起备份。

请不要在任何表中填写身份证号、资格证书编号。

Next steps: fill in bureau.json and workbook.xlsx, run "yixinma check", then "yixinma publish". Online complaints are
off; to open them set "intake": "online" (https only) with intakeTerms in bureau.json and publish again.
`;
}

function titles(policy: Policy | null): readonly string[] {
  return sheetsOf(policy).map((key) => SHEETS[key].title);
}
