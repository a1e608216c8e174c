/** `yixinma init DIR`: a new workspace. */
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig } from '../publish/workspace/config.ts';
import { RULEBOOKS } from '../publish/workspace/config-schema.ts';
import { configText, createWorkspace, newConfig } from '../publish/workspace/create.ts';
import { Ledger } from '../publish/workspace/table.ts';
import type { Command, Io } from './command.ts';
import { folderFaults, notOneOf, wrongUsage } from './wrong-usage.ts';

const OPTIONS = {
  rulebook: { type: 'string', default: 'wugang' },
  id: { type: 'string' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  county: { type: 'string' },
  'county-en': { type: 'string' },
  region: { type: 'string' },
  origin: { type: 'string' },
  phone: { type: 'string' },
  hours: { type: 'string' },
  'hours-en': { type: 'string' },
} as const;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [dir] = positionals;
  const faults = [...folderFaults(positionals)];
  if (!RULEBOOKS.includes(values.rulebook)) faults.push(notOneOf('--rulebook', values.rulebook, RULEBOOKS));
  if (dir === undefined || faults.length > 0) return wrongUsage(io, init, faults);
  const given = {
    id: values.id,
    name: values.name,
    nameEn: values['name-en'],
    county: values.county,
    countyEn: values['county-en'],
    regionCode: values.region,
    origin: values.origin,
    phone: values.phone,
    phoneHours: values.hours,
    phoneHoursEn: values['hours-en'],
  };
  const config = newConfig(
    values.rulebook,
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  // What check would refuse is refused before anything is written.
  const ledger = new Ledger();
  if (parseConfig(configText(config), ledger) === null) {
    for (const { message } of ledger.problems) io.err(`${message.zh}\n${message.en}\n`);
    return 2;
  }
  return create(resolve(io.cwd, dir), config, io);
}

async function create(dir: string, config: ReturnType<typeof newConfig>, io: Io): Promise<0 | 1> {
  const created = await createWorkspace(dir, config);
  const shown = relative(io.cwd, dir) || '.';
  if (!created.ok) {
    io.err(`${shown} 中已有 ${created.fault.join('、')}，没有改动任何文件。请换一个文件夹。\n`);
    io.err(`${shown} already holds ${created.fault.join(', ')}; nothing was changed. Choose another folder.\n`);
    return 1;
  }
  io.out(
    `已在 ${shown} 建立：${created.value.join('、')}\n下一步：填写 bureau.json 和 workbook.xlsx，再运行 yixinma check ${shown}\n`,
  );
  io.out(
    `Made ${created.value.join(', ')} in ${shown}. Next: fill in bureau.json and workbook.xlsx, then yixinma check ${shown}\n`,
  );
  return 0;
}

export const init: Command = {
  name: 'init',
  summary: '建立工作区：配置、工作簿模板、说明 / make a workspace',
  usage: `yixinma init DIR [--rulebook ${RULEBOOKS.join('|')}] [--name 名称] [--name-en NAME] [--county 县名] [--county-en NAME]
             [--id ID] [--region 六位代码] [--origin https://主机名] [--phone 电话] [--hours 时间]
不覆盖已有文件。 / Never overwrites anything.`,
  run,
};
