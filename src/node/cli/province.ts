/** `yixinma province …`: a city's or province's platform, on which several bureaus publish, each with its own keys. */
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addBureau, readCandidate, removeBureau } from '../province/bureaus.ts';
import { createProvince } from '../province/create.ts';
import { publishProvince, refreshProvince } from '../province/publish.ts';
import { loadProvinceStatus } from '../province/status.ts';
import { keysAreMade } from '../publish/signing/keys.ts';
import { digitsOf } from '../verify/given-root.ts';
import type { Command, Io } from './command.ts';
import { askPassphrase } from './passphrase.ts';
import { provinceExport, provinceSigned } from './province/sittings.ts';
import { provinceStatusText } from './province/status-text.ts';
import { addRefusalText, candidateText, told } from './province/text.ts';
import { folderFaults, notOneOf, tooMuch, wrongUsage } from './wrong-usage.ts';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

const USAGE = `yixinma province init DIR --id ID --name 名称 --name-en NAME --area 地区 --area-en NAME --region 六位代码
                     --origin https://主机名 [--path /文件夹/] --phone 电话 --hours 时间
yixinma province add DIR FOLDER [--root FINGERPRINT]
  FOLDER   该部门交来的网站文件夹（其工作文件夹里的 site）；不写 --root 只显示指纹，请与该部门公告上印的核对全部64位。
           The bureau's published site. Without --root the fingerprint is shown: compare all 64 digits with its notice.
yixinma province remove DIR ID
yixinma province list DIR
  各部门公布到哪一年、何时收下、签名还有多久、什么没有收下 / of each bureau what is out, since when, until when, and what was refused
yixinma province publish DIR [--key FILE]… [--passphrase-file FILE] [--json]
yixinma province publish DIR --export FOLDER · --signed PATH…
  --key    介质（U盘）上的密钥文件，可写多个 / a key file on a medium, as many as there are
  add、remove 之后要公布一次才生效。密钥分开保管的，导出，各人用 yixinma sign 签，再导入。
  Additions and removals count from the next publication on. Keys kept apart: export, have it signed with yixinma sign, take it in.
yixinma province refresh DIR [--force] [--json]
  定时运行：收下 inbox/ID 里交来的内容，续签。不需要口令。/ For a timer: takes in what lies in inbox/ID, and renews.`;

const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  area: { type: 'string' },
  'area-en': { type: 'string' },
  region: { type: 'string' },
  origin: { type: 'string' },
  path: { type: 'string' },
  phone: { type: 'string' },
  hours: { type: 'string' },
  root: { type: 'string' },
  'passphrase-file': { type: 'string' },
  key: { type: 'string', multiple: true },
  export: { type: 'string' },
  signed: { type: 'string', multiple: true },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parsed(args);
  const faults = [...faultsOf(positionals)];
  const [action, folder = '', third = ''] = positionals;
  const elsewhere = values.export !== undefined || values.signed !== undefined;
  if (values.key !== undefined && (action !== 'publish' || elsewhere)) faults.push(KEY_ALONE);
  if (faults.length > 0) return wrongUsage(io, province, faults);
  const dir = resolve(io.cwd, folder);
  if (action === 'add') return add(dir, resolve(io.cwd, third), values.root, io);
  if (action === 'remove') return remove(dir, third, io);
  if (action === 'init') return init(dir, values, io);
  if (action === 'list') return list(dir, io);
  if (action === 'publish') return publish(dir, values, io);
  const outcome = await refreshProvince({ dir, now: io.now(), dist: DIST, force: values.force });
  return told(dir, outcome, values.json, io);
}

const KEY_ALONE =
  '--key 只用于 publish 直接签名，不和 --export、--signed 一起用。/ --key is for publish where it signs at once, without --export and --signed.';
const ACTIONS = ['init', 'add', 'remove', 'list', 'publish', 'refresh'];
/** What the third word is, where there is one. */
const THIRD: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  add: ['该部门交来的网站文件夹', 'the folder that the bureau handed over'],
  remove: ['部门的代号', 'the id of the bureau'],
};

