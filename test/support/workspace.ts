/** Small workspaces for tests: a bureau, a few rows, and a build whose pages are plain text. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureIntakeKeys } from '../../src/node/publish/signing/intake-keys.ts';
import { createKeys } from '../../src/node/publish/signing/keys.ts';

type Row = Readonly<Record<string, string>>;

export const PASSPHRASE = 'only for tests, twelve or more';
export const NOW = new Date('2026-01-15T02:00:00Z');

/** The least that a key file may have: a test opens the keys at every publication. */
export const COST = { N: 2 ** 14, r: 8, p: 1 };

const BUREAU = {
  id: 'example',
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Example County',
  county: '示例县',
  countyEn: 'Example County',
  regionCode: '000000',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生计生监督所',
  operator: null,
  icp: null,
  publicSecurityNo: null,
  siteId: null,
  siteIdUrl: null,
  publicSecurityPicture: null,
  siteIdPicture: null,
  commitment: ['依照核准登记的诊疗科目开展诊疗活动。'],
  intake: 'none',
  intakeTerms: null,
  elsewhere: null,
  demo: true,
};

function csv(rows: readonly Row[]): string {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
    .map((cells) => cells.map(cell).join(','))
    .join('\n');
}

/** Sheets by title, rows by heading. */
export async function writeWorkspace(
  dir: string,
  sheets: Readonly<Record<string, readonly Row[]>>,
  bureau: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await mkdir(join(dir, 'workbook'), { recursive: true });
  await writeFile(join(dir, 'bureau.json'), JSON.stringify({ ...BUREAU, ...bureau }));
  for (const [title, rows] of Object.entries(sheets)) await writeFile(join(dir, 'workbook', `${title}.csv`), csv(rows));
}

/** A workspace that is going to publish: the same, with keys unless the folder has some. */
export async function writeCounty(...[dir, sheets, bureau = {}]: Parameters<typeof writeWorkspace>): Promise<void> {
  await writeWorkspace(dir, sheets, bureau);
  if (!existsSync(join(dir, 'keys'))) await cheapKeys(dir, bureau['intake'] === 'online');
}

/** The keys of a workspace, quickly opened. */
export async function cheapKeys(dir: string, intake = true): Promise<void> {
  const keys = join(dir, 'keys');
  await createKeys(keys, PASSPHRASE, COST);
  if (intake) await ensureIntakeKeys(keys, PASSPHRASE, COST);
}

/** On-site rows that give this many points of 100. */
export function onSite(id: string, score: string): Row[] {
  return [{ 机构编号: id, 评定内容: '现场评价', 监督员人数: '2', 项目编号: '1', 满分: '100', 得分: score }];
}

const SOURCES = new URL('../../src/core', import.meta.url).href;

/** A build folder with a renderer that writes the data block and the facts, enough for everything but looks. */
export async function writeBuild(dist: string): Promise<void> {
  await mkdir(join(dist, 'site/assets'), { recursive: true });
  await writeFile(join(dist, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(dist, 'build.json'),
    JSON.stringify({
      digest: '',
      pageScript: '/assets/page-0.js',
      pageScriptEn: '/assets/page-en-0.js',
      province: {
        pageScript: '/assets/page-1.js',
        pageScriptEn: '/assets/page-en-1.js',
        delegated: '/assets/delegated-1.js',
      },
      builtAt: '2026-01-01T00:00:00Z',
    }),
  );
  for (const name of ['page-0.js', 'page-en-0.js']) await writeFile(join(dist, 'site/assets', name), '');
  await mkdir(join(dist, 'province/assets'), { recursive: true });
  for (const name of ['page-1.js', 'page-en-1.js', 'delegated-1.js']) {
    await writeFile(join(dist, 'province/assets', name), '');
  }
  await writeFile(
    join(dist, 'site/sw.js'),
    'self.shell="__SHELL_REVISION__";self.files=[{url:"assets/page-0.js",revision:null},{url:"assets/page-en-0.js",revision:null}]',
  );
  await writeFile(
    join(dist, 'site/index.html'),
    '<meta charset="utf-8"><title>x</title><script type="application/json" id="config">{"pin":null,"bureau":null}</script><body><div id="app"><noscript><!--contact--></noscript></div></body>',
  );
  await writeFile(
    join(dist, 'render.js'),
    `import { pageFacts } from '${SOURCES}/snapshot/page-facts.ts';
import { dayIn } from '${SOURCES}/words/dates.ts';
const shown = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const facts = (view, lang) => [...pageFacts(view, lang, dayIn(lang))].sort().map(([key, text]) => \`<i data-f="\${key}">\${shown(text)}</i>\`).join('');
const sorted = (_, value) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
const text = (value) => JSON.stringify(value, sorted).replace(/</g, '\\\\u003c');
export const pageCss = 'body{color:#000}';
export const pageStyle = () => pageCss;
export const pageStyles = [pageCss];
export const renderInstitutionPage = ({ proof, view, lang, scriptUrl }) =>
  \`<!doctype html><html lang="\${lang}"><script src="\${scriptUrl}"></script><title>\${view.record.name}</title><p id="page" data-day="\${view.proposal ? view.day : proof.release.time.slice(0, 10)}">\${view.penalties.map((one) => one.documentNo)}</p>\${facts(view, lang)}<script type="application/json" id="proof">\${text(proof)}</script>\`;
export const renderStandardPage = ({ terms, lang }) => \`<!doctype html><html lang="\${lang}"><h1>standard</h1>\${text(terms.title.zh)}\`;
const named = (views) => views.map(({ record }) => record.name);
export const renderListsPage = ({ page, day, lang }) => \`<!doctype html><html lang="\${lang}"><h1 data-day="\${day}">lists</h1>\${text(page.kind === 'town' ? [page.key, ...named(page.views)] : page.lists.map(({ list, views, towns }) => [list.id, ...(towns ? towns.map(({ key, count }) => [key, count]) : named(views))]))}\`;
export const renderProvinceHome = ({ province, bureaus }) => \`<h1>\${province.name}</h1>\${bureaus.map(({ id, there }) => id + ':' + there)}\`;
export const renderTombstonePage = ({ tombstone, lang, scriptUrl }) => \`<!doctype html><html lang="\${lang}"><h1>gone</h1>\${text(tombstone)}<script src="\${scriptUrl}"></script>\`;
export const renderNotFound = (bureau) => \`<h1>\${bureau.phone}</h1>\`;
export const renderNoScriptContact = (bureau) => \`<p>\${bureau.phone}</p>\`;
`,
  );
}