function faultsOf([action, folder, third, ...more]: readonly string[]): readonly string[] {
  if (action === undefined || !ACTIONS.includes(action)) return [notOneOf(['要做的事', 'what to do'], action, ACTIONS)];
  if (folder === undefined) return folderFaults([]);
  const wanted = THIRD[action];
  if (wanted !== undefined && third === undefined) return [`缺少${wanted[0]}。/ ${wanted[1]} is missing.`];
  return tooMuch(wanted === undefined && third !== undefined ? [third, ...more] : more);
}

async function init(dir: string, values: Values, io: Io): Promise<0 | 1> {
  const created = await createProvince(dir, {
    id: values.id,
    name: values.name,
    nameEn: values['name-en'],
    county: values.area,
    countyEn: values['area-en'],
    regionCode: values.region,
    origin: values.origin,
    basePath: values.path,
    phone: values.phone,
    phoneHours: values.hours,
  });
  const shown = relative(io.cwd, dir) || '.';
  if (!created) {
    io.err(
      `${shown} 中已有工作文件，没有改动。请换一个文件夹。/ ${shown} holds a workspace already; nothing was changed.\n`,
    );
    return 1;
  }
  io.out(
    `已在 ${shown} 建立 province.json。下一步：yixinma province publish ${shown}，把根密钥指纹登在公告上。/ Made province.json in ${shown}. Next: yixinma province publish ${shown}, and print the root fingerprint in a notice.\n`,
  );
  return 0;
}

async function add(dir: string, folder: string, root: string | undefined, io: Io): Promise<0 | 1> {
  const found = await readCandidate(dir, folder, io.now());
  if (!found.ok) {
    io.err(addRefusalText(found.fault));
    return 1;
  }
  const { delegate } = found.value;
  io.out(candidateText(found.value));
  const typed = root === undefined ? undefined : digitsOf(root);
  if (typed !== undefined && typed.length < delegate.root.length && delegate.root.startsWith(typed)) {
    io.err(
      '到此为止相符，但登记要核对全部64位：公示栏上只印了前16位，完整的请向该部门要。没有改动。/ These digits agree, but all 64 are needed to register: boards print 16 of them, ask the bureau for the rest. Nothing was changed.\n',
    );
    return 1;
  }
  if (typed !== delegate.root) {
    io.err(
      typed === undefined
        ? '请与该部门公告上印的指纹核对，一致的再加上 --root 指纹 运行一次。没有改动。/ Compare the fingerprint with the bureau’s notice, then run again with --root FINGERPRINT. Nothing was changed.\n'
        : '--root 的指纹与交来的不一致：请当面或打电话向该部门核实。没有改动。/ The fingerprint of --root is another than that of the delivery: ask the bureau itself. Nothing was changed.\n',
    );
    return 1;
  }
  await addBureau(dir, delegate);
  io.out(`已登记。公布后生效：yixinma province publish。/ Registered; it counts after yixinma province publish.\n`);
  return 0;
}

async function remove(dir: string, id: string, io: Io): Promise<0 | 1> {
  if (!(await removeBureau(dir, id))) {
    io.err(`没有登记过“${id}”。/ No bureau “${id}” is registered.\n`);
    return 1;
  }
  io.out(
    `已移除。公布后生效，该部门的页面随即撤下：yixinma province publish。/ Removed; its pages leave with the next yixinma province publish.\n`,
  );
  return 0;
}

async function list(dir: string, io: Io): Promise<0> {
  io.out(provinceStatusText(await loadProvinceStatus(dir, io.now())));
  return 0;
}

async function publish(dir: string, values: Values, io: Io): Promise<0 | 1> {
  const { json } = values;
  if (values.export !== undefined) return provinceExport({ dir, json, out: resolve(io.cwd, values.export) }, io);
  const paths = values.signed?.map((path) => resolve(io.cwd, path));
  if (paths !== undefined) return provinceSigned({ dir, json, paths, dist: DIST }, io);
  const keys = join(dir, 'keys');
  const order = { file: values['passphrase-file'], keys, fresh: !keysAreMade(keys) };
  const passphrase = await askPassphrase(order, io);
  const media = (values.key ?? []).map((one) => resolve(io.cwd, one));
  return told(dir, await publishProvince({ dir, now: io.now(), dist: DIST, passphrase, media }), values.json, io);
}

export const province: Command = {
  name: 'province',
  summary: '市级、省级平台：多个部门各自签名公布 / several bureaus on one site, each with its own keys',
  usage: USAGE,
  run,
};
